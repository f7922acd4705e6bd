"""A mapped file that is cut short while it is read ends the process: with a line, and 1.

The system tells of it by a signal in the middle of a read, to which Python's own handlers would
come too late: they run after the read, which never ends. So a C function is asked for, which
`ctypes` makes of a Python one.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from recflix_tui.kept_files import cut_short
from recflix_tui.text import clean

_FAILED = 1
# Leaves what an app on the whole terminal asks for: mouse, focus, pasting, sizes told, drawing at
# once, keys told apart, lines not wrapped, a hidden cursor, its own screen.
_PLAIN_TERMINAL = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l\x1b[?1004l\x1b[?2004l\x1b[?2048l"
    "\x1b[?2026l\x1b[<u\x1b[?7h\x1b[?25h\x1b[?1049l"
)
_kept: list[Any] = []  # what the system may call must stay


def tell_of_cut_files() -> None:
    """Have this process say so, and end, where a file that it has mapped is cut short.

    Nothing is done where the system has no such signal. Called before the terminal is changed.
    """
    if not hasattr(signal, "SIGBUS") or _kept:
        return
    import ctypes

    terminal = _terminal()

    def end(signum: int) -> None:
        if "recflix_tui.app" in sys.modules and terminal is not None:
            _restore(terminal)
        os.write(2, f"recflix: {_line()}\n".encode(errors="replace"))
        os._exit(_FAILED)

    handler = ctypes.CFUNCTYPE(None, ctypes.c_int)(end)
    _kept.append(handler)
    library = ctypes.CDLL(None)
    library.signal.restype = ctypes.c_void_p
    library.signal(int(signal.SIGBUS), handler)


def _line() -> str:
    path = cut_short()
    if path is None:
        return "a file could not be read from the disk any more; start again to see which"
    return clean(f"{path} was cut short while it was in use; start again to see what mends it")


def _terminal() -> list[Any] | None:
    """How the terminal is set, None where there is none."""
    try:
        import termios

        return termios.tcgetattr(0)
    except (ImportError, OSError, termios.error):
        return None


def _restore(terminal: list[Any]) -> None:
    import termios

    os.write(1, _PLAIN_TERMINAL.encode())
    termios.tcsetattr(0, termios.TCSANOW, terminal)
