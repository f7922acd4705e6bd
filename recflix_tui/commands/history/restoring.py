"""`recflix restore`: the copies that are kept of the store, and one of them put back.

The store may be damaged or gone, so that no library is opened for it.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from recflix_tui.commands.events.words import moment
from recflix_tui.commands.shared.asking import confirm
from recflix_tui.commands.shared.common import Args, say, table
from recflix_tui.durable import write_for_owner_alone
from recflix_tui.library.pages.kept_pages import KeptPages
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.paths import find_paths
from recflix_tui.store.file import restoring
from recflix_tui.store.file.backups import Backup, list_backups
from recflix_tui.text import clean, counted

_NONE = "no copies are kept yet: the first large import makes one"
_MOST_NAMES = 4  # that are told of a copy


def restore(args: Args) -> None:
    paths = find_paths(args.home)
    backups = list_backups(paths.backups)
    if args.backup is None or args.list:
        say(args, [_data(n, found) for n, found in enumerate(backups, 1)], _listed(backups))
        return
    path, told = _choose(args.backup, backups)
    confirm(
        args,
        f"Put back {told}? What is there now is kept as a copy, so that it can be put back too.",
        f"{told} is put back",
        "nothing was changed",
    )
    write_for_owner_alone()
    kept = restoring.restore(paths.database, path, paths.backups, time.time())
    KeptPages(paths).sweep(())  # they show what was done since
    data = {"restored": str(path), "kept": None if kept is None else str(kept)}
    say(args, data, f"put back {told}{_before(kept, paths.backups)}")


def _choose(named: str, backups: list[Backup]) -> tuple[Path, str]:
    """The copy of that number in the list, or at that path, and what it is called."""
    is_number = named.isascii() and named.isdecimal()
    if not is_number:
        return Path(named), clean(named)
    number = int(named[:9])
    if not 1 <= number <= len(backups):
        there = _NONE if not backups else f"there is 1 to {len(backups)}: recflix restore --list"
        raise LibraryError(f"no copy {number}: {there}")
    found = backups[number - 1]
    if found.problem is not None:
        raise LibraryError(
            f"copy {number}, {found.path}, {found.problem} and cannot be put back: nothing was "
            "changed"
        )
    who = _names(found.profiles)
    holds = f"{counted(found.n_ratings, 'rating')}{f' of {who}' if who else ''}"
    return found.path, f"the copy of {moment(found.at)} ({holds})"


def _before(kept: Path | None, folder: Path) -> str:
    """What became of what was there before."""
    if kept is None:
        return "; nothing was there before"
    for number, found in enumerate(list_backups(folder), 1):
        if found.path == kept and found.problem is None:
            return f"; what was there before is kept: recflix restore {number}"
    return f"; what was there before is kept as it was found: {clean(str(kept))}"


def _listed(backups: list[Backup]) -> str:
    rows = [
        (
            str(number),
            moment(found.at),
            "" if found.problem else counted(found.n_ratings, "rating"),
            found.problem or "; ".join(filter(None, (_names(found.profiles), found.why))),
        )
        for number, found in enumerate(backups, 1)
    ]
    return f"{table(rows)}\nput one back: recflix restore NUMBER" if rows else _NONE


def _names(profiles: tuple[str, ...]) -> str:
    more = len(profiles) - _MOST_NAMES
    names = ", ".join(profiles[:_MOST_NAMES])
    return f"{names} and {more} more" if more > 0 else names


def _data(number: int, found: Backup) -> dict[str, Any]:
    return {
        "number": number,
        "path": str(found.path),
        "at": found.at,
        "bytes": found.n_bytes,
        "profiles": list(found.profiles),
        "ratings": found.n_ratings,
        "why": found.why,
        "problem": found.problem,
    }
