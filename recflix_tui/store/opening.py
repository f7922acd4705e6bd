"""Opening a store's file: made if it is not there, checked, upgraded, and connected to."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recflix_tui.durable import sync_folder
from recflix_tui.store.checking import APPLICATION_ID, check, log_of
from recflix_tui.store.records import StoreError
from recflix_tui.store.sqlite_errors import sqlite_errors

# The n-th script takes a store from version n to n + 1; schema.sql makes the newest at once.
UPGRADES: tuple[str, ...] = ()
BUSY_SECONDS = 10.0
_SETTINGS = (
    "synchronous = FULL",
    "fullfsync = ON",
    "foreign_keys = ON",
    # What is deleted is overwritten with zeros, and no copy of it goes to a temporary file.
    "secure_delete = ON",
    "temp_store = MEMORY",
)


@dataclass(eq=False)
class Connections:
    """A connection that writes and one that only reads, to the same file."""

    writer: sqlite3.Connection
    """For all that changes the file."""
    reader: sqlite3.Connection
    """For reads, which do not wait for a write."""
    identity: tuple[int, int]
    """The file's device and inode."""

    def close(self) -> None:
        """Close both; a second call does nothing."""
        with _opening:
            self.reader.close()
            self.writer.close()
            _open_here.discard(self)


# Closing any handle on a file drops all the locks that this process has on it, SQLite's too. So a
# file that is open here already is not read as bytes again: it was checked when it was opened.
_open_here: weakref.WeakSet[Connections] = weakref.WeakSet()
_opening = threading.Lock()


def version() -> int:
    """Return the version of the schema that this RecFlix writes."""
    return len(UPGRADES) + 1


def connect(path: Path) -> Connections:
    """Open the store at `path`, made if it is not there.

    Raises StoreError for a file that is no store, is damaged, is of a newer RecFlix or cannot
    be written; such a file is left as it was.
    """
    with _opening, sqlite_errors(path), contextlib.ExitStack() as on_failure:
        if not path.exists():
            _create(path)
        if _identity(path) not in {other.identity for other in _open_here}:
            check(path, version())
        writer = _connect(path)
        on_failure.callback(writer.close)
        _prepare(writer)
        reader = _connect(path)
        on_failure.callback(reader.close)
        reader.execute("PRAGMA query_only = ON")
        both = Connections(writer, reader, _identity(path))
        _open_here.add(both)
        on_failure.pop_all()
    return both


def roll_back(db: sqlite3.Connection) -> None:
    """End a transaction that failed, if SQLite has not ended it already."""
    if db.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _prepare(db: sqlite3.Connection) -> None:
    (mode,) = db.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise sqlite3.OperationalError("its folder does not allow a write-ahead log")
    for setting in _SETTINGS:
        db.execute(f"PRAGMA {setting}")
    if db.execute("PRAGMA user_version").fetchone()[0] < version():
        _upgrade(db)


def _upgrade(db: sqlite3.Connection) -> None:
    """Take all the steps to this version in one transaction, unless another process did."""
    db.execute("BEGIN IMMEDIATE")
    try:
        (found,) = db.execute("PRAGMA user_version").fetchone()
        for script in UPGRADES[found - 1 :]:
            for statement in _statements(script):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {version()}")
        db.execute("COMMIT")
    except BaseException:
        roll_back(db)
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _create(path: Path) -> None:
    """Build a new store aside and then name it, so that no one ever sees half of one."""
    import tempfile  # only a first start needs it

    path.parent.mkdir(parents=True, exist_ok=True)
    log = log_of(path)
    if log.exists() and not path.exists():
        raise StoreError(
            f"{path} is gone but its log is not: put it back, or move {log} away to begin anew"
        )
    with tempfile.TemporaryDirectory(prefix=".new-store-", dir=path.parent) as folder:
        aside = Path(folder, path.name)
        with contextlib.closing(sqlite3.connect(aside)) as db:
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.executescript(Path(__file__).with_name("schema.sql").read_text("utf-8"))
            db.execute(f"PRAGMA user_version = {version()}")
        _publish(aside, path)


def _publish(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)  # unlike a rename, it never replaces what another process just made
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            aside.rename(path)
    sync_folder(path.parent)
