"""What is made or removed beside the datasets of a home, and how what a crash left there goes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from recflix_tui.durable import discard, sync_folder

if TYPE_CHECKING:
    from filelock import BaseFileLock

_ASIDE = ".importing-"
_TRASH = ".removed-"
_GATE = ".lock"


@contextmanager
def aside(datasets_dir: Path) -> Iterator[Path]:
    """A folder to work in, gone afterwards; what killed imports left is swept first."""
    datasets_dir.mkdir(parents=True, exist_ok=True)
    work = datasets_dir / f"{_ASIDE}{os.urandom(6).hex()}"
    lock_path = work.with_suffix(".lock")
    lock = _lock(lock_path)
    # The gate keeps a sweeper from taking a lock file before its owner has locked it.
    with gate(datasets_dir):
        _sweep(datasets_dir)
        lock.acquire()
        work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        lock.release()
        lock_path.unlink(missing_ok=True)


def gate(datasets_dir: Path) -> BaseFileLock:
    """Alone among those that change what is in a folder of datasets, while entered."""
    return _lock(datasets_dir / _GATE)


def put_away(folder: Path) -> None:
    """Take a dataset's folder out of sight, for good and at once. Whoever calls holds the gate.

    Raises OSError; its files go by `empty_trash`.
    """
    folder.rename(folder.parent / f"{_TRASH}{os.urandom(6).hex()}")
    sync_folder(folder.parent)


def empty_trash(datasets_dir: Path) -> None:
    """Delete the remains of removals."""
    for trash in datasets_dir.glob(f"{_TRASH}*"):
        discard(trash)


def sweep(datasets_dir: Path) -> None:
    """Delete what killed imports and removals left; where another changes the folder right now,
    leave that for later. Looks at names alone where there is nothing."""
    try:
        found = any(path.name.startswith((_ASIDE, _TRASH)) for path in datasets_dir.iterdir())
        if found:
            with suppress(TimeoutError), _lock(datasets_dir / _GATE, blocking=False):
                _sweep(datasets_dir)
    except OSError:
        return  # no folder yet, or none that may be changed


def _sweep(datasets_dir: Path) -> None:
    """Delete the remains of removals, and of imports whose process is gone."""
    empty_trash(datasets_dir)
    for lock_path in datasets_dir.glob(f"{_ASIDE}*.lock"):
        with suppress(TimeoutError, OSError), _lock(lock_path, blocking=False):
            discard(lock_path.with_suffix(""))
            lock_path.unlink(missing_ok=True)
    for work in datasets_dir.glob(f"{_ASIDE}*"):
        # A folder is made after its lock and gone before it: without one it is nobody's.
        if work.suffix != ".lock" and not work.with_suffix(".lock").exists():
            discard(work)


def _lock(path: Path, blocking: bool = True) -> BaseFileLock:
    """A lock that dies with its process; one that is held elsewhere is waited for, or (not
    `blocking`) raises TimeoutError where it is entered."""
    # Imported late: the app's start writes nothing, and does without it.
    from filelock import FileLock

    return FileLock(path, blocking=blocking)
