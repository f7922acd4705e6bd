"""What waits: the films of one's own history that are not found surely, and what each may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.worker import Worker

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import LOAD, WRITES, RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.history.history_keys import REVIEW_ACTIONS
from recflix_tui.screens.history.review_words import (
    NOTHING,
    NOTHING_BROUGHT,
    about_words,
    choices_of,
    foot_words,
    heading_words,
    lines_of,
    review_rows,
)
from recflix_tui.screens.history.reviewing import (
    OpenFilm,
    Stands,
    choose,
    forget,
    keep_all,
    load_open,
)
from recflix_tui.screens.keys.actions import BACK, bindings
from recflix_tui.widgets.fitted_text import FittedText
from recflix_tui.widgets.fixed_text import FixedText
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.matches.choice_list import ChoiceList
from recflix_tui.widgets.matches.match_list import MatchList

if TYPE_CHECKING:
    from recflix_tui.screens.dialogs.fly import Target

NOT_SAID = "nobody said which title it is: nothing to forget"
UNSEEN = "typed before the film was in view: nothing was done"


class ReviewScreen(RecflixScreen):
    """A list of films; beside it what the one in focus may be, of which one title is lit."""

    AUTO_FOCUS = "MatchList"
    OWN_ACTIONS = (*REVIEW_ACTIONS, BACK)
    BINDINGS = bindings(REVIEW_ACTIONS)
    CSS_PATH = "review.tcss"
    SMALLEST = Size(72, 16)

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._films: list[OpenFilm] = []
        self._numbers: dict[tuple[object, int], int] = {}  # below 0, so that none is an item
        self._goes_on: object = None  # the address of the film that has the focus after a choice

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        yield FixedText(id="heading")
        with Horizontal(id="both"):
            yield MatchList()
            with Vertical(id="right"):
                yield FittedText(id="about")
                yield ChoiceList()
        yield FixedText(id="nothing")

    def compose_foot(self) -> ComposeResult:
        yield FixedText(id="foot")

    @property
    def films(self) -> MatchList:
        """The films."""
        return self.query_one(MatchList)

    @property
    def choices(self) -> ChoiceList:
        """What the film in focus may be."""
        return self.query_one(ChoiceList)

    @property
    def film(self) -> OpenFilm | None:
        """The film in focus."""
        lines = lines_of(self._films)
        line = lines[self.films.at] if self.films.at < len(lines) else None
        return line if isinstance(line, OpenFilm) else None

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """A choice is written, and the next film shown, before the next key."""
        return [worker for worker in workers if worker.group in (WRITES, LOAD)]

    # --- loading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        profile, library = self.host.profile_id, self.host.library
        if profile is not None and library.snapshot.dataset is not None:
            self._show(await self.host.read(load_open, library, profile))

    def _show(self, films: list[OpenFilm]) -> None:
        self._films = films
        for film in films:
            for item in film.items:
                self._numbers.setdefault((film.address, item), -2 - len(self._numbers))
        self.set_class(not films, "nothing")
        self.query_one("#heading", FixedText).say(heading_words(films, self.host.profile_name))
        self.query_one("#nothing", FixedText).say(
            Content.assemble(NOTHING, ("\n" + NOTHING_BROUGHT, "$muted"))
        )
        self.films.show(review_rows(films))
        goes_on, self._goes_on = self._goes_on, None
        for at, line in enumerate(lines_of(films)):
            if isinstance(line, OpenFilm) and line.address == goes_on:
                self.films.focus_row(at)
        self._show_film()

    @on(PickList.Moved, "MatchList")
    def _show_film(self) -> None:
        dataset, film = self.host.library.snapshot.dataset, self.film
        if dataset is not None:
            self.choices.show(choices_of(film, dataset, self._numbers))
            about = self.query_one("#about", FittedText)
            about.fit(lambda width, height: about_words(film, width))
            self.query_one("#foot", FixedText).say(foot_words(film))

    # --- the keys ---------------------------------------------------------------------------

    def action_light(self, steps: int) -> None:
        """Light the next of the titles, or the one before."""
        self.choices.action_step(steps)

    @on(PickList.Picked)
    def _take_picked(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        """The film is the lit title."""
        film, lit = self.film, self.choices.lit
        if film is not None and lit is not None and self._saw():
            self._choose(film, film.items[self.choices.at])

    def action_none_of_these(self) -> None:
        """The film is none of these titles."""
        film = self.film
        if film is not None and film.items and self._saw():
            self._choose(film, None)

    def action_find(self) -> None:
        """Look for the title that a film is by words."""
        from recflix_tui.screens.history.find_dialog import FindScreen

        film = self.film
        if film is not None and film.stands is Stands.ELSEWHERE:
            self.notify(film.known_as, markup=False, timeout=3)
        elif film is not None:

            def take(target: Target | None) -> None:
                if target is not None:
                    self._choose(film, target.id)

            self.app.push_screen(FindScreen(self.host, film.title), take)

    def action_forget(self) -> None:
        """Forget what was said of a film: it stands where it then belongs."""
        film = self.film
        if film is None:
            return
        if not film.stands.is_said:
            self.notify(NOT_SAID, markup=False, timeout=3)
        elif self._saw():
            self._write(forget, film, goes_on=film)

    def action_keep_all(self) -> None:
        """All films that are unsure are what they are taken for."""
        if self._saw():
            self._write(keep_all)

    def _saw(self) -> bool:
        """Whether the film, and what it may be, was in view when the key was struck."""
        lit = self.choices.lit
        if lit is None:
            seen = self.host.screen_was_in_view(self)
        else:
            seen = self.host.title_was_in_view(lit.number, self.choices)
        if not seen:
            self.notify(UNSEEN, markup=False, timeout=3)
        return seen

    def _choose(self, film: OpenFilm, item: int | None) -> None:
        self._write(choose, film, item, goes_on=self._next(film))

    def _next(self, film: OpenFilm) -> OpenFilm | None:
        """The film that is looked at after one."""
        films = [line for line in lines_of(self._films) if isinstance(line, OpenFilm)]
        after = films[films.index(film) + 1 :] if film in films else []
        return next((each for each in after if each.stands.is_said is film.stands.is_said), None)

    def _write(
        self, change: Callable[..., str], *args: object, goes_on: OpenFilm | None = None
    ) -> None:
        """Have a change made; goes_on: the film that has the focus after it."""
        profile = self.host.profile_id
        if profile is not None and not self._retired:
            self._goes_on = None if goes_on is None else goes_on.address
            self.write_change(change, self.host.library, profile, *args)
