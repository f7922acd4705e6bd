"""The `recflix` command: one run of it, and what comes of an error. See commands/.

What it needs is imported once an interrupt is caught: from the first moment on, one is a line.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

FAILED = 1
STOPPED = 130  # as a shell tells of what an interrupt (2) ended: 128 + 2


def main(argv: list[str] | None = None) -> int:
    """Run one command. Return the exit code: 0, 1 (failed), 2 (usage, from argparse) or 130
    (interrupted).

    argv: what follows `recflix`; None for this process's own arguments.
    """
    try:
        try:
            code = _run(sys.argv[1:] if argv is None else argv)
        finally:
            if argv is None:
                _end_at_once()
    except KeyboardInterrupt as interrupt:
        print(f"recflix: {str(interrupt) or 'stopped'}", file=sys.stderr)
        return STOPPED
    return code


def _run(words: list[str]) -> int:
    import io
    import signal
    from importlib import import_module

    from recflix_tui.errors import RecflixError

    try:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # else another encoding ends at the first é
                stream.reconfigure(errors="replace")
        args = _parsed(words)
        signal.signal(signal.SIGTERM, _stop)
        from recflix_tui.commands.shared.cut_files import tell_of_cut_files

        tell_of_cut_files()
        module, _, command = args.run.rpartition(".")
        getattr(import_module(f"recflix_tui.commands.{module}"), command)(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has gone: nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'system'}: {error.strerror or error}")
    except RecflixError as error:
        return _fail(str(error))
    except Exception as error:
        # A fault of ours. Scripts still get one line; RECFLIX_DEBUG=1 shows where it comes from.
        if os.environ.get("RECFLIX_DEBUG"):
            raise
        return _fail(f"unexpected {type(error).__name__}: {error}")
    return 0


def _parsed(words: list[str]) -> argparse.Namespace:
    """What the words say. The app, which takes none, does not wait for the flags of commands."""
    from argparse import Namespace

    from recflix_tui.commands.parser.defaults import DEFAULTS

    if not words:
        return Namespace(**DEFAULTS)
    from recflix_tui.commands.parser.parser import make_parser  # takes its time to load

    return make_parser(words).parse_args(words)


def _end_at_once() -> None:
    """Have a further interrupt end the process without a word: all was done or said."""
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _stop(signum: int, frame: object) -> None:
    raise SystemExit(128 + signum)


def _fail(message: str) -> int:
    from recflix_tui.text import as_message

    # What is at fault is often quoted, and may hold escapes or line ends.
    print(f"recflix: {as_message(message)}", file=sys.stderr)
    return FAILED
