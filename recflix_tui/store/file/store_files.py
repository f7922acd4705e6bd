"""The files that SQLite works on: that they are plain ones, and still those that were opened."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from recflix_tui.durable import sync_folder
from recflix_tui.store.records import StoreError

_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class StoreFile:
    """A file as it was when the store was opened."""

    path: Path
    """Where it stands."""
    identity: tuple[int, int]
    """Its device and inode."""

    def require_in_place(self) -> None:
        """Raise StoreError unless the file at the path is this one."""
        try:
            found = identity_of(self.path)
        except OSError:
            raise StoreError(
                f"{self.path} is gone while it is open: nothing was changed; quit, put it back "
                "and start again"
            ) from None
        if found != self.identity:
            raise replaced(self.path)


def replaced(path: Path) -> StoreError:
    """Return the error for a file that is another than the one that was opened."""
    return StoreError(
        f"{path} was replaced while it is open: nothing was changed; quit and start again to go "
        "by the new one"
    )


def restored_of(path: Path) -> Path:
    """Return what a copy that is put back is named until it takes the store's place: where it is
    there, it is the store."""
    return path.with_name(path.name + "-restored")


def logs_of(path: Path) -> tuple[Path, ...]:
    """Return those of the files beside a store that SQLite reads back after a crash."""
    return tuple(Path(f"{path}{end}") for end in ("-wal", "-journal"))


def put_in_place(path: Path) -> None:
    """Have what is put back be the store's file, and nothing of another one be beside it.

    Whatever moment it is ended at, the next call does the rest. Nobody may have the store open.
    Raises OSError.
    """
    for end in _BESIDE:
        Path(f"{path}{end}").unlink(missing_ok=True)
    sync_folder(path.parent)  # a log that came back would be read into the file that is put back
    restored_of(path).replace(path)
    sync_folder(path.parent)


def open_files(path: Path) -> tuple[StoreFile, ...]:
    """The store's file and those beside it, while it is open."""
    beside = [Path(f"{path}{end}") for end in ("-wal", "-shm")]
    files = [path, *(file for file in beside if file.exists())]
    return tuple(StoreFile(file, identity_of(file)) for file in files)


def identity_of(path: Path) -> tuple[int, int]:
    """Return a file's device and inode. Raises OSError."""
    found = path.stat()
    return found.st_dev, found.st_ino


def require_plain_files(path: Path) -> None:
    """Raise StoreError where a pipe, a folder or the like stands in the place of one of the
    store's files: to open a pipe would wait for ever."""
    for file in (path, *(Path(f"{path}{end}") for end in _BESIDE)):
        try:
            mode = file.stat().st_mode
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(mode):
            raise StoreError(f"{file} cannot be opened: it is {_kind(mode)}, no file; move it away")


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return kinds.get(stat.S_IFMT(mode), "a device")
