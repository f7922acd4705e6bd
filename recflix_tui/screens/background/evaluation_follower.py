"""The evaluation under way: starts its process, and tells of each of its states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from recflix_tui.screens.background.follower import Follower

if TYPE_CHECKING:
    from recflix_tui.library.inside.compare import EvaluationState, Way
    from recflix_tui.library.library import Library


class EvaluationFollower(Follower["EvaluationState"]):
    """At most one evaluation at a time; it goes on whatever screen is in view."""

    def __init__(self, app: App[None], library: Library) -> None:
        super().__init__(app, "evaluation")
        self._library = library

    def is_active_on(self, dataset: str) -> bool:
        """Whether a version of the dataset of that name is being measured."""
        return self.state is not None and self.state.is_active and self.state.dataset == dataset

    def start(self, version: int, way: Way, measure: str) -> None:
        """Measure a version in the background; nothing happens while another is measured.

        measure: of `--metrics`.
        """
        if not self.is_idle:
            return
        from recflix_tui.child.process import ChildProcess
        from recflix_tui.library.inside.compare import EvaluationState

        command = self._library.evaluations.command(version, {**way.flags, "metrics": measure})
        state = EvaluationState(version, way, self._library.evaluations.dataset_name)
        self.follow(ChildProcess(command, state))

    async def take(self, state: EvaluationState) -> None:
        await super().take(state)
        if state.status == "done":
            words = f"model {state.version} is measured: Compare shows it"
            if state.dataset != self._library.evaluations.dataset_name:
                words = f"model {state.version} of {state.dataset} is measured"
            self._app.notify(words, markup=False, timeout=6)
