"""Copies of a store: made while it is open, each one file, the newest few of them kept."""

from __future__ import annotations

import contextlib
import itertools
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from recflix_tui.durable import discard, sync_file, sync_folder
from recflix_tui.store.checking import check
from recflix_tui.store.file.aside import COPIES, aside, publish
from recflix_tui.store.file.opening import version
from recflix_tui.store.file.store_files import logs_of
from recflix_tui.store.records import Profile, StoreError, UnsoundError
from recflix_tui.store.rows import profile_of
from recflix_tui.store.sqlite_errors import damaged, says_damage, sqlite_errors
from recflix_tui.text import clean

KEPT = 7
"""How many copies are kept."""
_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"recflix-(\d{8}-\d{6})(?:-([1-9]\d{0,5}))?\.db", re.ASCII)
_WHY = "copied"  # the setting of a copy that says what it was kept for
_LONGEST_WHY = 80  # characters that are told


@dataclass(frozen=True)
class Backup:
    """A copy of a store, as it was found."""

    path: Path
    """Where it is."""
    at: float
    """When it was made, in Unix seconds, by its name."""
    n_bytes: int
    """How large it is."""
    profiles: tuple[str, ...]
    """The names of those who are in it, the oldest first."""
    n_ratings: int
    """How many ratings they have in all."""
    why: str
    """What it was kept for; empty where that is not known."""
    problem: str | None
    """Why it cannot be put back, as in "is damaged (it is empty)"; None where it can."""


def back_up(
    copy_into: Callable[[sqlite3.Connection], None], path: Path, folder: Path, why: str, now: float
) -> Path:
    """Keep a copy of the store at `path`, then the newest few copies alone; return where it is.

    copy_into: has all that the store holds written into a database, as of one moment; why: what it
    is kept for. Raises StoreError, and nothing is left behind.
    """
    kept = keep_copy(copy_into, path, folder, why, now)
    prune(folder, kept)
    return kept


def keep_copy(
    copy_into: Callable[[sqlite3.Connection], None],
    path: Path,
    folder: Path,
    why: str,
    now: float,
    once: bool = False,
) -> Path:
    """Keep a copy as `back_up` does, and all others.

    once: whether no other is made where one is there that says the same.
    """
    with _keeping(folder), aside(folder, COPIES) as within:
        copy = within / "copy.db"
        copy.touch(0o600)
        _fill(copy, copy_into, path)
        same = _same(copy, folder) if once else None
        if same is not None:
            return same
        _finish(copy, why, path)
        return _named(copy, folder, now)


def keep_as_found(path: Path, folder: Path, now: float) -> Path:
    """Keep the bytes of a store that is damaged or gone, and of its logs; return where."""
    with _keeping(folder), aside(folder, COPIES) as within:
        copy = within / "copy.db"
        copy.touch(0o600)
        for found, to in zip((path, *logs_of(path)), (copy, *logs_of(copy)), strict=True):
            if found.exists():
                shutil.copyfile(found, to)
                _make_durable(to)
        kept = _named(copy, folder, now)
        for log, named in zip(logs_of(copy), logs_of(kept), strict=True):
            if log.exists():
                log.replace(named)
        sync_folder(folder)
    return kept


def list_backups(folder: Path) -> list[Backup]:
    """The copies in a folder, the newest first; nothing is written, and none raises."""
    return [_read(path) for path in reversed(copies_in(folder))]


def copies_in(folder: Path) -> list[Path]:
    """The copies in a folder, the oldest first."""
    try:
        found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return []
    return sorted(found, key=_order)


def prune(folder: Path, but: Path | None = None) -> None:
    """Remove all but the newest few copies; `but` stays. What cannot be removed stays, too."""
    for old in copies_in(folder)[:-KEPT]:
        if old != but:
            discard(old)
            for log in logs_of(old):
                discard(log)


def make_sound(copy: Path) -> None:
    """Have a copy of a store be one file, whatever log was beside it, and checked to its last row.
    Raises UnsoundError, sqlite3.Error and OSError."""
    check(copy, version())
    with contextlib.closing(_database(copy)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        _check_all(copy, db)
    _make_durable(copy)


# -- inside ------------------------------------------------------------------------------------


@contextlib.contextmanager
def _keeping(folder: Path) -> Iterator[None]:
    """The folder is there, made if need be; where what follows fails, it is as it was before."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield
    except BaseException as error:
        with contextlib.suppress(OSError):
            folder.rmdir()  # where it holds nothing
        if not isinstance(error, OSError | sqlite3.Error):
            raise
        reason = clean(str(getattr(error, "strerror", None) or error))
        raise StoreError(
            f"no copy of the store can be kept in {folder} ({reason}): nothing was changed; see "
            "to the room there and its permissions"
        ) from error


def _fill(copy: Path, copy_into: Callable[[sqlite3.Connection], None], path: Path) -> None:
    with contextlib.closing(_database(copy)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        with _damage_told_of(path):
            copy_into(db)


def _finish(copy: Path, why: str, path: Path) -> None:
    with contextlib.closing(_database(copy)) as db, _damage_told_of(path):
        db.execute("PRAGMA journal_mode = DELETE")  # so that it is one file
        db.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (_WHY, clean(why)))
        _check_all(path, db)
    _make_durable(copy)


def _check_all(path: Path, db: sqlite3.Connection) -> None:
    (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise damaged(path, " ".join(verdict.split()))


@contextlib.contextmanager
def _damage_told_of(path: Path) -> Iterator[None]:
    """What a copy shows to be damaged is so in the store that it is of."""
    try:
        yield
    except sqlite3.Error as error:
        if says_damage(error):
            raise damaged(path, str(error)) from error
        raise


def _make_durable(copy: Path) -> None:
    copy.chmod(0o600)
    with copy.open("rb+") as file:
        sync_file(file)


def _named(copy: Path, folder: Path, now: float) -> Path:
    """Give a copy that is whole the name of its time; one that is there keeps its own."""
    stamp = datetime.fromtimestamp(now).strftime(_STAMP)
    names = (f"recflix-{stamp}{f'-{n}' if n > 1 else ''}.db" for n in itertools.count(1))
    return next(path for path in map(folder.joinpath, names) if publish(copy, path))


def _same(copy: Path, folder: Path) -> Path | None:
    """A copy there that holds the same, but for the header, which counts openings."""
    wanted = copy.read_bytes()[100:]
    for other in reversed(copies_in(folder)):
        with contextlib.suppress(OSError):
            if other.stat().st_size == len(wanted) + 100 and other.read_bytes()[100:] == wanted:
                return other
    return None


def _stamp(path: Path) -> str:
    return path.name[8:23]


def _order(path: Path) -> tuple[str, int]:
    return _stamp(path), int(path.stem[24:] or 1)


def _read(path: Path) -> Backup:
    at, n_bytes = 0.0, 0
    with contextlib.suppress(ValueError, OverflowError, OSError):
        at = datetime.strptime(_stamp(path), _STAMP).timestamp()
    with contextlib.suppress(OSError):
        n_bytes = path.stat().st_size
    try:
        with sqlite_errors(path):
            people, n_ratings, why = _what_is_in(path)
    except UnsoundError as error:
        return Backup(path, at, n_bytes, (), 0, "", error.what)
    except StoreError as error:
        return Backup(path, at, n_bytes, (), 0, "", f"cannot be read: {error}")
    return Backup(path, at, n_bytes, tuple(p.name for p in people), n_ratings, why, None)


def _what_is_in(path: Path) -> tuple[list[Profile], int, str]:
    if any(log.exists() for log in logs_of(path)):
        raise UnsoundError(
            path, "is a damaged store, kept as it was with its log", "choose another"
        )
    if not path.is_file():
        raise UnsoundError(path, "is no file", "choose another")
    check(path, version())
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        people = db.execute("SELECT id, name, created_at FROM profiles ORDER BY id").fetchall()
        (n_ratings,) = db.execute("SELECT COUNT(*) FROM ratings").fetchone()
        (why,) = db.execute("SELECT value FROM settings WHERE key = ?", (_WHY,)).fetchone() or ("",)
    told = clean(why)[:_LONGEST_WHY] if isinstance(why, str) else ""
    return [profile_of(row) for row in people], n_ratings, told


def _database(path: Path) -> sqlite3.Connection:
    """A connection to a copy, which is put on the disk once it is whole."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    return db
