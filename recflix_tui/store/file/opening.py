"""Opening a store's file: made if it is not there, checked, upgraded, and connected to."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recflix_tui.store.checking import check, is_hot
from recflix_tui.store.file.holding import held, is_open_elsewhere
from recflix_tui.store.file.store_files import (
    StoreFile,
    identity_of,
    open_files,
    put_in_place,
    require_plain_files,
    restored_of,
)
from recflix_tui.store.file.upgrades import UPGRADES as UPGRADES
from recflix_tui.store.log.settling import Settler
from recflix_tui.store.records import StoreError
from recflix_tui.store.sqlite_errors import sqlite_errors

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
    files: tuple[StoreFile, ...]
    """The file and those that SQLite keeps beside it while it is open."""
    settler: Settler
    """What empties the log behind the writer."""
    warning: str | None
    """What was found wrong at the opening and did not keep it from opening, as a line to say."""

    @property
    def identity(self) -> tuple[int, int]:
        """The device and inode of the store's file."""
        return self.files[0].identity

    def require_in_place(self) -> None:
        """Raise StoreError where a file was removed or replaced: what is written to the one that
        is open would go nowhere."""
        for file in self.files if self in _open_here else ():
            file.require_in_place()

    def close(self) -> None:
        """Close all; a second call does nothing."""
        with _opening:
            self.settler.close()
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
    with _opening, sqlite_errors(path):
        path = resolved(path)
        with held(path.parent, BUSY_SECONDS):
            return _open(path)


def resolved(path: Path) -> Path:
    """Return where a store's file is: SQLite keeps its log beside the file that is meant."""
    return path.resolve() if path.is_symlink() else path


@contextlib.contextmanager
def kept_closed(path: Path) -> Iterator[None]:
    """Keep a store from being opened, here and elsewhere, until the end; `path` is no link.

    Raises StoreError where it is open, or being opened, and OSError.
    """
    with _opening, held(path.parent, BUSY_SECONDS):
        require_closed(path)
        yield


def require_closed(path: Path) -> None:
    """Raise StoreError where a store is open, here or in another process. Raises OSError."""
    here = any(
        path.absolute() == file.path.absolute()
        or (path.exists() and identity_of(path) == file.identity)
        for other in _open_here
        for file in other.files[:1]
    )
    if here or is_open_elsewhere(path):
        raise StoreError(
            f"{path} is open: quit RecFlix wherever it runs, and try again; nothing was changed"
        )


def _open(path: Path) -> Connections:
    """Open a store that no other process opens or replaces meanwhile."""
    require_plain_files(path)
    if restored_of(path).exists():
        put_in_place(path)
    if not path.exists():
        from recflix_tui.store.file.creating import create  # only a first start needs it

        create(path, version())
    warning = None
    if identity_of(path) not in {other.identity for other in _open_here}:
        if is_hot(path):
            from recflix_tui.store.log.log_mending import mend_log  # only a crash needs it

            warning = mend_log(path)
        check(path, version())
    with contextlib.ExitStack() as on_failure:
        writer = _connect(path)
        on_failure.callback(writer.close)
        _prepare(writer)
        reader = _connect(path)
        on_failure.callback(reader.close)
        reader.execute("PRAGMA query_only = ON")
        settler = Settler(lambda: _with_settings(_connect(path)))
        both = Connections(writer, reader, open_files(path), settler, warning)
        _open_here.add(both)
        on_failure.pop_all()
    return both


def roll_back(db: sqlite3.Connection) -> None:
    """End a transaction that failed, if SQLite has not ended it already."""
    if db.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    db.text_factory = _text
    return db


def _text(raw: bytes) -> str:
    """A text of the file; one that was damaged is no reason to fail."""
    return raw.decode("utf-8", "replace")


def _with_settings(db: sqlite3.Connection) -> sqlite3.Connection:
    for setting in _SETTINGS:
        db.execute(f"PRAGMA {setting}")
    return db


def _prepare(db: sqlite3.Connection) -> None:
    (mode,) = db.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise sqlite3.OperationalError("its folder does not allow a write-ahead log")
    _with_settings(db)
    if db.execute("PRAGMA user_version").fetchone()[0] < version():
        _upgrade(db)


def _upgrade(db: sqlite3.Connection) -> None:
    """Take all the steps to this version in one transaction, unless another process did.

    What stands in the rows is taken over as it is, odd or not: keys and checks are looked at again
    from then on.
    """
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA ignore_check_constraints = ON")
    try:
        _take_steps(db)
    finally:
        db.execute("PRAGMA ignore_check_constraints = OFF")
        db.execute("PRAGMA foreign_keys = ON")


def _take_steps(db: sqlite3.Connection) -> None:
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
