"""Signals: what each trace of a taste weighs, and what moves on Home when that is changed."""

from __future__ import annotations

from textual import on
from textual.geometry import Size

from recflix_tui.recommend.weighing.draft import NEWNESS, REGION
from recflix_tui.screens.keys.actions import Action, bindings
from recflix_tui.screens.signals.loading import keep
from recflix_tui.screens.signals.region_dialog import Answer, RegionScreen
from recflix_tui.screens.signals.signals_base import SignalsBase
from recflix_tui.screens.signals.signals_keys import OWN_ACTIONS
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.weights.weight_list import WeightList

DETAIL = "-detail"  # the class of a screen that shows the detail where there is room for one
DROPPED = "dropped: all is as it was kept; esc once more leaves"
NO_CHANGE = "nothing is changed: ← → weigh the signal in focus, space turns it off"
UNKEPT = "not kept: s leads back to what you changed on Signals, k keeps it there"


class SignalsScreen(SignalsBase):
    """What is changed here is tried out, and kept by a key."""

    AUTO_FOCUS = "WeightList"
    OWN_ACTIONS = OWN_ACTIONS
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "signals.tcss"
    SMALLEST = Size(72, 16)

    def on_screen_suspend(self) -> None:
        """What is changed waits for the way back, and is told of to who goes elsewhere."""
        leaves = self not in self.app.screen_stack and not self._retired
        if leaves and self.is_changed:
            self.host.say(UNKEPT, markup=False, timeout=4)

    def on_screen_resume(self) -> None:
        """Who is back needs no word on the way."""
        self.host.unsay(UNKEPT)

    # --- changing ---------------------------------------------------------------------------

    def action_weigh(self, steps: int) -> None:
        chosen, read, draft = self.chosen, self._read, self._draft
        if chosen is None or read is None:
            return
        if chosen.state is not None:
            self._try(draft.stepped(chosen.state.signal, steps))
        elif chosen.beside == NEWNESS:
            self._try(draft.newer(steps, read.learned))
        elif chosen.beside == REGION:
            self._try(draft.next_region(steps, read.regions))
        else:
            self._try(draft.agreeing(chosen.beside, steps > 0))

    def action_turn(self) -> None:
        """Off what is on, and on what is off."""
        chosen, draft = self.chosen, self._draft
        if chosen is None:
            return
        if chosen.state is not None:
            self._try(draft.turned(chosen.state.signal))
        elif chosen.beside not in (NEWNESS, REGION):
            self._try(draft.agreeing(chosen.beside, not draft.agrees_to(chosen.beside)))

    def action_default(self) -> None:
        chosen, draft = self.chosen, self._draft
        if chosen is not None:
            of = chosen.state
            self._try(draft.by_default(of.signal) if of else draft.beside_by_default(chosen.beside))

    @on(WeightList.Set)
    def _take_weight(self, event: WeightList.Set) -> None:
        chosen = self.chosen
        if chosen is not None and chosen.state is not None:
            self._try(self._draft.weighing(chosen.state.signal, event.value))
        elif chosen is not None:
            self._try(self._draft.preferring(event.value))

    @on(WeightList.Toggled)
    def _take_turn(self) -> None:
        self.action_turn()

    # --- keeping ----------------------------------------------------------------------------

    def action_keep(self) -> None:
        read, profile = self._read, self.host.profile_id
        if read is None or profile is None or read.profile != profile:
            return
        if self.is_changed:
            self.write_change(keep, self.host.library, read, self._draft)
        else:
            self.host.say(NO_CHANGE, markup=False, timeout=4)

    def action_back(self) -> None:
        """First the formula is closed, then what is changed is dropped, then the screen is left."""
        if self.has_class(DETAIL):
            self.action_detail()
        elif self._read is not None and self.is_changed:
            self._try(self._read.kept)
            self.host.say(DROPPED, markup=False, timeout=4)
        else:
            self.host.back()

    @on(PickList.Picked, "WeightList")
    def _keep_or_choose(self) -> None:
        chosen = self.chosen
        if chosen is not None and chosen.beside == REGION:
            self.action_region()
        else:
            self.action_keep()

    def action_region(self) -> None:
        """Ask where the person lives."""
        read = self._read
        if read is not None:
            dialog = RegionScreen(read.regions, self._draft.region, read.no_region)
            self.app.push_screen(dialog, self._take_region)

    def _take_region(self, answer: Answer | None) -> None:
        if answer is not None:
            self._try(self._draft.living(answer[0]))

    # --- the focus --------------------------------------------------------------------------

    @on(PickList.Moved, "WeightList")
    def _follow_line(self) -> None:
        self._show_chosen()
        self._show_moved()

    @on(PickList.Picked, "TwoPages")
    def _open_title(self) -> None:
        item = self.pages.focused_item
        if item is not None and self.host.title_was_in_view(item):
            self.host.open_title(item)

    def action_detail(self) -> None:
        """The formula and titles of the signal in focus in place of the rows, or these again."""
        self.toggle_class(DETAIL)

    def bar_actions(self) -> list[Action]:
        """What is as kept needs no keeping."""
        idle = set() if self.is_changed else {"keep"}
        return [action for action in super().bar_actions() if action.id not in idle]
