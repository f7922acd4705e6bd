"""A copy put back in the place of a store: all of it, or nothing, whenever it is ended."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from recflix_tui.durable import sync_folder
from recflix_tui.store.checking import check, is_hot
from recflix_tui.store.file.aside import STORES, aside
from recflix_tui.store.file.backups import keep_as_found, keep_copy, make_sound, prune
from recflix_tui.store.file.opening import kept_closed, require_closed, resolved, version
from recflix_tui.store.file.store_files import (
    logs_of,
    put_in_place,
    require_plain_files,
    restored_of,
)
from recflix_tui.store.log.log_mending import mend_log
from recflix_tui.store.records import StoreError, UnsoundError
from recflix_tui.store.sqlite_errors import sqlite_errors
from recflix_tui.text import clean

_WHY = "before a restore"
_OTHERS = "the copies there are: recflix restore --list"


def restore(path: Path, backup: Path, folder: Path, now: float) -> Path | None:
    """Put a copy back in the place of the store at `path`, which may be damaged or gone.

    What is there now is kept as one more copy in `folder` before; return where, None where there
    was nothing. An older copy is brought up to this version at the next opening. Raises StoreError:
    nothing was changed then, but for that copy, or the line says that the next opening does the
    rest.
    """
    with sqlite_errors(path):
        path = resolved(path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        require_plain_files(path)
        with kept_closed(path):
            if restored_of(path).exists():  # what was put back before, and ended by a kill
                put_in_place(path)
            kept = _restore(path, backup, folder, now)
    prune(folder, kept)
    return kept


def _restore(path: Path, backup: Path, folder: Path, now: float) -> Path | None:
    with aside(path.parent, STORES) as within:
        ready = within / path.name
        _take(backup, ready, path)
        kept = _keep_present(path, folder, now)
        # From this name on it is the store, though a kill comes before it is in its place. Until
        # then all that was there is. A log that is there still is not taken for the new one's.
        ready.replace(restored_of(path))
    try:
        sync_folder(path.parent)
        put_in_place(path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be replaced yet ({error.strerror or error}): the next start of RecFlix "
            "does"
        ) from error
    return kept


def _take(backup: Path, ready: Path, path: Path) -> None:
    """Copy what is to be put back, checked to its last row."""
    if not backup.is_file():
        raise StoreError(f"{backup} is not there, or no file: nothing was changed; {_OTHERS}")
    if path.exists() and backup.samefile(path):
        raise StoreError(f"{backup} is the store itself: give a copy of it; {_OTHERS}")
    with contextlib.suppress(OSError):  # what cannot be written to, nobody has open
        require_closed(backup)
    with _told_of(backup):
        for found, to in zip((backup, *logs_of(backup)), (ready, *logs_of(ready)), strict=True):
            if found.exists():
                shutil.copyfile(found, to)
                to.chmod(0o600)
        with sqlite_errors(ready):
            make_sound(ready)


@contextlib.contextmanager
def _told_of(backup: Path) -> Iterator[None]:
    try:
        yield
    except UnsoundError as error:
        raise StoreError(
            f"{backup} {error.what} and cannot be put back: nothing was changed; {_OTHERS}"
        ) from error
    except (OSError, StoreError) as error:
        reason = clean(str(getattr(error, "strerror", None) or error))
        raise StoreError(f"{backup} cannot be copied ({reason}): nothing was changed") from error


def _keep_present(path: Path, folder: Path, now: float) -> Path | None:
    """Keep what is there now: as a copy where it is sound, as it was found where it is not."""
    if not any(file.exists() for file in (path, *logs_of(path))):
        return None
    if _is_sound(path):
        address = f"{path.absolute().as_uri()}?mode=rw"
        with (
            contextlib.suppress(UnsoundError),  # found by the longer look that a copy is given
            contextlib.closing(sqlite3.connect(address, uri=True)) as db,
        ):
            return keep_copy(db.backup, path, folder, _WHY, now, once=True)
    return keep_as_found(path, folder, now)


def _is_sound(path: Path) -> bool:
    """Whether an opening would take the store, whose log is mended as it would be then."""
    try:
        with sqlite_errors(path):
            if is_hot(path):
                mend_log(path)
            check(path, version())
    except StoreError:
        return False
    return True
