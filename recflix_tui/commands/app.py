"""`recflix` without a command: the app."""

from __future__ import annotations

import sys

from recflix_tui.commands.shared.common import Args, open_library
from recflix_tui.library.snapshot import LibraryError


def run(args: Args) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise LibraryError("the app needs a terminal; for scripts see: recflix --help")
    with open_library(args) as library:
        from recflix_tui.app import RecflixApp

        RecflixApp(library, warming=True).run()
