"""Files opened and read so that no pipe makes one wait and no endless line fills the memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from recflix_tui.dataset.reading.files.kinds import BOM, HEAD, refuse_foreign
from recflix_tui.dataset.reading.files.messages import (
    kind_of,
    no_file,
    trouble,
    unreadable,
    wrong_file,
)
from recflix_tui.dataset.values import DatasetError

LONGEST_LINE = 1 << 20
"""In bytes: what goes on for longer is refused before it is read to its end."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, open for reading bytes.

    Raises DatasetError where it is no file, or the system will not read it.
    """
    try:
        kind = kind_of(path.stat().st_mode)
        if kind:
            raise no_file(path, kind)
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise unreadable(path, error) from None


@contextmanager
def opened_text(path: Path) -> Iterator[BinaryIO]:
    """The same, of a file that looks like plain text."""
    with opened(path) as file:
        refuse_foreign(path, file.read(HEAD))
        file.seek(0)
        yield file


def first_line(path: Path) -> str:
    """The beginning of a file's first line, to tell what kind of file it is."""
    with opened_text(path) as file:
        return file.readline(4096).removeprefix(BOM).decode("latin-1")


def byte_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Each line as it is in the file, with its number from 1; a byte order mark is passed over."""
    with opened_text(path) as file:
        line, data = 1, file.readline(LONGEST_LINE).removeprefix(BOM)
        while data:
            if is_too_long(data):
                raise too_long(path, line)
            yield line, data
            line, data = line + 1, file.readline(LONGEST_LINE)


def read_bytes(path: Path) -> bytes:
    """All bytes of a file of text, which is neither empty nor has a NUL."""
    pieces, line = [], 1
    with opened_text(path) as file:
        while piece := file.read(LONGEST_LINE):
            if is_too_long(piece) and b"\n" not in piece:
                raise too_long(path, line)
            zero = piece.find(b"\0")
            if zero >= 0:
                raise no_text(path, line + piece.count(b"\n", 0, zero))
            line += piece.count(b"\n")
            pieces.append(piece)
    data = b"".join(pieces)
    if not data.strip():
        raise empty(path)
    return data


def is_too_long(data: bytes) -> bool:
    """Whether a line read up to LONGEST_LINE bytes goes on after them."""
    return len(data) >= LONGEST_LINE and not data.endswith(b"\n")


def too_long(path: Path, line: int) -> DatasetError:
    """The line for a line without an end."""
    what = f"the line goes on for over {LONGEST_LINE:,} bytes"
    return trouble(path, line, what, "correct the line, or download the file again")


def no_text(path: Path, line: int) -> DatasetError:
    """The line for a NUL byte."""
    return trouble(path, line, "this is not text", "download the file again")


def empty(path: Path) -> DatasetError:
    """The line for a file in which nothing is."""
    return wrong_file(path, "the file is empty", "download it again")
