"""Rate: title after title, chosen to teach the model most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import WRITES
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.frame.status import no_dataset_words
from recflix_tui.screens.frame.titles_screen import UNSEEN, TitlesScreen
from recflix_tui.screens.keys import rating_keys
from recflix_tui.screens.keys.actions import SCREENS, TITLE, Action, bindings
from recflix_tui.screens.rate.groups_dialog import GroupsScreen
from recflix_tui.screens.rate.question import (
    BRING,
    Answer,
    Question,
    ask,
    group_looks,
    last_words,
    like_these,
    picks_heading,
    progress_words,
)
from recflix_tui.text import counted
from recflix_tui.widgets.drawn_titles import DrawsTitles, TitleLine
from recflix_tui.widgets.forms.stars_control import StarsControl
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.titles.lists import PicksList
from recflix_tui.widgets.titles.words import facts_words, marks_words

if TYPE_CHECKING:
    from recflix_tui.library.views import OfferedGroup
    from recflix_tui.recommend.facts import TitleFacts

UNLED = "many know it, and your answer teaches the most; the prediction comes after it"
NO_GROUPS = "this dataset's titles have too few genres for groups"
RATED_ALREADY = "your ratings say more than groups would: rate on"
COLUMN = 76  # cells of the column at most, as its style has it
EDGES = 6  # cells at the two ends of the line about the last answer
ANSWERS = ("refuse", "watched")  # marks that answer the question


class RateScreen(TitlesScreen):
    """One title at a time. A rating leads on to the next at once; `+` and `-` then mend it."""

    AUTO_FOCUS = ""
    OWN_ACTIONS = (
        Action(
            id="skip",
            keys="space,n",
            shown="space",
            label="not seen",
            help="Not seen it: the next one",
            group=TITLE,
        ),
        Action(
            id="groups",
            keys="g",
            label="groups",
            help="Pick groups you like",
            about="Groups; bring ratings",
            group=SCREENS,
        ),
        Action(
            id="import",
            keys="I",
            help="Bring your ratings",
            about="Groups; bring ratings",
            group=SCREENS,
        ),
    )
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "rate.tcss"

    _question: Question | None = None
    _profile: int | None = None
    _answering = False
    _rated: int | None = None
    _offered = False  # whether the groups were shown since one came here

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._asked: list[int] = []  # the newest last
        self._unseen: set[int] = set()

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Vertical(id="column"):
            yield Static(id="progress")
            with Vertical(id="card"):
                yield TitleLine(id="name", markup=False)
                yield Static(id="facts", markup=False)
                yield Static(id="crowd")
                yield StarsControl()
            yield TitleLine(id="last")
            yield Static(id="picks-heading", markup=False)
            yield PicksList()

    @property
    def picks(self) -> PicksList:
        return self.query_one(PicksList)

    def focused_item(self) -> int | None:
        """The title asked about, or the top pick in focus; None while an answer is written."""
        if self.picks.has_focus:
            return self.picks.focused_item
        facts = self._question.facts if self._question else None
        return None if self._answering or facts is None else facts.item

    def title_view(self) -> DrawsTitles:
        return self.picks if self.picks.has_focus else self.query_one("#name", TitleLine)

    def words_in_place_of_why(self, item: int) -> str:
        """A prediction told before the answer would lead it."""
        return "" if self.picks.has_focus else UNLED

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        if self._question is not None:
            self._show_last(self._question.last)

    # --- loading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        try:
            await self._ask()
        finally:
            self._answering = False

    async def _ask(self) -> None:
        profile, library = self.host.profile_id, self.host.library
        self.query_one(StarsControl).display = library.snapshot.dataset is not None
        if profile is None or library.snapshot.dataset is None:
            self._name_title("name", Content(no_dataset_words(self.host)), None)
            return
        if profile != self._profile:
            self._profile, self._question, self._offered = profile, None, False
            self._asked.clear()
            self._unseen.clear()
        question = await self.host.read(
            ask, library, profile, self._question, tuple(self._asked), frozenset(self._unseen)
        )
        self._question, self._answering, self._rated = question, False, None
        if question.facts is not None:
            self._remember_asked(question.facts.item)
        self._show(question)
        self.focus_moved()
        if question.asks_for_groups and not self._offered and self.is_current:
            self.action_groups()

    def arrive(self) -> None:
        self._offered = False
        if self._question is not None and self._question.asks_for_groups:
            self.load()

    def _remember_asked(self, item: int) -> None:
        if item in self._asked:
            self._asked.remove(item)
        self._asked.append(item)

    def _show(self, question: Question) -> None:
        facts = question.facts
        scale = self.host.library.snapshot.need_dataset().scale
        self.query_one(StarsControl).set_scale(scale.high, scale.step)
        self._line("progress", progress_words(question.n_rated, question.is_spent))
        asked = Content(facts.title if facts else "Nothing is left to ask")
        self._name_title("name", asked, facts.item if facts else None)
        self._line("facts", Content(facts_words(facts) if facts else "every title is answered"))
        self._line("crowd", _known_by(facts) if facts else Content(""))
        self.query_one(StarsControl).display = facts is not None
        self._show_last(question.last)
        self._line("picks-heading", Content(picks_heading(question)))
        self.picks.show(question.picks or ())

    def _show_last(self, last: Answer | None) -> None:
        room = min(self.app.size.width, COLUMN) - EDGES
        rated = self._question.n_rated if self._question else 0
        words = last_words(last, room) if last or rated else Content.styled(BRING, "$muted")
        self._name_title("last", words, last.item if last else None)

    def _line(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)

    def _name_title(self, name: str, content: Content, item: int | None) -> None:
        self.query_one(f"#{name}", TitleLine).name_title(content, item)

    # --- answers ----------------------------------------------------------------------------

    def _answer(self, make: Callable[..., Any], *args: Any) -> None:
        """Write an answer; until the next title is here no key answers for it unseen."""
        if self._answering and not self.picks.has_focus:
            self.notify(UNSEEN, markup=False, timeout=3)
        item = self._acts_on()
        if item is not None:
            self._answer_for(item, make, *args)

    def _answer_for(self, item: int, make: Callable[..., Any], *args: Any) -> None:
        profile = self.host.profile_id
        if profile is not None:
            self._answering = not self.picks.has_focus
            make = rating_keys.while_open(self.host.library.snapshot.dataset, make)
            self.app.run_worker(self._write_answer(make, profile, item, args), group=WRITES)

    async def _write_answer(
        self, make: Callable[..., Any], profile: int, item: int, args: tuple[Any, ...]
    ) -> None:
        with self.host.errors_shown(self._stay_with_question):
            said = await self.host.write(make, self.host.library, profile, item, *args)
            self.host.changed(item)
            self.say(said)

    def _stay_with_question(self, error: str) -> None:
        self._answering = False
        self.host.show_error(error)

    def action_rate(self, stars: float) -> None:
        asked = None if self.picks.has_focus else self.focused_item()
        self._answer(rating_keys.rate, stars)
        self._rated = asked if self._answering and asked is not None else self._rated

    def action_mark(self, mark: str) -> None:
        if mark in ANSWERS:
            self._answer(rating_keys.toggle_mark, mark)
        else:
            super().action_mark(mark)

    def give_up(self, item: int, tenths: int) -> None:
        self._answer_for(item, rating_keys.give_up, tenths)

    def action_nudge(self, steps: int) -> None:
        """Half a star on the title just rated; without one, on the title asked about."""
        last = self._last_rated()
        if last is None:
            self._answer(rating_keys.nudge, steps)
        elif self._saw_last(last):
            self.change_title(last, rating_keys.nudge, steps)

    def action_clear_rating(self) -> None:
        """Take the last rating back: its title is asked again."""
        last = self._last_rated()
        if last is not None and self._saw_last(last):
            self.change_title(last, rating_keys.clear_rating)

    def _last_rated(self) -> int | None:
        if self.picks.has_focus:
            return None
        if self._answering:  # the rating is on its way to the disk: what follows it comes after
            return self._rated
        last = self._question.last if self._question else None
        return last.item if last and last.stars is not None else None

    def _saw_last(self, last: int) -> bool:
        """Whether the title just rated was in view: as that, or while it was asked about."""
        name, line = self.query_one("#name", TitleLine), self.query_one("#last", TitleLine)
        return self.host.title_was_in_view(last, name) or self.saw(last, line)

    def action_skip(self) -> None:
        item = self._acts_on()
        if item is not None and not self.picks.has_focus:
            self._unseen.add(item)
            self._answering = True
            self.data_changed(None)

    def action_import(self) -> None:
        """Bring the ratings that one gave elsewhere."""
        self.host.importing.begin()

    # --- groups -----------------------------------------------------------------------------

    def action_groups(self) -> None:
        """Ask what one likes, as long as no rating says it."""
        if self._answering or self._retired:  # an answer is on its way, and may be the first star
            return
        groups = self._question.groups if self._question else ()
        if groups:
            self._offered = True
            looks = group_looks(self.host.library, groups)
            self.app.push_screen(GroupsScreen(looks), partial(self._take_groups, groups))
        elif self._question is not None:
            said = NO_GROUPS if not self._question.n_rated else RATED_ALREADY
            self.notify(said, markup=False, timeout=3)

    def _take_groups(self, groups: Sequence[OfferedGroup], places: tuple[int, ...] | None) -> None:
        picked = [n for n, group in enumerate(groups) if group.picked]
        if places is not None and list(places) != picked:
            change = rating_keys.while_open(self.host.library.snapshot.dataset, like_these)
            items = [groups[n].stands_for for n in places]
            self._question = None  # another title is to be asked about by them
            self.write_change(change, self.host.library, self.host.profile_id, items)

    # --- what the widgets tell --------------------------------------------------------------

    @on(StarsControl.Rated)
    def _rate_by_click(self, event: StarsControl.Rated) -> None:
        self.set_focus(None)
        self.action_rate(event.stars)

    @on(PickList.Picked)
    def _open_pick(self, event: PickList.Picked) -> None:
        self.open_row(self.picks, event.row)

    @on(PickList.Moved)
    def _follow_pick(self) -> None:
        self.focus_moved()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._focus_went()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._focus_went()

    def _focus_went(self) -> None:
        self.set_class(self.picks.has_focus, "on-picks")
        self.focus_moved()

    @on(PickList.LeftEnd)
    def _leave_picks(self, event: PickList.LeftEnd) -> None:
        """Above the first pick is the title that is asked about."""
        if event.side < 0:
            self.set_focus(None)

    def action_back(self) -> None:
        if self.picks.has_focus:
            self.set_focus(None)
        else:
            self.host.back()


def _known_by(facts: TitleFacts) -> Content:
    """How many rated it, but not how: that would lead as a prediction would."""
    marks = (f"   {marks_words(facts)}", "$accent")
    return Content.assemble((f"rated by {counted(facts.n_ratings, 'user')}", "$muted"), marks)
