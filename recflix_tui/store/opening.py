"""Opening a store's file: made if it is not there, checked before anything may write to it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
import time
from collections.abc import Iterator
from pathlib import Path

from recflix_tui.store.records import StoreError

APPLICATION_ID = 0x52464C58  # "RFLX", at byte 68 of the file
# The n-th script takes a store from version n to n + 1; schema.sql makes the newest at once.
UPGRADES: tuple[str, ...] = ()
BUSY_SECONDS = 10.0
_TABLES = frozenset({"profiles", "ratings", "marks", "settings", "events"})
_MAGIC = b"SQLite format 3\0"
# A check of every row takes 8 ms a megabyte, so a large store has it only where a crash may have
# left something; else its pages are walked through, at a fiftieth of that.
_CHECK_ROWS_BYTES, _CHECK_ROWS_BYTES_HOT = 1_000_000, 8_000_000
_WALKS = ("events NOT INDEXED", "events INDEXED BY events_of", "ratings", "marks", "profiles")


def version() -> int:
    """The version of the schema that this RecFlix writes."""
    return len(UPGRADES) + 1


@contextlib.contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turns what SQLite raises into a `StoreError` whose text names the file and the mend."""
    try:
        yield
    except (sqlite3.Error, UnicodeError, OverflowError) as error:
        raise StoreError(_sentence(path, error)) from error


def open_pair(path: Path) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    """A connection that writes and one that only reads, to the store at `path`.

    Raises `StoreError` for a file that is no store, is damaged, is of a newer RecFlix or cannot
    be written; such a file is left as it was.
    """
    try:
        if not path.exists():
            _create(path)
        _check(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror or error}.") from error
    with contextlib.ExitStack() as undo:
        writer = _connect(path)
        undo.callback(writer.close)
        with speaking(path):
            _prepare_writer(writer)
        reader = _connect(path)
        undo.callback(reader.close)
        with speaking(path):
            reader.execute("PRAGMA query_only = ON")
            reader.execute("SELECT count(*) FROM profiles").fetchone()
        undo.pop_all()
        return writer, reader


def _connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    with speaking(path):
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )


def _prepare_writer(db: sqlite3.Connection) -> None:
    (mode,) = db.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise sqlite3.OperationalError("its folder does not allow a write-ahead log")
    for setting in ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
        db.execute(f"PRAGMA {setting}")
    # What is deleted is overwritten with zeros, and no copy of it goes to a temporary file.
    for setting in ("secure_delete = ON", "temp_store = MEMORY"):
        db.execute(f"PRAGMA {setting}")
    if db.execute("PRAGMA user_version").fetchone()[0] < version():
        _upgrade(db)


def _upgrade(db: sqlite3.Connection) -> None:
    """All the steps to this version in one transaction, unless another process was first."""
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


def roll_back(db: sqlite3.Connection) -> None:
    """Ends a transaction that failed, if SQLite has not ended it already."""
    if db.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _create(path: Path) -> None:
    """A new store, built aside and then named, so that no one ever sees half of one."""
    import tempfile  # only a first start needs it

    path.parent.mkdir(parents=True, exist_ok=True)
    log = _log(path)
    if log.exists() and not path.exists():
        raise StoreError(
            f"{path} is gone but its log is not: put it back, or move {log} away to begin anew."
        )
    with tempfile.TemporaryDirectory(prefix=".new-store-", dir=path.parent) as folder:
        aside = Path(folder, path.name)
        with speaking(path), contextlib.closing(sqlite3.connect(aside)) as db:
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
    if os.name == "posix":
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _log(path: Path) -> Path:
    """SQLite's write-ahead log, which may hold commits that the file does not have yet."""
    return path.with_name(path.name + "-wal")


def _is_hot(path: Path) -> bool:
    """Whether the log holds something: a crash left it, or another process has the store open."""
    try:
        return _log(path).stat().st_size > 0
    except FileNotFoundError:
        return False


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _check(path: Path) -> None:
    """Raises `StoreError` unless `path` is a sound store of this version or an older one.

    The header is read as bytes, so SQLite never touches a file that is not ours. If the log
    holds something, SQLite reads it through a connection that cannot write; else it leaves no
    trace of having read.
    """
    _check_header(path, _header(path))
    if _is_cut_short(path):
        time.sleep(0.05)  # unless another process was just writing its log back
        if _is_cut_short(path):
            raise _damaged(path, "it is cut short")
    hot, size = _is_hot(path), path.stat().st_size
    with speaking(path), contextlib.closing(_connect(path, "ro" if hot else "rw")) as db:
        (found,) = db.execute("PRAGMA user_version").fetchone()
        _check_version(path, found)
        missing = _TABLES - {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        if missing:
            raise _damaged(path, f"it has no table {min(missing)}")
        if size <= (_CHECK_ROWS_BYTES_HOT if hot else _CHECK_ROWS_BYTES):
            _check_rows(path, db)
        else:
            _check_pages(path, db)


def _check_rows(path: Path, db: sqlite3.Connection) -> None:
    (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _damaged(path, " ".join(verdict.split()))


def _check_pages(path: Path, db: sqlite3.Connection) -> None:
    """Loads each page of the large tables, which SQLite refuses if it is no page of a table."""
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("BEGIN")  # one moment for all counts, whatever other processes write
    counts = [db.execute(f"SELECT count(*) FROM {walk}").fetchone() for walk in _WALKS]
    if counts[0] != counts[1]:
        raise _damaged(path, "events are missing from their index")


def _check_header(path: Path, header: bytes) -> None:
    if not header:
        raise _damaged(path, "it is empty")
    if not header.startswith(_MAGIC[: len(header)]):
        raise StoreError(
            f"{path} is not a RecFlix store: move it away, and RecFlix begins a new one."
        )
    if len(header) < 100:
        raise _damaged(path, "it is cut short")
    found, application = struct.unpack(">I4xI", header[60:72])
    if application != APPLICATION_ID:
        raise StoreError(
            f"{path} belongs to another program: move it away, and RecFlix begins a new one."
        )
    _check_version(path, found)


def _check_version(path: Path, found: int) -> None:
    if found > version():
        raise StoreError(
            f"{path} was written by a newer RecFlix (store version {found}; this one reads up to "
            f"{version()}): update RecFlix."
        )
    if found < 1:
        raise _damaged(path, "it has no version")


def _is_cut_short(path: Path) -> bool:
    """Whether the file has fewer bytes than its header says, and no log that has the rest."""
    if _is_hot(path):
        return False
    header = _header(path)
    (page_size,) = struct.unpack(">H", header[16:18])
    changes, pages = struct.unpack(">II", header[24:32])
    (said_at,) = struct.unpack(">I", header[92:96])
    promised = pages * (65536 if page_size == 1 else page_size) if changes == said_at else 0
    return path.stat().st_size < promised


def _damaged(path: Path, what: str) -> StoreError:
    return StoreError(
        f"{path} is damaged ({what}): put a backup in its place, or move it away with its -wal "
        "and -shm files to begin anew."
    )


def _sentence(path: Path, error: Exception) -> str:
    # The low byte is SQLite's result code, the rest says more exactly where it happened.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return str(_damaged(path, str(error)))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return f"{path} is in use by another process that does not let go: nothing was changed."
    if code == sqlite3.SQLITE_FULL:
        return f"The disk is full, so {path} could not be written: nothing was changed."
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return f"{path} cannot be written: see to the permissions of the file and its folder."
    if code == sqlite3.SQLITE_IOERR:
        return f"{path} could not be read or written ({error}): is its disk full or gone?"
    return f"{path} could not be used: {' '.join(str(error).split()).rstrip('.')}."
