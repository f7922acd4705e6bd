"""A question before something is lost."""

from __future__ import annotations

from collections.abc import Sequence

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.question import Answer, QuestionScreen, answer_keys

YES, KEEP = Answer("yes", "y", "Yes"), Answer("keep", "n", "Keep")


class ConfirmScreen(QuestionScreen[bool]):
    """Asks whether to; the answer that keeps things has the focus."""

    KEEPS = KEEP.name
    BINDINGS = answer_keys((YES, KEEP), KEEPS)

    def __init__(
        self, host: Host, question: str, more: str, yes: str, keep: str = KEEP.label
    ) -> None:
        super().__init__(host, question, more)
        self._yes, self._keep = yes, keep

    def answers(self) -> Sequence[Answer]:
        return YES._replace(label=self._yes), KEEP._replace(label=self._keep)

    def meaning(self, name: str) -> bool:
        return name == YES.name
