"""Watch together: choose who watches; rows for all of them, and what each would say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static
from textual.worker import Worker

from recflix_tui.recommend.together.company import FEWEST, MOST, NOTHING_NEW
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import LOAD
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.frame.titles_screen import TitlesScreen
from recflix_tui.screens.keys.actions import BACK, TITLE, Action, bindings
from recflix_tui.screens.together import together_words as words
from recflix_tui.widgets.bars.why_line import beside
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.lists.who_list import WhoList
from recflix_tui.widgets.shelf.rows import Hold
from recflix_tui.widgets.shelf.shelf_wall import ShelfWall

if TYPE_CHECKING:
    from recflix_tui.library.together import Opinion, TogetherView
    from recflix_tui.library.views import ProfileSummary
    from recflix_tui.widgets.bars.why import Why

GROUP = "Watch together"


class TogetherScreen(TitlesScreen):
    """At the left everybody here, of whom two to five are chosen; beside them the rows.

    At first the people have the focus, the first of them who is not chosen. The rating keys act on
    the title in focus, for who watches alone. What is looked at here tells of nobody's own taste,
    and nothing of it is noted.
    """

    FOR_ONE: ClassVar[bool] = False
    AUTO_FOCUS = "WhoList"
    OWN_ACTIONS = (
        Action(
            id="choose",
            shown="space",
            label="choose",
            help="Choose who watches",
            group=GROUP,
            in_palette=False,
        ),
        Action(
            id="titles",
            keys="right",
            shown="→",
            label="titles",
            help="To the titles",
            group=GROUP,
            in_palette=False,
        ),
        BACK,
    )
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "together.tcss"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._people: Sequence[ProfileSummary] = ()
        self._chosen: list[int] = []  # in the order in which they were chosen
        self._chosen_by: int | None = None  # who watched when they were
        self._view: TogetherView | None = None

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Horizontal(id="both"):
            with Vertical(id="who"):
                yield Static("who watches together", id="heading", markup=False)
                yield WhoList()
                yield Static(words.HOW, id="how", markup=False)
            yield ShelfWall()

    @property
    def who(self) -> WhoList:
        """The people."""
        return self.query_one(WhoList)

    @property
    def wall(self) -> ShelfWall:
        """The rows."""
        return self.query_one(ShelfWall)

    def focused_item(self) -> int | None:
        return self.wall.focused_item if self.wall.has_focus else None

    def title_view(self) -> ShelfWall:
        return self.wall

    def cut_title(self) -> str:
        return self.wall.cut_title if self.wall.has_focus else ""

    def bar_actions(self) -> list[Action]:
        """On a person no key means a title."""
        on_title = isinstance(self.focused, ShelfWall)
        if on_title:
            return [a for a in super().bar_actions() if a.group != GROUP]
        return [a for a in super().bar_actions() if a.group != TITLE]

    def words_without_title(self) -> str:
        person = self.who.focused_person
        if person is None:
            return ""
        summary = next((each for each in self._people if each.id == person.id), None)
        return words.person_words(person, summary)

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """Keys are for the rows of those who are chosen: they wait until these are there."""
        if not self._loading or self.needs_nothing_loaded(event):
            return []
        return [worker for worker in workers if worker.group == LOAD and worker.node is self]

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        self._start_why_later()

    # --- loading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        library, watches = self.host.library, self.host.profile_id
        if watches is None or library.snapshot.dataset is None:
            return
        self._people = await self.host.read(library.profiles.summaries)
        self._follow_people(watches)
        if not FEWEST <= len(self._chosen) <= MOST:
            self._show_nothing(words.ALONE if len(self._people) == 1 else words.CHOOSE)
            return
        with self.host.errors_shown(self._show_nothing):
            held = self.wall.rows.in_focus
            asked = tuple(self._chosen)
            self._show(await self.host.read(library.together.rows, asked, also=held))

    def _follow_people(self, watches: int) -> None:
        """Who is gone watches no longer; who watches now does, at first with the only other one."""
        there = [each.id for each in self._people]
        if self._chosen_by != watches:
            others = [each for each in there if each != watches]
            self._chosen = [watches, *(others if len(others) == 1 else [])]
            self._chosen_by, self._view = watches, None
            self.who.show(words.people_looks(self._people, self._chosen, ()))
            self.who.focus_row(words.first_to_choose(there, self._chosen))
        self._chosen = [each for each in self._chosen if each in there]

    def _show(self, view: TogetherView) -> None:
        same = self._view is not None and self._view.profile_ids == view.profile_ids
        self._view = view
        look, hold = partial(words.tile_of, view), Hold.POSITION if same else Hold.NOTHING
        self.wall.set_shelves(words.shelves_of(view), look, hold)
        if not view.rows:
            self.wall.set_message(NOTHING_NEW)
        self._follow_title()

    def _show_nothing(self, message: str) -> None:
        self._view = None
        self.wall.set_message(message)
        self._follow_title()

    # --- what each would say ----------------------------------------------------------------

    @on(ShelfWall.FocusMoved)
    def _follow_title(self) -> None:
        """Say beside each name what they would say of the title in focus."""
        view, item = self._view, self.wall.focused_item
        said: Sequence[tuple[int, Opinion]] = ()
        if view is not None and item is not None:
            said = tuple(zip(view.profile_ids, view.opinions(item), strict=True))
        self.who.show(words.people_looks(self._people, self._chosen, said))
        self.focus_moved()

    async def read_why(self, profile: int, item: int) -> Why | str:
        view = self._view
        if view is None:
            return ""
        grounds = await self.host.read(view.grounds, item)
        _, room = beside(self.cut_title(), self.app.size.width - 2)
        return words.line_of(view, item, grounds, room)

    # --- choosing ---------------------------------------------------------------------------

    @on(PickList.Picked, "WhoList")
    def _choose(self, event: PickList.Picked) -> None:
        self._toggle(self.who.people[event.row].id)

    def action_choose(self) -> None:
        """Choose the one in focus, or leave them out."""
        self.who.focus()
        person = self.who.focused_person
        if person is not None:
            self._toggle(person.id)

    def _toggle(self, profile_id: int) -> None:
        if profile_id in self._chosen:
            self._chosen.remove(profile_id)
        elif len(self._chosen) >= MOST:
            self.notify(words.TOO_MANY, markup=False, timeout=3)
            return
        else:
            self._chosen.append(profile_id)
        self.load()

    def action_titles(self) -> None:
        self.wall.focus()

    @on(PickList.Moved, "WhoList")
    def _follow_person(self) -> None:
        self._start_why()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.update_keys()
        self._start_why()

    @on(ShelfWall.TileOpened)
    def _open_tile(self, event: ShelfWall.TileOpened) -> None:
        self.host.open_title(event.item)
