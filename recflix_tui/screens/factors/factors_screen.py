"""Factors: what the model learnt, as dots that turn, as a list, and as sliders of one's taste."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.geometry import Size

from recflix_tui.screens.factors.axes_dialog import AxesChoice, AxesScreen
from recflix_tui.screens.factors.factors_base import KEEP, FactorsBase
from recflix_tui.screens.factors.factors_keys import OWN, TURNS
from recflix_tui.screens.factors.factors_look import FIRST_AXES
from recflix_tui.screens.factors.factors_words import (
    axis_name,
    keeping_words,
    percent,
    suggested_name,
)
from recflix_tui.screens.factors.keep_dialog import KeepScreen
from recflix_tui.screens.factors.loading import Colour, keep_taste, load_keeping
from recflix_tui.screens.factors.picture_pane import PicturePane
from recflix_tui.screens.keys.actions import Action, bindings
from recflix_tui.widgets.lists.factor_list import FactorList
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.pictures.cloud import Cloud
from recflix_tui.widgets.pictures.sliders import Sliders

if TYPE_CHECKING:
    from recflix_tui.screens.dialogs.fly import Target

TURN = 0.12  # radians for a key
SELECT = "select"  # the group of the worker that reads what is known of a title
NOT_SLID = "slide a factor first: [ and ] move the one chosen, or ← → in the sliders"


class FactorsScreen(FactorsBase):
    """What a person does with the factors."""

    AUTO_FOCUS = "Cloud"
    OWN_ACTIONS = OWN
    BINDINGS = [*bindings(OWN_ACTIONS), *TURNS]  # noqa: RUF012
    CSS_PATH = "factors.tcss"
    SMALLEST = Size(20, 8)

    _fly_later: int | None = None  # a title asked for before there were points
    _look_later: tuple[int | None, int] | None = None  # a factor and a title, the same

    def bar_actions(self) -> list[Action]:
        """Arrows turn the dots alone, and the list has no colours."""
        idle = set() if isinstance(self.focused, Cloud | None) else {"turn"}
        if any(pane.lists for pane in self.query(PicturePane)):  # none before it is composed
            idle |= {"turn", "spin", "colour", "zoom_in", "zoom_out", "nearest"}
        return [action for action in super().bar_actions() if action.id not in idle]

    # --- the taste --------------------------------------------------------------------------

    def action_slide(self, steps: int) -> None:
        if self._view is not None and self._factor < len(self._sliders.learned):
            self._slide_to(self._sliders.stepped(self._factor, steps))

    @on(Sliders.Slid)
    def _take_slide(self, event: Sliders.Slid) -> None:
        self._slide_to(self._sliders.with_value(event.factor, event.value))

    def action_learned(self) -> None:
        """Back to what was learnt."""
        self._slide_to(self._sliders.learnt)

    @on(Sliders.Chosen)
    def _follow_slider(self, event: Sliders.Chosen) -> None:
        self.picture.factors.focus_card(event.factor)
        self._show_line()

    @on(FactorList.Moved)
    def _follow_card(self) -> None:
        sliders = self.taste.sliders
        sliders.action_choose(self.picture.factors.at - sliders.chosen)
        self._show_line()

    def action_keep(self) -> None:
        """Ask under which name the slid taste is kept, once it is known what that comes to."""
        if self._view is None:
            return
        if not self._sliders.is_slid:
            self.notify(NOT_SLID, markup=False, timeout=4)
            return
        self.run_worker(self._ask_name(), group=KEEP, exclusive=True)

    async def _ask_name(self) -> None:
        ground, profile, sliders = self._ground, self._profile, self._sliders
        if ground is None or profile is None:
            return
        with self.host.errors_shown():
            library = self.host.library
            keeping, n_own, taken = await asyncio.to_thread(
                load_keeping, library, profile, ground, sliders.shift
            )
            name = self.host.profile_name
            suggested = suggested_name(name, sliders, self._cards, taken)
            keep = partial(keep_taste, library, profile, ground, sliders.shift)
            dialog = KeepScreen(self.host, suggested, keeping_words(keeping, n_own, name), keep)
            self.app.push_screen(dialog, self._say_kept)

    def _say_kept(self, name: str | None) -> None:
        if name is not None:
            self.host.changed()
            self.notify(f"kept as {name}: p watches as it", markup=False, timeout=6)

    def action_people(self) -> None:
        """Show people of similar taste over the factors."""
        from recflix_tui.screens.people.people_screen import PeopleScreen

        if self._view is not None:
            self.app.push_screen(PeopleScreen(self.host))

    # --- the title picked -------------------------------------------------------------------

    def select(self, item: int, *, fly: bool = True, of_round: bool = False) -> None:
        """Pick a title. of_round: it is one of those near the title that was picked before."""
        if self._view is None:
            return
        if not of_round:
            self._round = ()
        if item != self._item:
            self._item, self._selected = item, None
        if fly:
            self._rest()
            self.picture.cloud.fly_to(item)
        self.run_worker(self._read_and_say(), group=SELECT, exclusive=True)

    async def _read_and_say(self) -> None:
        with self.host.errors_shown():
            await self._read_selected()

    @on(Cloud.PointPicked)
    def _take_point(self, event: Cloud.PointPicked) -> None:
        self.select(event.index, fly=False)

    def action_nearest(self) -> None:
        """Pick the next of the titles near the one that the round began at."""
        if self._selected is None:
            return
        if not self._round:
            self._round = (self._selected.facts.item, *self._selected.near)
        at = self._round.index(self._item) if self._item in self._round else 0
        self.select(self._round[(at + 1) % len(self._round)], of_round=True)

    async def load_once(self) -> None:
        await super().load_once()
        if self._fly_later is not None and self._view is not None:
            self.select(self._fly_later)
            self._fly_later = None
        later, self._look_later = self._look_later, None
        if later is not None and self._view is not None:
            self._look_now(*later)

    def look_at(self, factor: int | None, item: int) -> None:
        """Choose a factor, as the model's components number them, and pick a title, by the taste
        as it is learnt; once they are there."""
        usual = self.host.library.factors.available()[0]
        if self.is_up_to_date and self._ground is not None and self._ground.space.axes is usual:
            self._look_now(factor, item)
            return
        self._look_later = factor, item
        if self._ground is not None and self._ground.space.axes is not usual:
            self._kind, self._stale_ground = None, True
            self.load()

    def _look_now(self, factor: int | None, item: int) -> None:
        self.action_learned()
        self.select(item)
        sliders, picture = self.taste.sliders, self.picture
        if factor is not None:
            sliders.action_choose(factor - sliders.chosen)
            picture.factors.focus_card(factor)
        (picture.factors if picture.lists else sliders).focus()
        self._show_line()

    def action_fly(self) -> None:
        """Ask for a title and fly there."""
        from recflix_tui.screens.dialogs.fly import FlyScreen

        if self.host.library.snapshot.dataset is not None:
            self.app.push_screen(FlyScreen(self.host, people=False), self._fly)

    def _fly(self, target: Target | None) -> None:
        """Select the title that was asked for; once there are points, where there are none yet."""
        if target is not None and self._view is not None:
            self.select(target.id)
        elif target is not None:
            self._fly_later = target.id

    def action_open_title(self) -> None:
        if self._item is not None:
            self.host.open_title(self._item)

    @on(PickList.Picked, "TopList")
    def _open_top(self, event: PickList.Picked) -> None:
        self.host.open_title(self.taste.top.items[event.row])

    @on(PickList.Moved)
    def _follow_top(self) -> None:
        item = self.taste.top.focused_item
        if self.taste.top.has_focus and item is not None:
            self.select(item)

    # --- the picture ------------------------------------------------------------------------

    def action_turn(self, across: int, down: int) -> None:
        if not self.picture.lists:
            self._rest()
            self.picture.cloud.turn(across * TURN, down * TURN)

    def action_zoom(self, steps: int) -> None:
        self.picture.cloud.zoom(steps)

    def action_spin(self) -> None:
        self._spin(not self.picture.cloud.spinning)

    def action_colour(self) -> None:
        """Colour the dots by the next thing."""
        colours = list(Colour)
        self._colour = colours[(colours.index(self._colour) + 1) % len(colours)]
        self._show_points()
        self._show_picked()

    def action_view(self) -> None:
        """The dots, or the factors as a list."""
        picture = self.picture
        focused = picture.cloud.has_focus or picture.factors.has_focus
        lists = not picture.lists
        picture.show_list(lists)
        self._make_room()
        self._show_cards()
        picture.factors.focus_card(self.taste.sliders.chosen)
        self._show_heading()
        if focused or lists or self.focused is None:
            self._focus_picture()
        self._show_line()

    def action_axes(self) -> None:
        """Ask which factors are shown, and which way they are turned."""
        ground = self._ground
        if ground is None or not self._cards:
            return
        names = [(axis_name(card), percent(card.share)) for card in self._cards]
        now = AxesChoice(ground.space.axes, self._axes)
        dialog = AxesScreen(now, self.host.library.factors.available(), names)
        self.app.push_screen(dialog, self._take_axes)

    def _take_axes(self, choice: AxesChoice | None) -> None:
        if choice is None or self._ground is None:
            return
        if choice.kind is not self._ground.space.axes:
            self._kind, self._asked, self._stale_ground = choice.kind, FIRST_AXES, True
            self.load()
        elif choice.shown != self._axes:
            self._asked = choice.shown
            self.run_worker(self._show_other_axes(), group="axes", exclusive=True)

    async def _show_other_axes(self) -> None:
        with self.host.errors_shown():
            await self._take_scene()
            self._show_points()
            self._show_taste()

    # --- the focus --------------------------------------------------------------------------

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._focus_went()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._focus_went()

    def _focus_went(self) -> None:
        self._make_room()
        self.update_keys()
        self._show_line()
