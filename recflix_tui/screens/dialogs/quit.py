"""What is to become of a training, a tuning or an evaluation when the app is to be left."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from recflix_tui.screens.dialogs.question import Answer, QuestionScreen, answer_keys


class Leave(enum.Enum):
    """How the app is left while something is under way."""

    WHEN_DONE = "when_done"
    AT_ONCE = "at_once"
    NOT = "not"


ANSWERS = (
    Answer(Leave.WHEN_DONE.value, "w", "When done"),
    Answer(Leave.AT_ONCE.value, "s", "Stop and quit"),
    Answer(Leave.NOT.value, "n", "Stay"),
)


class QuitScreen(QuestionScreen[Leave]):
    """Asks whether to wait for what is under way, to stop it, or to stay."""

    KEEPS = Leave.NOT.value
    BINDINGS = answer_keys(ANSWERS, KEEPS)

    def answers(self) -> Sequence[Answer]:
        return ANSWERS

    def meaning(self, name: str) -> Leave:
        return Leave(name)
