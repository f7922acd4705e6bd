"""A log that a crash left and that was damaged since: mended where nothing of it is missing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from recflix_tui.durable import sync_file, sync_folder
from recflix_tui.store.checking import log_of, page_size_of
from recflix_tui.store.log.log_file import Frame, Log, read_log, written

_DEADMAN = 128  # the byte of the -shm file that whoever has a store open has a lock on
_A_FEW = 32  # bytes that differ, and two pages are still the same one


def mend_log(path: Path) -> str | None:
    """Look whether the log beside a store is whole, which SQLite reads up to the first fault;
    mend it, and return the line to say, None where it is whole.

    Nobody in this process may have the store open. Where another process has, it looked itself.
    Raises OSError.
    """
    log_path = log_of(path)
    page_size = page_size_of(path)
    if page_size is None or not _is_suspect(log_path, page_size):
        return None
    with _alone(path) as alone:
        if not alone:
            return None
        log = read_log(log_path.read_bytes(), page_size)
        if log.is_whole or not log.committed():
            return None
        mended = _mended(log, path)
        if mended is None:
            return (
                f"{log_path} is damaged: what was rated last before the crash may be missing; "
                "look through it"
            )
        _replace(log_path, written(log, mended))
    return f"{log_path} was damaged and is mended: nothing that was rated is missing"


def _is_suspect(log_path: Path, page_size: int) -> bool:
    try:
        content = log_path.read_bytes()
    except FileNotFoundError:
        return False
    return bool(content) and not read_log(content, page_size).is_whole


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


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Keep other processes from opening the store; False where one has it open."""
    index = Path(f"{path}-shm")
    if os.name == "nt" or not index.exists():
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
