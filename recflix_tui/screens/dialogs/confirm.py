"""A question before something is lost."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from recflix_tui.screens.dialogs.dialog import Dialog


class ConfirmScreen(Dialog[bool]):
    """Asks; the answer that keeps things has the focus."""

    CSS_PATH = "confirm.tcss"
    AUTO_FOCUS = "#keep"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "answer(False)", "Keep", show=False),
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
    ]

    def __init__(self, question: str, more: str, yes: str) -> None:
        super().__init__()
        self._question, self._more, self._yes = question, more, yes

    def compose(self) -> ComposeResult:
        with Vertical(id="confirm"):
            yield Static(self._question, id="question", markup=False)
            yield Static(self._more, id="more", markup=False)
            with Horizontal(id="answers"):
                yield Button(f"{self._yes}  y", id="yes", compact=True)
                yield Button("Keep  n", id="keep", compact=True)

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)

    @on(Button.Pressed)
    def _answer_by_button(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
