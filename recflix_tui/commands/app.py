"""`recflix` without a command: the app."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from recflix_tui.commands.shared.common import Args
from recflix_tui.errors import RecflixError
from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError


def run(args: Args) -> None:
    """Open the home and show the app over it, until it is left."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise LibraryError("the app needs a terminal; for scripts see: recflix --help")
    with ThreadPoolExecutor(1, "opening") as aside:
        opening = aside.submit(open_prepared, args.home)
        # Takes about as long as the opening, which computes and reads more than it interprets.
        from recflix_tui.app import RecflixApp
    with closing(opening.result()) as library:
        RecflixApp(library, warming=True).run()


def open_prepared(home: Path | None) -> Library:
    """The home opened, and what the first shelves need worked out for who watched last."""
    library = Library.open(home)
    try:
        last = library.profiles.last()
        if last is not None and library.snapshot.dataset is not None:
            library.recommendations.home(last)
    except RecflixError:
        pass  # the app meets it again, and shows it
    return library
