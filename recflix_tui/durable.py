"""Files that survive a crash: what was written is on the disk before its name is."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import IO, Any

_umask: list[int] = []  # the person's own, once this process writes for its owner alone


def write_for_owner_alone() -> None:
    """Have all files that this process makes from here on be its owner's alone, but for those
    that a person named (`write_bytes`)."""
    before = os.umask(0o077)
    if not _umask:
        _umask.append(before)


def sync_file(file: IO[Any]) -> None:
    """Put what was written to an open file on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system has a way to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(path: Path) -> None:
    """Delete a file, a folder with all that is in it, or a link, never what it leads to; what
    cannot be deleted stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write a file aside, sync it, rename it into place: it is there whole, or as it was."""
    _write(path, json.dumps(content, indent=1).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file of RecFlix's own aside, sync it, rename it into place. Raises OSError."""
    _write(path, content)


def write_bytes(path: Path, content: bytes, private: bool = False) -> None:
    """Write a file that a person named: whole or as it was, through a link to what it means,
    and straight into what is no file (`/dev/stdout`).

    private: whether it is to be its owner's alone, whatever rights it had.

    Raises OSError with the name as it was given.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            target = path.resolve()
            _write(target, content, 0o600 if private else _mode_of_named(target))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _mode_of_named(path: Path) -> int | None:
    """The rights of a file that a person named: those that it has, or that their umask leaves;
    None where these come by themselves."""
    if path.exists():
        return path.stat().st_mode & 0o777
    return 0o666 & ~_umask[0] if _umask else None


def _write(path: Path, content: bytes, mode: int | None = None) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            if mode is not None:
                aside.chmod(mode)
            file.write(content)
            sync_file(file)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
