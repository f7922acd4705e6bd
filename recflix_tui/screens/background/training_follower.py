"""The training or tuning under way: starts its process, and tells of each of its states."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.worker import Worker, WorkerError

from recflix_tui.errors import RecflixError
from recflix_tui.screens.background.change_words import tuned_words, unused_words
from recflix_tui.screens.background.follower import Follower

if TYPE_CHECKING:
    from recflix_tui.library.models import Models
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState


class TrainingFollower(Follower["TrainingState | TuningState"]):
    """At most one training or tuning at a time; it goes on whatever screen is in view."""

    def __init__(
        self, app: App[None], models: Models, adopt_model: Callable[[], Awaitable[None]]
    ) -> None:
        """adopt_model: takes the model of a training that is done into use."""
        super().__init__(app, "training")
        self._models, self._adopt_model = models, adopt_model

    def start(self, **settings: Any) -> None:
        """Train in the background; nothing happens while a training runs."""
        self._train(settings, is_urgent=False)

    async def train_at_once(self, **settings: Any) -> None:
        """Train while somebody waits for it, and return once that has ended, well or not."""
        worker = self._train(settings, is_urgent=True)
        if worker is not None:
            with suppress(WorkerError):
                await worker.wait()

    def tune(self, **settings: Any) -> None:
        """Search in the background for the settings that suit the dataset."""
        if self.is_idle:
            from recflix_tui.child.process import ChildProcess
            from recflix_tui.tuning.tuning_state import TuningState

            command = self._models.tuning_command(**settings)
            self.follow(ChildProcess(command, TuningState()))

    def cancel(self) -> None:
        """End the training or tuning; the model stays as it was, and no start goes on with it."""
        if self.is_active:
            with suppress(RecflixError):
                self._models.expect_accurate(False)
        super().cancel()

    def _train(self, settings: dict[str, Any], is_urgent: bool) -> Worker[None] | None:
        """What follows the training that is started; None where something runs already."""
        if not self.is_idle:
            return None
        from recflix_tui.child.process import ChildProcess
        from recflix_tui.training.training_state import TrainingState

        command = self._models.training_command(**settings)
        return self.follow(ChildProcess(command, TrainingState(), is_urgent=is_urgent))

    async def take(self, state: TrainingState | TuningState) -> None:
        self.state = state
        if state.status == "done":
            await self._adopt_model()
        await super().take(state)
        if state.is_tuning and state.outcome is not None:
            self._app.notify(tuned_words(state.outcome), markup=False, timeout=6)
        if not state.is_tuning and state.status == "done" and not state.used:
            self._app.notify(unused_words(state), markup=False, timeout=8)
