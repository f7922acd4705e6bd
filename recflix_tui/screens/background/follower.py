"""Work of a process under way: starts it, and tells of each of its states."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.app import App
from textual.signal import Signal
from textual.worker import Worker

if TYPE_CHECKING:
    from recflix_tui.child.process import ChildProcess
    from recflix_tui.child.state import WorkState

S = TypeVar("S", bound="WorkState")


class Follower(Generic[S]):
    """At most one process of its kind at a time; it goes on whatever screen is in view."""

    def __init__(self, app: App[None], name: str) -> None:
        """name: of the kind of work, such as `training`."""
        self.state: S | None = None
        """That of the work under way, or of the last one; None before the first."""
        self.states: Signal[S] = Signal(app, name)
        """Publishes each state."""
        self._app, self._name = app, name
        self._process: ChildProcess[S] | None = None

    @property
    def is_active(self) -> bool:
        """Whether such work is under way."""
        return self.state is not None and self.state.is_active

    @property
    def is_idle(self) -> bool:
        """Whether the last process is gone, and another may start."""
        return all(worker.is_finished for worker in self._app.workers if worker.group == self._name)

    def follow(self, process: ChildProcess[S]) -> Worker[None]:
        """Start a process and tell of its states; what is returned ends when it does."""
        self._process = process
        return self._app.run_worker(self._follow(process), group=self._name)

    def cancel(self) -> None:
        """End the work; nothing comes of it."""
        if self._process is not None and self.state is not None and self.state.is_active:
            self._process.cancel()
            self.state = self.state.cancelling()
            self.states.publish(self.state)

    async def close(self) -> None:
        """End what runs, and wait until its process is gone."""
        if self._process is not None:
            await self._process.close()

    async def take(self, state: S) -> None:
        """Keep a state and tell of it, of a failure in a line; a kind of work may do more."""
        self.state = state
        self.states.publish(state)
        if state.status == "failed":
            self._app.notify(state.message, severity="error", markup=False, timeout=8)

    async def _follow(self, process: ChildProcess[S]) -> None:
        async with aclosing(process.states()) as states:
            async for state in states:
                await self.take(state)
