"""How the app is left: at once, or as the person wants it while a training, a tuning or an
evaluation is under way, or something that was changed is not kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

if TYPE_CHECKING:
    from recflix_tui.library.inside.compare import EvaluationState
    from recflix_tui.screens.background.host import Host
    from recflix_tui.screens.dialogs.quit import Leave
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState

TRAINING = "a training is under way"
TUNING = "a search for the best settings is under way"
MEASURING = "a version is being measured"
LOSES = "Stopped, it leaves the model as it is: what it learnt so far is lost."
KEEPS = "Stopped, it keeps what it measured: the next search goes on there."
QUIT_ANYWAY, QUIT, STAY = "Quit, and lose what you changed?", "Quit", "Stay"
KEEPS_NOTHING = "Stopped, nothing is kept of what it measured so far."


class Leaving:
    """Asks before a training, a tuning or an evaluation is ended by leaving the app, and before
    what was changed and not kept is lost."""

    def __init__(
        self,
        app: App[None],
        host: Host,
        leave: Callable[[], object],
        unkept: Callable[[], str],
    ) -> None:
        """leave: quits the app, and ends what is under way; unkept: what was changed and is not
        kept, in a sentence, empty where nothing is."""
        self.waits = False
        """Whether the app quits as soon as what is under way is done."""
        self._app, self._host, self._leave, self._unkept = app, host, leave, unkept
        self._asks: Screen[Any] | None = None  # the question that was asked last

    def ask_or_leave(self) -> None:
        """Leave, unless something is under way or not kept: then ask first, once."""
        if self._asks in self._app.screen_stack:
            return
        unkept = self._unkept()
        if self._is_busy:
            self._ask_in_work(unkept)
        elif unkept:
            self._ask_unkept(unkept)
        else:
            self._leave()

    def _ask_in_work(self, unkept: str) -> None:
        from recflix_tui.screens.dialogs.quit import QuitScreen

        asks, more = self._under_way()
        words = f"{more} {unkept}".rstrip()
        asked = self._asks = QuitScreen(self._host, f"Quit while {asks}?", words)
        self._app.push_screen(asked, self._take)

    def _ask_unkept(self, unkept: str) -> None:
        from recflix_tui.screens.dialogs.confirm import ConfirmScreen

        asked = self._asks = ConfirmScreen(self._host, QUIT_ANYWAY, unkept, QUIT, STAY)
        self._app.push_screen(asked, self._take_loss)

    def _take_loss(self, leaves: bool | None) -> None:
        if leaves:
            self._leave()

    @property
    def _is_busy(self) -> bool:
        """Whether anything is under way that is lost when the app is left."""
        return self._host.training.is_active or self._host.evaluation.is_active

    def _under_way(self) -> tuple[str, str]:
        """What is under way, and what becomes of it when it is stopped."""
        state = self._host.training.state
        if state is None or not state.is_active:
            return MEASURING, KEEPS_NOTHING
        return (TUNING, KEEPS) if state.is_tuning else (TRAINING, LOSES)

    def _take(self, answer: Leave | None) -> None:
        from recflix_tui.screens.dialogs.quit import Leave

        self.waits = answer is Leave.WHEN_DONE
        self._host.status.publish(None)
        if answer is Leave.AT_ONCE or (self.waits and not self._is_busy):
            self._leave()

    def follow(self, state: TrainingState | TuningState | EvaluationState) -> None:
        """Leave once all that was waited for is done; stay where it failed, to show why."""
        if not self.waits or state.is_active:
            return
        if state.status == "done" and self._is_busy:
            return
        self.waits = False
        self._host.status.publish(None)
        if state.status == "done":
            self._leave()
