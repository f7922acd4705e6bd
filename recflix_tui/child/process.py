"""A process at work (a training, an evaluation) as seen from the app: started, followed, ended."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import Generic, TypeVar

from recflix_tui.child.events import Event, EventError, parse_line
from recflix_tui.child.state import WorkState

S = TypeVar("S", bound=WorkState)
GRACE = 2.0  # seconds that the process has to end by itself before it is killed
NICENESS = 10  # the person's keys come before the work
LONGEST_LINE = 2**24  # bytes of an event


class ChildProcess(Generic[S]):
    """One process at work. `states` follows it; the process does not outlive the following."""

    def __init__(
        self, argv: Sequence[str], first: S, grace: float = GRACE, *, is_urgent: bool = False
    ) -> None:
        """`first`: the state of what it does, before it begins; is_urgent: whether somebody waits
        for it, so that it yields to no other process."""
        self._argv = list(argv)
        self._first = first
        self._grace = grace
        self._is_urgent = is_urgent
        self._process: asyncio.subprocess.Process | None = None
        self._cancelled = False
        self._killing: asyncio.Task[None] | None = None

    def cancel(self) -> None:
        """Ask the process to end, and end it if it does not; `states` then yields its last."""
        self._cancelled = True
        process = self._process
        if process is not None and self._killing is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            self._killing = asyncio.create_task(self._kill_late(process))

    async def close(self) -> None:
        """End the process at once, and return when it is gone."""
        self._cancelled = True
        if self._process is not None:
            await _end(self._process)

    async def states(self) -> AsyncGenerator[S, None]:
        """The states of the work, from the first to done, failed or cancelled."""
        state = self._first
        yield state
        if self._cancelled:
            yield state.cancelled()
            return
        try:
            process = self._process = await self._start()
        except OSError as error:
            yield state.failed(f"it could not start: {error.strerror or error}")
            return
        said = _LastLine()
        listening = asyncio.create_task(said.listen(process.stderr))
        try:
            if self._cancelled:
                self.cancel()
            async for event in _events(process.stdout):
                state = state.after(event)
                if state.is_active and not self._cancelled:
                    yield state
            await process.wait()
            await listening
            yield self._ended(state, said.line, process.returncode)
        finally:
            # Also the way out when the app quits: the task is cancelled at one of the awaits.
            listening.cancel()
            await _end(process)

    async def _start(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            *self._argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=LONGEST_LINE,
        )
        if not self._is_urgent:
            _yield_to_others(process.pid)
        return process

    def _ended(self, state: S, said: str, code: int | None) -> S:
        """The last state of a process that has ended."""
        if not state.is_active:
            return state
        if self._cancelled:
            return state.cancelled()
        if said:
            return state.failed(said)
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return state.failed(f"it ended without a word ({how}); start it again")

    async def _kill_late(self, process: asyncio.subprocess.Process) -> None:
        try:
            await asyncio.wait_for(process.wait(), self._grace)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()


async def run_aside(argv: Sequence[str]) -> None:
    """Run a command at low priority, unheard; it does not outlive the waiting."""
    quiet = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            *argv, stdin=quiet, stdout=quiet, stderr=quiet
        )
    except OSError:
        return
    try:
        _yield_to_others(process.pid)
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _yield_to_others(pid: int) -> None:
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, NICENESS)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill a process that runs still; on return it is gone and its pipes are closed."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    await process.wait()
    for stream in (process.stdout, process.stderr):
        assert stream is not None
        # Who else waits for a stream sees its end; a child of the child may hold it open.
        with contextlib.suppress(RuntimeError, TimeoutError):
            async with asyncio.timeout(GRACE):
                while not stream.at_eof():
                    await stream.read(65536)


async def _events(stream: asyncio.StreamReader | None) -> AsyncIterator[Event]:
    """The events on a stream; lines that are none (a library's warning) are passed over."""
    assert stream is not None
    async for line in stream:
        with contextlib.suppress(EventError):
            yield parse_line(line.decode("utf-8", "replace"))


class _LastLine:
    """Keeps the last line of a stream that says something."""

    def __init__(self) -> None:
        self._tail: deque[str] = deque(maxlen=1)

    @property
    def line(self) -> str:
        return self._tail[0] if self._tail else ""

    async def listen(self, stream: asyncio.StreamReader | None) -> None:
        assert stream is not None
        while piece := await stream.read(65536):
            # A line longer than a read is shown cut: it is one line on a screen in any case.
            lines = [s.strip() for s in piece.decode("utf-8", "replace").splitlines()]
            self._tail.extend(s for s in lines if s)
