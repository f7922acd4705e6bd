"""A terminal that may go away while the app runs: its window is closed, its connection breaks.

Textual's driver would read the end of the input over and over, and wait for ever for room in a
queue that nobody empties any more.
"""

from __future__ import annotations

import contextlib
import select
from threading import Thread
from typing import IO, Any, Protocol, cast

from textual.drivers.linux_driver import LinuxDriver


class _EndsWithTerminal(Protocol):
    def terminal_went(self) -> None:
        """Leave: nobody sees the app any more."""
        ...


class TerminalDriver(LinuxDriver):
    """Textual's driver, for an app that is told when its terminal has gone."""

    def __init__(self, app: Any, **how: Any) -> None:
        super().__init__(app, **how)
        self._file = cast("Any", _Screen(cast("IO[str]", self._file)))
        self._watch: Thread | None = None

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._watch is None and hasattr(select, "poll"):
            # A daemon, as it waits for ever where the terminal stays.
            self._watch = Thread(target=self._wait_for_end, name="terminal", daemon=True)
            self._watch.start()

    def _wait_for_end(self) -> None:
        terminal = select.poll()
        terminal.register(self.fileno, 0)  # nothing but a hang-up or an error ends the waiting
        terminal.poll()
        self.exit_event.set()  # no keys are read any more
        app = cast("_EndsWithTerminal", self._app)
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            self._loop.call_soon_threadsafe(app.terminal_went)


class _Screen:
    """What the driver writes to. What is written to a terminal that has gone is lost, and no
    error: the thread that writes goes on, so that none waits for it."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()
