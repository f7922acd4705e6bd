"""What SQLite says when something is wrong, in words that name the file and the mend."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from recflix_tui.paths import Paths
from recflix_tui.store.records import StoreError, UnsoundError
from recflix_tui.store.rows import OddValueError
from recflix_tui.text import clean

_LONGEST = 120  # characters of what SQLite says


@contextlib.contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror or error}") from error
    except OddValueError as error:
        raise damaged(path, str(error)) from error
    except UnicodeDecodeError as error:
        raise damaged(path, "a text in it is none") from error
    except (sqlite3.Error, UnicodeError, OverflowError) as error:
        raise _told(path, error) from error


def damaged(path: Path, what: str) -> UnsoundError:
    """Return the error for a file that is a store but not sound."""
    told = clean(what)  # SQLite quotes what the file has
    told = told if len(told) <= _LONGEST else told[:_LONGEST] + "…"
    copies = any(Paths(path.parent).backups.glob("*.db"))
    mend = "put a copy back (recflix restore)" if copies else "put a backup in its place"
    begin_anew = "move it away with its -wal and -shm files to begin anew"
    return UnsoundError(path, f"is damaged ({told})", f"{mend}, or {begin_anew}")


def _told(path: Path, error: Exception) -> StoreError:
    if says_damage(error):
        return damaged(path, str(error))
    return StoreError(_sentence(path, error))


def says_damage(error: Exception) -> bool:
    """Whether it is one by which SQLite says that a file is no sound database."""
    code = _code_of(error)
    unreadable = "unsupported file format" in str(error)
    return unreadable or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _code_of(error: Exception) -> int:
    # The low byte is SQLite's result code, the rest says more exactly where it happened.
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def _sentence(path: Path, error: Exception) -> str:
    code = _code_of(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return f"{path} is in use by another process that does not let go: nothing was changed."
    if code == sqlite3.SQLITE_FULL:
        return f"The disk is full, so {path} could not be written: nothing was changed."
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return f"{path} cannot be written: see to the permissions of the file and its folder."
    if code == sqlite3.SQLITE_IOERR:
        return f"{path} could not be read or written ({error}): is its disk full or gone?"
    return f"{path} could not be used: {clean(str(error))[:_LONGEST].rstrip('.')}."
