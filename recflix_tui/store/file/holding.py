"""Who has a store open, and who opens or replaces one just now: other processes wait meanwhile."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from recflix_tui.store.checking import log_of
from recflix_tui.store.records import StoreError

_PAUSE = 0.005  # seconds from one try to the next
# The bytes that SQLite has a shared lock on as long as a store with a log is open. See
# https://www.sqlite.org/src/file/src/os.h
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510


@contextlib.contextmanager
def held(folder: Path, seconds: float) -> Iterator[None]:
    """Be the only process that opens or replaces a store in a folder, until the end.

    Nothing is left of it, whenever the process is killed. Raises StoreError where another does
    for so many seconds. Where the system has no such locks, or there is no folder yet, nobody is
    kept waiting.
    """
    if os.name == "nt":  # which refuses to replace or remove a file that is open
        yield
        return
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        _lock(handle, folder, seconds)
        yield
    finally:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)  # a child that was forked meanwhile has it too
        os.close(handle)


def _lock(handle: int, folder: Path, seconds: float) -> None:
    import fcntl

    until = time.monotonic() + seconds
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise StoreError(
                    f"the store in {folder} is being opened or put back by another process that "
                    "does not let go: nothing was changed"
                ) from None
            time.sleep(_PAUSE)
        except OSError:  # a file system without such locks
            return None


def is_open_elsewhere(path: Path) -> bool:
    """Whether another process has a store open. Nobody in this process may: to ask would cost it
    its own locks. Raises OSError."""
    from recflix_tui.store.log.log_mending import alone, can_be_renamed

    if os.name == "nt":
        return not all(can_be_renamed(f) for f in (path, log_of(path)) if f.exists())
    if path.exists() and not _is_free(path):
        return True
    with alone(path) as is_alone:
        return not is_alone


def _is_free(path: Path) -> bool:
    import fcntl

    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError:
            return False
    return True
