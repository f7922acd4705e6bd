"""A screen that shows titles: the rating keys act on the one in focus, and a line says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.timer import Timer

from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.why import why_of
from recflix_tui.screens.keys import rating_keys
from recflix_tui.screens.keys.actions import TITLE_ACTIONS, UNDO, bindings
from recflix_tui.screens.keys.undo import undo
from recflix_tui.widgets.bars.why_line import WhyLine

WHY_PAUSE = 0.05  # seconds that the focus rests before its why is worked out


class TitlesScreen(RecflixScreen):
    """Subclasses say which title has the focus, and when that moves."""

    SHARED_ACTIONS = (*TITLE_ACTIONS, UNDO)
    BINDINGS = bindings(SHARED_ACTIONS)

    _why_timer: Timer | None = None
    _explained: tuple[int | None, int] | None = None  # item and revision that the why is of

    def focused_item(self) -> int | None:
        """The title that the rating keys act on."""
        return None

    # --- why --------------------------------------------------------------------------------

    def compose_foot(self) -> ComposeResult:
        yield WhyLine()

    def show_change(self, item: int | None) -> None:
        super().show_change(item)
        self._start_why()  # the focus rests already: what is said of its title changed

    def focus_moved(self) -> None:
        """Tell that another title has the focus: the why follows once the focus rests."""
        if self._why_timer is not None:
            self._why_timer.stop()
        if self._explained != (self.focused_item(), self.host.revision):
            self._why_timer = self.set_timer(WHY_PAUSE, self._start_why)

    def _start_why(self) -> None:
        if not self._retired:
            self._explained = self.focused_item(), self.host.revision
            self._show_why()

    @work(group="why", exclusive=True)
    async def _show_why(self) -> None:
        item, profile = self.focused_item(), self.host.profile_id
        for line in self.query(WhyLine):
            if item is None or profile is None or self.host.library.snapshot.dataset is None:
                line.show("")
                return
            with self.host.errors_shown(line.show):
                line.show(await self.host.read(why_of, self.host.library, profile, item))

    # --- the rating keys --------------------------------------------------------------------

    def change_title(self, item: int, change: Callable[..., Any], *args: Any) -> None:
        """Change a title for who watches, if its dataset is still the one in use."""
        profile, library = self.host.profile_id, self.host.library
        if profile is not None and not self._retired:
            change = rating_keys.while_open(library.snapshot.dataset, change)
            self.write_change(change, library, profile, item, *args, item=item)

    def _change_focused(self, change: Callable[..., Any], *args: Any) -> None:
        item = self._acts_on()
        if item is not None:
            self.change_title(item, change, *args)

    def _acts_on(self) -> int | None:
        """The title in focus, of a screen that is still in use."""
        return None if self._retired else self.focused_item()

    def action_rate(self, stars: int) -> None:
        self._change_focused(rating_keys.rate, stars)

    def action_nudge(self, steps: int) -> None:
        self._change_focused(rating_keys.nudge, steps)

    def action_clear_rating(self) -> None:
        self._change_focused(rating_keys.clear_rating)

    def action_mark(self, mark: str) -> None:
        self._change_focused(rating_keys.toggle_mark, mark)

    def action_undo(self) -> None:
        if self.host.profile_id is not None and self.host.library.snapshot.dataset is not None:
            self.write_change(undo, self.host.library, self.host.profile_id)

    def action_why(self) -> None:
        item = self._acts_on()
        if item is not None:
            self.host.open_title(item, why=True)

    def action_open_title(self) -> None:
        item = self._acts_on()
        if item is not None:
            self.host.open_title(item)
