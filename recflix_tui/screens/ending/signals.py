"""Signals that ask the app to end."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end the app, where the platform has them; the keys send none."""
INTERRUPTED = 128 + signal.SIGINT
"""What an app that an interrupt ended returns, as a shell tells of it."""
TERMINAL_GONE = 128 + 1
"""What an app returns that ended with its terminal: as a shell tells of SIGHUP (1)."""


def leave_at_signals(leave: Callable[[int], object]) -> None:
    """Call `leave` with the number of a signal that asks the app to end, in its own loop. One
    that was to be ignored is."""
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            # Some systems have no such handlers, and threads but the main one have none.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, leave, int(number))
