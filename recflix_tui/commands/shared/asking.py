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
    with_it = ", ".join(told)
    named = clean(f"{what} ({with_it})" if with_it else what)
    confirm(args, f"Remove {named}?", f"{named} is removed", "nothing was removed")


def confirm(args: Args, question: str, done: str, not_done: str) -> None:
    """Return where the person says yes to a question, as for `confirm_removal`; done: what is done
    then; not_done: what holds else. All three are shown as they are."""
    if args.yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise LibraryError(f"{done} only with --yes; add it, {not_done}")
    answer = ""
    try:
        print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
    finally:
        if not answer.endswith("\n"):  # an interrupt or the end of the input: the line stands open
            print(file=sys.stderr)
    if answer.strip().casefold() not in _YES:
        raise LibraryError(not_done)
