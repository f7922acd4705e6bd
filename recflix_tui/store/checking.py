"""Whether a file is a sound store that this RecFlix can read, found out without changing it."""

from __future__ import annotations

import contextlib
import sqlite3
import struct
import time
from pathlib import Path

from recflix_tui.store.records import UnsoundError
from recflix_tui.store.sqlite_errors import damaged

APPLICATION_ID = 0x52464C58  # "RFLX", at byte 68 of the file
_MAGIC = b"SQLite format 3\0"
_TABLES = frozenset({"profiles", "ratings", "marks", "settings", "events"})
_SINCE = {
    3: ("behaviour", "glances", "profile_settings", "revision"),
    4: ("imports", "titles", "aliases", "ratings_seen", "marks_seen"),
}
# A check of every row takes 8 ms a megabyte, which a large store would pay at each start: there
# the pages are walked through, at a fiftieth of that.
_CHECK_ROWS_BYTES = 1_000_000
_WALKS = ("events NOT INDEXED", "events INDEXED BY events_of", "ratings", "marks", "profiles")


def log_of(path: Path) -> Path:
    """Return SQLite's write-ahead log, which may hold commits that the file has not yet."""
    return path.with_name(path.name + "-wal")


def is_hot(path: Path) -> bool:
    """Whether the log holds something: a crash left it, or another process has the store open."""
    try:
        return log_of(path).stat().st_size > 0
    except FileNotFoundError:
        return False


def page_size_of(path: Path) -> int | None:
    """Return the size of a store's pages in bytes, None where the file is no store."""
    header = _header(path)
    if len(header) < 100 or not header.startswith(_MAGIC):
        return None
    size, application = struct.unpack(">16xH50xI", header[:72])
    size = 65536 if size == 1 else size
    is_ours = application == APPLICATION_ID and size in {2**n for n in range(9, 17)}
    return size if is_ours else None


def check(path: Path, newest: int) -> None:
    """Raise StoreError unless `path` is a sound store of version `newest` or an older one.

    The header is read as bytes, so SQLite never touches a file that is not ours. If the log
    holds something, SQLite reads it through a connection that cannot write; else it leaves no
    trace of having read.
    """
    _check_header(path, _header(path), newest)
    if _is_cut_short(path):
        time.sleep(0.05)  # unless another process was just writing its log back
        if _is_cut_short(path):
            raise damaged(path, "it is cut short")
    address = f"{path.absolute().as_uri()}?mode={'ro' if is_hot(path) else 'rw'}"
    with contextlib.closing(sqlite3.connect(address, uri=True, isolation_level=None)) as db:
        (found,) = db.execute("PRAGMA user_version").fetchone()
        _check_version(path, found, newest)
        tables = _TABLES.union(*(names for since, names in _SINCE.items() if found >= since))
        missing = tables - {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        if missing:
            raise damaged(path, f"it has no table {min(missing)}")
        if path.stat().st_size <= _CHECK_ROWS_BYTES:
            _check_rows(path, db)
        else:
            _check_pages(path, db)


def _check_rows(path: Path, db: sqlite3.Connection) -> None:
    (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise damaged(path, " ".join(verdict.split()))


def _check_pages(path: Path, db: sqlite3.Connection) -> None:
    """Load each page of the large tables, which SQLite refuses if it is no page of a table."""
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("BEGIN")  # one moment for all counts, whatever other processes write
    counts = [db.execute(f"SELECT count(*) FROM {walk}").fetchone() for walk in _WALKS]
    if counts[0] != counts[1]:
        raise damaged(path, "events are missing from their index")


def _check_header(path: Path, header: bytes, newest: int) -> None:
    if not header:
        raise damaged(path, "it is empty")
    if not header.startswith(_MAGIC[: len(header)]):
        raise UnsoundError(
            path, "is not a RecFlix store", "move it away, and RecFlix begins a new one"
        )
    if len(header) < 100:
        raise damaged(path, "it is cut short")
    found, application = struct.unpack(">I4xI", header[60:72])
    if application != APPLICATION_ID:
        raise UnsoundError(
            path, "belongs to another program", "move it away, and RecFlix begins a new one"
        )
    _check_version(path, found, newest)


def _check_version(path: Path, found: int, newest: int) -> None:
    if found > newest:
        raise UnsoundError(
            path,
            f"was written by a newer RecFlix (store version {found}; this one reads up to "
            f"{newest})",
            "update RecFlix",
        )
    if found < 1:
        raise damaged(path, "it has no version")


def _is_cut_short(path: Path) -> bool:
    """Whether the file has fewer bytes than its header says, and no log that has the rest."""
    if is_hot(path):
        return False
    header = _header(path)
    changes, pages = struct.unpack(">II", header[24:32])
    (said_at,) = struct.unpack(">I", header[92:96])
    promised = pages * (page_size_of(path) or 0) if changes == said_at else 0
    return path.stat().st_size < promised


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)
