"""How far one got in a title that one gave up on."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.dialogs.dialog import Dialog

TENTHS = tuple("123456789")
KEY = "$accent bold"
KEYS = Content.assemble(
    *((" 1 - 9 ", KEY), "tenths of it  ", (" enter ", KEY), "not said: half  "),
    *((" esc ", KEY), "leave it"),
)


class GiveUpScreen(Dialog[int | None]):
    """Gives how many tenths were watched, 0 where that is not said, None where the title was not
    given up on.

    A key typed right behind the one that asks is the answer: it is about the title that had the
    focus then, whatever has it now.
    """

    CSS_PATH = "give_up.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(tenths, f"far({tenths})", show=False) for tenths in TENTHS),
        Binding("enter", "far(0)", show=False),
        Binding("escape", "dismiss(None)", "Leave", show=False),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        with Vertical(id="far"):
            yield Static("you gave up on it: how far did you get?", id="asks", markup=False)
            yield Static(self._title, id="which", markup=False)
            yield Static(KEYS, id="keys")

    def action_far(self, tenths: int) -> None:
        self.dismiss(tenths)

    def on_key(self, event: events.Key) -> None:
        """Any other character is no answer: the question is left, and nothing is given up on."""
        if event.is_printable and event.character not in TENTHS:
            event.stop()
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the question leaves it."""
        if event.widget is self:
            self.dismiss(None)
