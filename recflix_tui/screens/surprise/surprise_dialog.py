"""The dialog: a film, why that one, and the keys that draw another or narrow what is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.screens.frame.titles_screen import UNSEEN
from recflix_tui.screens.keys import rating_keys
from recflix_tui.screens.surprise.drawing import (
    Film,
    about_words,
    choices,
    draw,
    expected_words,
    head_words,
    how_words,
    is_on_my_list,
    problem_words,
    why_words,
)
from recflix_tui.screens.surprise.sitting import Sitting
from recflix_tui.widgets.bars.choice_bar import ChoiceBar
from recflix_tui.widgets.cells import shorten_title
from recflix_tui.widgets.drawn_titles import DrawsTitles
from recflix_tui.widgets.fitted_text import FittedText

if TYPE_CHECKING:
    from typing import Any

DRAWING = "drawing"  # the group of the workers that draw, and of those that write what is drawn
UNTIMED = "no running time is known; to add them: recflix dataset enrich --imdb FOLDER"
KEY = "$accent bold"
KEYS = Content.assemble(
    *((" space ", KEY), "another  ", (" enter ", KEY), "open  ", (" a ", KEY), "my list  "),
    *((" 0 ", KEY), "any  ", (" ? ", KEY), "how  ", (" esc ", KEY), "close"),
)


class FilmLine(DrawsTitles, FittedText):
    """The film's name."""

    item: int | None = None

    def titles_in_view(self) -> Iterable[int]:
        return () if self.item is None else (self.item,)


class SurpriseScreen(Dialog[int | None]):
    """Gives the film that is to be opened, None where it is left."""

    CSS_PATH = "surprise_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark,space", "again", "Another", show=False),
        Binding("enter", "open", "Open it", show=False),
        Binding("a", "keep", "My List", show=False),
        Binding("g", "turn('genre', 1)", "Next genre", show=False),
        Binding("G", "turn('genre', -1)", "Genre before", show=False),
        Binding("y", "turn('decade', 1)", "Next decade", show=False),
        Binding("Y", "turn('decade', -1)", "Decade before", show=False),
        Binding("d", "turn('daring', 1)", "How daring", show=False),
        Binding("t", "turn('at_most', 1)", "Longer", show=False),
        Binding("T", "turn('at_most', -1)", "Shorter", show=False),
        Binding("question_mark,f1", "explain", "How it is drawn", show=False),
        Binding("0", "widen", "Any film", show=False),
        Binding("escape,q", "dismiss(None)", "Close", show=False),
    ]

    _film: Film | None = None

    def __init__(self, host: Host, sitting: Sitting) -> None:
        super().__init__()
        self._host, self._sitting = host, sitting

    def compose(self) -> ComposeResult:
        with Vertical(id="surprise"):
            yield FittedText(id="head", markup=False)
            yield FilmLine(id="film", markup=False)
            yield FittedText(id="about", markup=False)
            yield FittedText(id="expected", markup=False)
            yield FittedText(id="reason", markup=False)
            yield ChoiceBar()
            yield Static(KEYS, id="keys")

    def on_mount(self) -> None:
        self.action_again()

    # --- keys typed ahead -------------------------------------------------------------------

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """A key is for what is drawn, or for what stands once the key before it is done."""
        return [worker for worker in workers if worker.group == DRAWING]

    def _seen(self) -> Film | None:
        """The film in view, if it was when the key at work was struck."""
        film = self._film
        if film is None or self._host.library.snapshot.dataset is not film.dataset:
            return None
        if not self._host.title_was_in_view(film.found.item, self.query_one(FilmLine)):
            self.notify(UNSEEN, markup=False, timeout=3)
            return None
        return film

    # --- drawing ----------------------------------------------------------------------------

    def action_again(self) -> None:
        """Draw another film."""
        self.run_worker(self._draw(), group=DRAWING)

    def action_turn(self, name: str, steps: int) -> None:
        """Narrow what is drawn in another way, and draw."""
        if name == "at_most" and not self._sitting.is_timed:
            self.notify(UNTIMED, markup=False, timeout=5)
            return
        self._leave_unseen()
        self._sitting.turn(name, steps)
        self.action_again()

    def _leave_unseen(self) -> None:
        """A film that another follows before it was in view was not shown."""
        film = self._film
        if film is None:
            return
        item = film.found.item
        if not self._host.title_was_in_view(item, self.query_one(FilmLine)):
            self._sitting.unnote(item)

    def action_explain(self) -> None:
        """Say how a film is drawn, and by which keys that is narrowed."""
        self._host.say(how_words(self._sitting), markup=False, timeout=8)

    def action_widen(self) -> None:
        """Draw of all films."""
        self._leave_unseen()
        self._sitting.widen()
        self.action_again()

    async def _draw(self) -> None:
        with self._host.errors_shown(self._say):
            drawn = await self._host.read(draw, self._host.library, self._sitting)
            if self.is_attached:  # a click may have left it meanwhile
                self._say(drawn) if isinstance(drawn, str) else self._show(drawn)

    def _say(self, problem: str) -> None:
        """Show why there is no film."""
        self._film = None
        self.query_one(FilmLine).item = None
        self._fill("no film")
        self.query_one("#reason", FittedText).fit(lambda width, _: problem_words(problem, width))

    def _show(self, film: Film) -> None:
        self._film = film
        item, dataset = film.found.item, film.dataset
        self.query_one(FilmLine).item = item
        self._fill(dataset.title(item))
        for name, words in (
            ("about", lambda width, _: about_words(film, width)),
            ("expected", lambda width, _: expected_words(film, dataset.scale.high, width)),
            ("reason", lambda width, height: Content(why_words(film, width, height))),
        ):
            self.query_one(f"#{name}", FittedText).fit(words)

    def _fill(self, title: str) -> None:
        """Show a film's name or that there is none, nothing of it yet, and what is wanted."""
        film, name = self._film, self._host.profile_name
        self.query_one("#head", FittedText).fit(lambda width, _: head_words(film, name, width))
        self.query_one(FilmLine).fit(lambda width, _: Content(shorten_title(title, width)))
        for other in ("about", "expected"):
            self.query_one(f"#{other}", FittedText).fit(lambda width, _: Content(""))
        self.query_one(ChoiceBar).show(choices(self._sitting))

    # --- the film ---------------------------------------------------------------------------

    def action_open(self) -> None:
        """Leave, and open the film."""
        film = self._seen()
        if film is not None:
            self.dismiss(film.found.item)

    def action_keep(self) -> None:
        """Put the film on My List, or take it off."""
        film = self._seen()
        if film is not None:
            # The app's worker, not the dialog's: closing it must not call off the writing.
            self.app.run_worker(self._keep(film), group=DRAWING)

    async def _keep(self, film: Film) -> None:
        library, item, profile = self._host.library, film.found.item, self._sitting.profile_id
        change = rating_keys.while_open(film.dataset, rating_keys.toggle_mark)
        with self._host.errors_shown():
            await self._host.write(change, library, profile, item, "my_list")
            self._host.changed(item)
            on = await self._host.read(is_on_my_list, library, profile, item)
            if self._film is film and self.is_attached:
                self._show(replace(film, on_my_list=on))

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves it."""
        if event.widget is self:
            self.dismiss(None)
