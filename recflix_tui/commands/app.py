"""`recflix` without a command: the app."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

from recflix_tui.errors import RecflixError
from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError

LOOKS = "120"
"""How often a second Textual looks for what is to be drawn: what a key changed waits for that, with
Textual's own 60 up to 17 ms."""


def run(args: argparse.Namespace) -> None:
    """Open the home and show the app over it, until it is left."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise LibraryError("the app needs a terminal; for scripts see: recflix --help")
    with ThreadPoolExecutor(1, "opening") as aside:
        opening = aside.submit(open_prepared, args.home)
        os.environ.setdefault("TEXTUAL_FPS", LOOKS)
        # Loading the screens takes about as long as the opening, which mostly reads and computes.
        from recflix_tui.app import RecflixApp
        from recflix_tui.screens.ending.signals import INTERRUPTED
    with closing(opening.result()) as library:
        app = RecflixApp(library, warming=True)
        app.run()
    if app.failure is not None:
        raise app.failure
    if app.return_code == INTERRUPTED:
        raise KeyboardInterrupt
    if app.return_code:  # a signal ended it
        raise SystemExit(app.return_code)


def open_prepared(home: Path | None) -> Library:
    """The home opened as far as its first shelves need: who watched last sees the page kept from
    then, the dataset and the model are opened behind it; without one, both and what they say."""
    library = Library.open(home, at_once=False)
    # What goes wrong here the app meets again, and shows.
    with suppress(RecflixError, OSError):
        if library.find_page():
            return library
    library.open_rest()
    from recflix_tui.recommend.row.row import FirstScreen
    from recflix_tui.widgets.shelf.grid import seen_at_once

    with suppress(RecflixError, OSError):
        last = library.profiles.last()
        if last is not None and library.snapshot.dataset is not None:
            seen = FirstScreen(*seen_at_once(*shutil.get_terminal_size()))
            library.recommendations.home(last, first_screen=seen)
    return library
