"""A question with a few answers, of which one changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ScreenResultType
from textual.widgets import Button, Static

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.dialog import Dialog


class Answer(NamedTuple):
    """One answer: how code calls it, its key, and what its button says."""

    name: str
    key: str
    label: str


def answer_keys(answers: Sequence[Answer], keeps: str) -> list[BindingType]:
    """The bindings of a question's answers: each by its key, and `escape` for `keeps`."""
    chosen = [Binding(a.key, f"answer('{a.name}')", a.label, show=False) for a in answers]
    return [
        *chosen,
        Binding("escape", f"answer('{keeps}')", "Keep", show=False),
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
    ]


class QuestionScreen(Dialog[ScreenResultType]):
    """Asks; gives what the answer means. The one that changes nothing has the focus.

    Any other counts only if the question was in view when its key was struck. A subclass sets
    `KEEPS` and `BINDINGS = answer_keys(...)`, and says what the answers are and mean.
    """

    CSS_PATH = "question.tcss"
    KEEPS = ""
    """The name of the answer that changes nothing."""

    def __init__(self, host: Host, question: str, more: str) -> None:
        super().__init__()
        self._host = host
        self._question, self._more = question, more

    def compose(self) -> ComposeResult:
        with Vertical(id="asked"):
            yield Static(self._question, id="question", markup=False)
            yield Static(self._more, id="more", markup=False)
            with Horizontal(id="answers"):
                for answer in self.answers():
                    yield Button(f"{answer.label}  {answer.key}", id=answer.name, compact=True)

    def answers(self) -> Sequence[Answer]:
        """The answers in the order of their buttons."""
        raise NotImplementedError

    def meaning(self, name: str) -> ScreenResultType:
        """What the answer of that name gives."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.query_one(f"#{self.KEEPS}", Button).focus()

    def action_answer(self, name: str) -> None:
        if name == self.KEEPS or self._host.screen_was_in_view(self):
            self.dismiss(self.meaning(name))

    @on(Button.Pressed)
    def _answer_by_button(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id or self.KEEPS)
