"""Files that RecFlix kept, read back with nothing believed: a disk, a crash or a hand may have
changed any byte of them.

What is not as it was written raises `Damaged`, whatever it is, and nothing else; each room makes
the line of it that the user reads.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

MOST_JSON = 64 << 20
"""Bytes of JSON that are read; nothing that is kept comes near."""
SMALL = 1 << 18
"""Bytes of an array that are read at once; only larger ones are mapped."""

_MAGIC = b"\x93NUMPY\x01\x00"
_LONGEST_HEADER = 1 << 10
# As `numpy.save` writes it. Evaluating what the file says, as NumPy does, fails in many ways.
_HEADER = re.compile(
    rb"\{'descr': '([<|][a-z][0-9])', 'fortran_order': False, "
    rb"'shape': \((\d{1,15},|\d{1,15}(?:, \d{1,15}){1,3})\), \} *\n"
)

mapped: dict[Path, int] = {}
"""The files that were mapped, with their sizes in bytes."""


class Damaged(Exception):
    """A file is not what was kept. The text says how, and does not name the file."""


def read_json(path: Path) -> dict[str, Any]:
    """The object in a file of JSON: all its numbers finite. Raises Damaged, and FileNotFoundError
    where there is none."""
    content = read_bytes(path, MOST_JSON)
    try:
        found = json.loads(content, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError, MemoryError):
        raise Damaged("cannot be read") from None
    if not isinstance(found, dict):
        raise Damaged("holds something else")
    return found


def read_bytes(path: Path, most: int) -> bytes:
    """What is in a plain file. Raises Damaged, also for more than `most` bytes, and
    FileNotFoundError where there is none."""
    try:
        handle = _open_plain(path)
        with os.fdopen(handle, "rb") as file:
            if os.fstat(handle).st_size > most:
                raise Damaged("is too large")
            return file.read()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Damaged(f"cannot be read ({error.strerror})") from None


def open_array(path: Path, dtype: str, shape: Sequence[int | None]) -> NDArray[Any]:
    """The array in an .npy file, read-only: small ones read, others memory-mapped.

    dtype: as in `array.dtype.str`; shape: None where any length will do. Raises Damaged.
    """
    try:
        handle = _open_plain(path)
        with os.fdopen(handle, "rb") as file:
            size = os.fstat(handle).st_size
            found, start = _read_header(file.read(_LONGEST_HEADER))
            kind, lengths = found
            if kind != dtype or len(lengths) != len(shape):
                raise Damaged("holds the wrong kind of numbers")
            if not all(map(_agrees, shape, lengths)):
                raise Damaged("is of the wrong length")
            n_bytes = math.prod(lengths) * np.dtype(kind).itemsize
            if start + n_bytes != size:
                raise Damaged("is of the wrong size")
            if n_bytes <= SMALL:
                file.seek(start)
                return np.frombuffer(file.read(n_bytes), kind).reshape(lengths)
            # A plain view of the same memory: np.memmap itself is slow to index.
            array = np.memmap(file, kind, "r", start, lengths).view(np.ndarray)
    except FileNotFoundError:
        raise Damaged("is missing") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise Damaged(f"cannot be read ({reason})" if reason else "cannot be read") from None
    mapped[path] = size
    return array


def digest(path: Path) -> str:
    """The SHA-256 of a plain file, in hexadecimal. Raises Damaged."""
    try:
        with os.fdopen(_open_plain(path), "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise Damaged("is missing") from None
    except OSError as error:
        raise Damaged(f"cannot be read ({error.strerror})") from None


def seal(body: dict[str, Any]) -> str:
    """The SHA-256 of what JSON can say, in hexadecimal, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def cut_short() -> Path | None:
    """A mapped file that is shorter than it was, or gone wrong on the disk; None without one."""
    for path, size in list(mapped.items()):
        try:
            if path.stat().st_size < size:
                return path
        except OSError:
            continue  # removed: what was mapped stays readable
    return None


def _open_plain(path: Path) -> int:
    """A handle of a plain file; a pipe in its place is not waited for."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Damaged("is not a plain file")
    return handle


def _read_header(content: bytes) -> tuple[tuple[str, tuple[int, ...]], int]:
    """dtype and shape of an .npy file by its first bytes, and where its numbers start."""
    start = len(_MAGIC) + 2 + int.from_bytes(content[8:10], "little")
    said = _HEADER.fullmatch(content[10:start])
    if not content.startswith(_MAGIC) or said is None or len(content) < start:
        raise Damaged("cannot be read")
    kind, lengths = said.groups()
    return (kind.decode(), tuple(int(n) for n in lengths.split(b",") if n)), start


def _agrees(wanted: int | None, found: int) -> bool:
    return wanted is None or wanted == found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
