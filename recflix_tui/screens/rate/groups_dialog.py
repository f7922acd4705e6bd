"""What somebody likes, asked before the first title: three of a dozen groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.widgets.lists.group_list import GroupList, GroupLook
from recflix_tui.widgets.lists.pick_list import PickList

ENOUGH = 3
FRAME = 6  # lines about the list: the question, the keys, and the blank ones


class GroupsScreen(Dialog[tuple[int, ...]]):
    """Gives the places of the groups that are picked once there are three, or at esc."""

    CSS_PATH = "groups_dialog.tcss"
    AUTO_FOCUS = "GroupList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n,g,q", "go_on", "Go on", show=False),
    ]

    def __init__(self, groups: Sequence[GroupLook]) -> None:
        super().__init__()
        self._groups = list(groups)

    def compose(self) -> ComposeResult:
        with Vertical(id="groups"):
            yield Static("what do you like to watch?", id="asks", markup=False)
            yield GroupList()
            yield Static(id="how")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        room = event.size.height - FRAME
        self.query_one(GroupList).styles.height = max(min(len(self._groups), room), 1)

    def _show(self) -> None:
        self.query_one(GroupList).show(self._groups)
        self.query_one("#how", Static).update(how_words(self._n_picked))

    @property
    def _n_picked(self) -> int:
        return sum(group.picked for group in self._groups)

    @on(PickList.Picked)
    def _toggle(self, event: PickList.Picked) -> None:
        group = self._groups[event.row]
        self._groups[event.row] = replace(group, picked=not group.picked)
        self._show()
        if not group.picked and self._n_picked >= ENOUGH:
            self.action_go_on()

    def action_go_on(self) -> None:
        """Go on to the titles with what is picked."""
        self.dismiss(tuple(n for n, group in enumerate(self._groups) if group.picked))

    def on_click(self, event: events.Click) -> None:
        """A click beside the groups goes on, too."""
        if event.widget is self:
            self.action_go_on()


def how_words(n_picked: int) -> Content:
    """What is to be done, by how many are picked."""
    left = ENOUGH - n_picked
    asked = f"pick {left} more" if n_picked and left > 0 else f"pick {ENOUGH}"
    on = "go on" if n_picked else "not now"
    return Content.assemble(
        ("space ", "$accent"),
        (f"{asked}: your rows start from them   ", "$muted"),
        ("esc ", "$accent"),
        (on, "$muted"),
    )
