"""The `recflix` command on a terminal of its own, as a person meets it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

RECFLIX = ("-m", "recflix_tui")


CTRL_C = b"\x03"


def on_a_terminal(
    home: Path,
    words: tuple[str, ...],
    until: str,
    keys: bytes,
    program: tuple[str, ...] = RECFLIX,
) -> tuple[int, str]:
    """Run a command, type `keys` once it shows `until`; return its exit code and what it showed.

    program: what Python runs, where that is not the command itself.
    """
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, *program, *words],
        env=os.environ | {"RECFLIX_HOME": str(home), "TERM": "xterm-256color"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=_take_terminal,
    ) as process:
        os.close(theirs)
        shown = ""
        typed = False
        while more := _read(ours, again=keys if typed and keys == CTRL_C else b""):
            shown += more
            if not typed and until in shown:
                os.write(ours, keys)
                typed = True
    os.close(ours)
    return process.returncode, shown


def _take_terminal() -> None:
    """In the child: the terminal is its own, so that ctrl+c reaches it."""
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read(handle: int, again: bytes) -> str:
    """What came next, "" once the process has let go of the terminal.

    again: what is typed each second until something comes. A ctrl+c between a question and the
    reading of its answer is looked at with the next key alone: Python is in the C library by then.
    """
    while again and not select.select([handle], [], [], 1.0)[0]:
        os.write(handle, again)
    try:
        return os.read(handle, 65_536).decode("utf-8", "replace")
    except OSError:
        return ""


def until_its_terminal_goes(home: Path, until: str, keys: bytes, then: str) -> int:
    """Run the app, type `keys` once it shows `until`, take its terminal away once it shows `then`;
    return its exit code. No signal tells of that: the terminal is not the one that it belongs to.
    """
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, *RECFLIX],
        env=os.environ | {"RECFLIX_HOME": str(home), "TERM": "xterm-256color"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            _read_until(ours, until)
            os.write(ours, keys)
            _read_until(ours, then)
            os.close(ours)
            return process.wait(timeout=20)
        finally:
            process.kill()


def _read_until(handle: int, text: str) -> None:
    """Read what is shown until `text` is in it. AssertionError where nothing more comes."""
    shown = b""
    while text.encode() not in shown:
        assert select.select([handle], [], [], 20)[0], shown.decode(errors="replace")
        shown += os.read(handle, 65_536)
