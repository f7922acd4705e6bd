"""A question before something is lost."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.dialog import Dialog


class ConfirmScreen(Dialog[bool]):
    """Asks; the answer that keeps things has the focus.

    A yes counts only if the question was in view when its key was struck.
    """

    CSS_PATH = "confirm.tcss"
    AUTO_FOCUS = "#keep"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "answer(False)", "Keep", show=False),
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
    ]

    def __init__(self, host: Host, question: str, more: str, yes: str) -> None:
        super().__init__()
        self._host = host
        self._question, self._more, self._yes = question, more, yes

    def compose(self) -> ComposeResult:
        with Vertical(id="confirm"):
            yield Static(self._question, id="question", markup=False)
            yield Static(self._more, id="more", markup=False)
            with Horizontal(id="answers"):
                yield Button(f"{self._yes}  y", id="yes", compact=True)
                yield Button("Keep  n", id="keep", compact=True)

    def action_answer(self, yes: bool) -> None:
        if not yes or self._host.screen_was_in_view(self):
            self.dismiss(yes)

    @on(Button.Pressed)
    def _answer_by_button(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id == "yes")
