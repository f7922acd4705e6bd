"""A log that a crash left and that was damaged since: mended where nothing of it is missing."""

from __future__ import annotations

import contextlib
import os
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from recflix_tui.durable import sync_file, sync_folder
from recflix_tui.store.checking import is_hot, log_of, page_size_of
from recflix_tui.store.log.images import newest_event, with_frames
from recflix_tui.store.log.log_file import Frame, Log, read_log, written

_DEADMAN = 128  # the byte of the -shm file that whoever has a store open has a lock on
# Of the index: its version, the frames up to the last commit, and the salts of the log. See
# https://www.sqlite.org/walformat.html#the_wal_index_file_format
_INDEX, _INDEX_VERSION = struct.Struct("=I12xI12x2I"), 3007000
_A_FEW = 32  # bytes that differ, and two pages are still the same one


def mend_log(path: Path) -> str | None:
    """Look whether the log that a crash left beside a store is whole, which SQLite reads up to
    the first fault; mend it, and return the line to say, None where it is whole.

    Nobody in this process may have the store open. Where another process has, it looked itself.
    Raises OSError.
    """
    page_size = page_size_of(path)
    if page_size is None or not is_hot(path):
        return None
    with alone(path) as is_alone:
        return _looked_through(path, page_size) if is_alone else None


def _looked_through(path: Path, page_size: int) -> str | None:
    log_path = log_of(path)
    log = read_log(log_path.read_bytes(), page_size)
    mended = None if log.is_whole else _mended(log, path)
    file = path.read_bytes()
    goes_to = newest_event(with_frames(file, mended or log.read(), page_size))
    file_goes_to = newest_event(file)
    if file_goes_to is not None and (goes_to is None or file_goes_to > goes_to):
        # What it held was written into the file, then its end was lost: read, it would take back.
        _replace(log_path, b"")
        return _missing(log_path, "was cut short and is passed over")
    if mended:
        _replace(log_path, written(log, mended))
        return f"{log_path} was damaged and is mended: nothing that was rated is missing"
    if not log.is_whole:
        return _missing(log_path, "is damaged")
    return _missing(log_path, "is cut short") if _is_shorter(path, log) else None


def _missing(log_path: Path, what: str) -> str:
    return (
        f"{log_path} {what}: what was rated last before the crash may be missing; look through it"
    )


def _is_shorter(path: Path, log: Log) -> bool:
    """Whether the index of the log, where a crash left it too, knows of more frames."""
    try:
        index = _index_of(path).read_bytes()[: _INDEX.size]
        version, frames, *salts = _INDEX.unpack(index)
    except (FileNotFoundError, struct.error):
        return False
    # The salts stand there as the bytes that they are in the log.
    same_log = struct.pack("=2I", *salts) == struct.pack(">2I", *log.salts)
    return version == _INDEX_VERSION and same_log and frames > len(log.read())


def _mended(log: Log, path: Path) -> list[Frame] | None:
    """The committed frames with every damaged one replaced, None where one cannot be.

    Of a page only the last version counts, and it may be in the store's file already.
    """
    frames = log.committed()
    last: dict[int, Frame] = {}
    with path.open("rb") as file:
        for at in range(len(frames) - 1, -1, -1):
            frame = frames[at]
            if not frame.is_whole:
                known = last.get(frame.page) or _if_in_file(frame, file.fileno(), log.page_size)
                if known is None:
                    return None
                frames[at] = replace(frame, data=known.data, is_whole=True)
            last.setdefault(frame.page, frames[at])
    return frames


def _if_in_file(frame: Frame, file: int, page_size: int) -> Frame | None:
    """The page as the store's file has it, where it differs from the damaged one in a few bytes
    alone: then it was written there."""
    if frame.page < 1:
        return None
    os.lseek(file, (frame.page - 1) * page_size, os.SEEK_SET)
    data = os.read(file, page_size)
    if len(data) < page_size:
        return None
    differing = sum(a != b for a, b in zip(data, frame.data, strict=True))
    return replace(frame, data=data) if differing <= _A_FEW else None


def _replace(log_path: Path, content: bytes) -> None:
    aside = log_path.with_name(log_path.name + ".mended")
    with aside.open("wb") as file:
        aside.chmod(0o600)
        file.write(content)
        sync_file(file)
    aside.replace(log_path)
    sync_folder(log_path.parent)


def _index_of(path: Path) -> Path:
    return Path(f"{path}-shm")


@contextlib.contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Keep other processes from opening the store; False where one has it open."""
    index = _index_of(path)
    if os.name == "nt":
        yield can_be_renamed(log_of(path))
        return
    if not index.exists():
        yield True
        return
    import fcntl

    with index.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _DEADMAN)
        except OSError:
            yield False
            return
        yield True


def can_be_renamed(path: Path) -> bool:
    """Whether nobody has a file open, on Windows: a new name is refused there until then."""
    try:
        path.rename(path)
    except OSError:
        return False
    return True
