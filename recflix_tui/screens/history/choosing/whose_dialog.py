"""Whose history is wanted, of a file that holds several people's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.text import clean
from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.lists.pick_list import Part, PickList

ASKS = "This file holds several people's. Whose is yours?"
KEY = "$accent bold"
KEYS = Content.assemble(("enter ", KEY), "this one  ", ("esc ", KEY), "leave")
MOST = 12  # names in view at once


class NameList(PickList):
    """The names, as the file has them."""

    picks_at_first_click = True

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = [clean(name) for name in names]

    def row_count(self) -> int:
        return len(self._names)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        return [(" " + fit(self._names[row], width - 1), "text")]


class WhoseScreen(Dialog[str | None]):
    """Gives the name, None if none was chosen."""

    CSS_PATH = "whose_dialog.tcss"
    AUTO_FOCUS = "NameList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave", show=False)
    ]

    def __init__(self, host: Host, people: Sequence[str]) -> None:
        super().__init__()
        self._host, self._people = host, people

    def compose(self) -> ComposeResult:
        with Vertical(id="whose"):
            yield Static(ASKS, id="asks", markup=False)
            yield NameList(self._people)
            yield Static(KEYS, id="keys")

    def on_mount(self) -> None:
        self.query_one(NameList).styles.height = min(len(self._people), MOST)

    @on(PickList.Picked)
    def _choose(self, event: PickList.Picked) -> None:
        if self._host.screen_was_in_view(self):
            self.dismiss(self._people[event.row])

    def on_click(self, event: events.Click) -> None:
        """A click beside the names leaves them."""
        if event.widget is self:
            self.dismiss(None)
