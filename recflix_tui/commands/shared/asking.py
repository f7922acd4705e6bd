"""The question before something is lost: `--yes` answers it ahead."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from recflix_tui.commands.shared.common import Args
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.text import clean

_YES = frozenset({"y", "yes"})


def confirm_removal(args: Args, what: str, told: Iterable[str]) -> None:
    """Return where the person agrees that `what` is removed; told: what it is, what goes along.

    The question is asked on stderr, so that what a script reads stays JSON. Raises LibraryError
    for a no, for the end of the input, and where nobody is there to ask and no --yes is given.
    """
    if args.yes:
        return
    with_it = ", ".join(told)
    named = clean(f"{what} ({with_it})" if with_it else what)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise LibraryError(f"{named} is removed only with --yes; add it, nothing was removed")
    answer = ""
    try:
        print(f"Remove {named}? [y/N] ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
    finally:
        if not answer.endswith("\n"):  # an interrupt or the end of the input: the line stands open
            print(file=sys.stderr)
    if answer.strip().casefold() not in _YES:
        raise LibraryError("nothing was removed")
