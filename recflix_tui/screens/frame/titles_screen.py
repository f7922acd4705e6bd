"""A screen that shows titles: the rating keys act on the one in focus, and a line says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.timer import Timer
from textual.worker import Worker

from recflix_tui.screens.background.sight import NOTHING, Sight
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.why import why_of
from recflix_tui.screens.keys import rating_keys
from recflix_tui.screens.keys.actions import TITLE_ACTIONS, UNDO_ACTIONS, bindings
from recflix_tui.screens.keys.undo_key import redo, undo
from recflix_tui.screens.type_ahead.key_gate import GIVING_UP
from recflix_tui.widgets.bars.why import Why
from recflix_tui.widgets.bars.why_line import WhyLine
from recflix_tui.widgets.drawn_titles import DrawsTitles

if TYPE_CHECKING:
    from recflix_tui.library.library import Library
    from recflix_tui.widgets.titles.lists import TitleList

UNSEEN = "typed before the title was in view: nothing was done"
WHY_PAUSE = 0.05  # seconds that the focus rests before its why is worked out


class TitlesScreen(RecflixScreen):
    """Subclasses say which title has the focus, and when that moves."""

    SHARED_ACTIONS = (*TITLE_ACTIONS, *UNDO_ACTIONS)
    BINDINGS = bindings(SHARED_ACTIONS)
    FOR_ONE: ClassVar[bool] = True
    """Whether what is looked at here, and opened from here, tells of the taste of who watches."""

    _why_timer: Timer | None = None
    _why_due = False  # whether the why is asked for as soon as what is being loaded is drawn
    _why_awaits_frame = False  # whether that is loaded, and the next frame draws it
    _explained: tuple[int | None, int] | None = None  # item and revision that the why is of

    def focused_item(self) -> int | None:
        """The title that the rating keys act on."""
        return None

    def title_view(self) -> DrawsTitles | None:
        """The widget that draws the title in focus; None: any may, on whatever screen."""
        return None

    def in_sight(self) -> Sight:
        """What it has the person look at, as far as that says something of a taste."""
        return NOTHING

    def words_without_title(self) -> str:
        """What the line above the keys says while no title has the focus."""
        return ""

    def words_in_place_of_why(self, item: int) -> str:
        """What that line says of a title whose prediction is not to be told; else nothing."""
        return ""

    def names_title_in_why(self) -> bool:
        """Whether the line that says why must say of which title, too."""
        return False

    def cut_title(self) -> str:
        """The whole title in focus where the screen shows a part of it; else nothing."""
        return ""

    # --- keys typed ahead -------------------------------------------------------------------

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """While the first titles are loaded keys wait: they are for those."""
        return self.first_load(event, workers)

    def saw(self, item: int, view: DrawsTitles | None) -> bool:
        """Whether a key may act on an item: it was in view when the key was struck."""
        seen = self.host.title_was_in_view(item, view)
        if not seen:
            self.notify(UNSEEN, markup=False, timeout=3)
        return seen

    # --- why --------------------------------------------------------------------------------

    def compose_foot(self) -> ComposeResult:
        yield WhyLine()

    def show_change(self, item: int | None) -> None:
        super().show_change(item)
        # What changed is waited for: the reasons come once it is drawn. The focus is where it was.
        self._why_due = self._loading
        if not self._why_due:
            self._start_why()

    def loaded(self) -> None:
        if self._why_due:
            self._why_due, self._why_awaits_frame = False, True
            self._start_why_later()  # where it looks as it did there will be no frame

    def was_drawn(self) -> None:
        super().was_drawn()
        if self._why_awaits_frame:  # working it out would have slowed the frame down
            self._start_why()

    def focus_moved(self) -> None:
        """Tell that another title has the focus: the why follows once the focus rests."""
        self._leave_why()
        item = self.focused_item()
        if item is None or self._explained != (item, self.host.revision):
            self._start_why_later()

    def _start_why_later(self) -> None:
        self._leave_why()
        self._why_timer = self.set_timer(WHY_PAUSE, self._start_why)

    def _leave_why(self) -> None:
        if self._why_timer is not None:
            self._why_timer.stop()

    def _start_why(self) -> None:
        self._why_awaits_frame = False
        self._leave_why()
        if not self._retired:
            self._explained = self.focused_item(), self.host.revision
            self._show_why()

    @work(group="why", exclusive=True)
    async def _show_why(self) -> None:
        item, profile = self.focused_item(), self.host.profile_id
        for line in self.query(WhyLine):
            if item is None or profile is None or self.host.library.snapshot.dataset is None:
                line.show(self.words_without_title() if item is None else "")
                return
            if words := self.words_in_place_of_why(item):
                line.show(words, self.cut_title())
                return
            with self.host.errors_shown(line.show):
                line.show(await self.read_why(profile, item), self.cut_title())

    async def read_why(self, profile: int, item: int) -> Why | str:
        """Work out what the line says of a title in focus, for the profile that watches."""
        named = self.names_title_in_why()
        return await self.host.read(why_of, self.host.library, profile, item, named)

    # --- the rating keys --------------------------------------------------------------------

    def change_title(self, item: int, change: Callable[..., Any], *args: Any) -> None:
        """Change a title for who watches, if its dataset is still the one in use."""
        profile, library = self.host.profile_id, self.host.library
        if profile is not None and not self._retired:
            if rating_keys.chooses(change, *args):
                self.host.watching.chosen(self, item)
            change = rating_keys.while_open(library.snapshot.dataset, change)
            self.write_change(change, library, profile, item, *args, item=item)

    def _change_focused(self, change: Callable[..., Any], *args: Any) -> None:
        item = self._acts_on()
        if item is not None:
            self.change_title(item, change, *args)

    def _acts_on(self) -> int | None:
        """The title in focus, if it was seen, of a screen that is still in use."""
        item = None if self._retired else self.focused_item()
        return item if item is not None and self.saw(item, self.title_view()) else None

    def action_rate(self, stars: int) -> None:
        self._change_focused(rating_keys.rate, stars)

    def action_nudge(self, steps: int) -> None:
        self._change_focused(rating_keys.nudge, steps)

    def action_clear_rating(self) -> None:
        self._change_focused(rating_keys.clear_rating)

    def action_mark(self, mark: str) -> None:
        self._change_focused(rating_keys.toggle_mark, mark)

    def action_give_up(self) -> None:
        """Ask how far one got; a title that is given up on already is so no longer."""
        item, profile = self._acts_on(), self.host.profile_id
        if item is not None and profile is not None:
            self.app.run_worker(self._ask_how_far(profile, item), group=GIVING_UP)

    async def _ask_how_far(self, profile: int, item: int) -> None:
        # The writer thread knows what the keys before this one did.
        library = self.host.library
        take_back = rating_keys.while_open(
            library.snapshot.dataset, rating_keys.take_back_giving_up
        )
        with self.host.errors_shown():
            if await self.host.write(take_back, library, profile, item):
                self.host.changed(item)
            elif self.is_current and not self._retired:
                title = library.snapshot.need_dataset().title(item)
                self.host.ask_how_far(title, partial(self._gave_up, item))

    def _gave_up(self, item: int, tenths: int | None) -> None:
        if tenths is not None:
            self.give_up(item, tenths)

    def give_up(self, item: int, tenths: int) -> None:
        """A title was given up on after so many tenths of it; 0 where that is not said."""
        self.change_title(item, rating_keys.give_up, tenths)

    def action_undo(self) -> None:
        self._step_in_history(undo)

    def action_redo(self) -> None:
        self._step_in_history(redo)

    def _step_in_history(self, step: Callable[[Library, int], str]) -> None:
        if self.host.profile_id is not None and self.host.library.snapshot.dataset is not None:
            self.write_change(step, self.host.library, self.host.profile_id)

    def open_row(self, titles: TitleList, row: int) -> None:
        """Open the title of a row that was picked."""
        item = titles.items[row]
        if self.saw(item, titles):
            self.host.open_title(item)

    def action_why(self) -> None:
        item = self._acts_on()
        if item is not None:
            self.host.open_title(item, why=True)

    def action_what_if(self) -> None:
        item = self._acts_on()
        if item is not None:
            self.host.open_what_if(item)

    def action_open_title(self) -> None:
        item = self._acts_on()
        if item is not None:
            self.host.open_title(item)
