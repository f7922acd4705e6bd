"""SQLite's write-ahead log as bytes: its frames, and which of them are as they were written.

The format is that of https://www.sqlite.org/fileformat2.html#the_write_ahead_log: a header, then
frames of a page each, every one with a checksum that goes on from the one before it.
"""

from __future__ import annotations

import struct
import sys
from array import array
from dataclasses import dataclass, replace

HEADER = struct.Struct(">8I")  # magic, format, page size, checkpoint, two salts, two checksums
FRAME = struct.Struct(">6I")  # page, pages after a commit (else 0), two salts, two checksums
_MAGIC = 0x377F0682  # its lowest bit says that checksums are of big-endian words
_FORMAT = 3007000

Checksum = tuple[int, int]


@dataclass
class Frame:
    """A page as a transaction left it."""

    page: int
    """The number of the page, from 1."""
    commit: int
    """The number of pages of the file after the transaction that it ends; 0 if it ends none."""
    data: bytes
    """The page."""
    is_whole: bool
    """Whether it is as it was written."""
    is_read: bool
    """Whether SQLite reads it: it is whole, and so are all before it."""


@dataclass
class Log:
    """What a log holds since it was last begun anew."""

    page_size: int
    """In bytes."""
    salts: tuple[int, int]
    """What tells its frames from those of an earlier use of the file."""
    big_endian: bool
    """Whether checksums are of big-endian words."""
    frames: list[Frame]
    """All frames, in their order."""

    @property
    def is_whole(self) -> bool:
        """Whether SQLite reads all that was committed, as it was written."""
        return all(frame.is_read for frame in self.committed())

    def committed(self) -> list[Frame]:
        """The frames up to the last commit."""
        return _to_last_commit(self.frames)

    def read(self) -> list[Frame]:
        """The frames that SQLite goes by: those up to the last commit before the first fault."""
        return _to_last_commit([frame for frame in self.frames if frame.is_read])


def _to_last_commit(frames: list[Frame]) -> list[Frame]:
    last = max((i for i, frame in enumerate(frames) if frame.commit), default=-1)
    return frames[: last + 1]


def read_log(content: bytes, page_size: int) -> Log:
    """Read a log, damaged or not; page_size: the store's, in bytes."""
    head = HEADER.unpack_from(content.ljust(HEADER.size, b"\0"))
    size = FRAME.size + page_size
    starts = range(HEADER.size, len(content) - size + 1, size)
    big_endian = bool(head[0] & 1)
    words = content[: HEADER.size - 8]
    head_is_whole = (
        head[0] & ~1 == _MAGIC
        and head[1:3] == (_FORMAT, page_size)
        and checksum(words, (0, 0), big_endian) == head[6:8]
    )
    salts: tuple[int, int] = (head[4], head[5])
    if not head_is_whole and len(starts) > 0:
        first = FRAME.unpack_from(content, starts[0])
        salts = (first[2], first[3])
    frames = _frames(content, starts, salts, (head[6], head[7]), big_endian)
    if not head_is_whole:
        frames = [replace(frame, is_read=False) for frame in frames]
    return Log(page_size, salts, big_endian, frames)


def _frames(
    content: bytes,
    starts: range,
    salts: tuple[int, int],
    before: Checksum,
    big_endian: bool,
) -> list[Frame]:
    """The frames of these salts; before: the checksum that the first of them goes on from."""
    frames: list[Frame] = []
    is_read = True
    computed = before  # what the frame before should have as its checksum
    for n, start in enumerate(starts):
        page, commit, *rest = FRAME.unpack_from(content, start)
        said: Checksum = (rest[2], rest[3])
        if (rest[0], rest[1]) != salts and not _goes_on(content, starts, n, salts):
            break
        data = content[start + FRAME.size : start + starts.step]
        summed = content[start : start + 8] + data
        seeds = {before, computed}
        sums = [checksum(summed, seed, big_endian) for seed in seeds]
        is_whole = said in sums
        is_read = is_read and is_whole and (rest[0], rest[1]) == salts and len(seeds) == 1
        frames.append(Frame(page, commit, data, is_whole, is_read))
        before, computed = said, said if is_whole else checksum(summed, computed, big_endian)
    return frames


def _goes_on(content: bytes, starts: range, n: int, salts: tuple[int, int]) -> bool:
    """Whether the frame after the n-th is of these salts: then the n-th's own are damaged."""
    return n + 1 < len(starts) and FRAME.unpack_from(content, starts[n + 1])[2:4] == salts


def written(log: Log, frames: list[Frame]) -> bytes:
    """The bytes of a log of these frames."""
    head = HEADER.pack(_MAGIC | log.big_endian, _FORMAT, log.page_size, 0, *log.salts, 0, 0)
    words = head[: HEADER.size - 8]
    total = checksum(words, (0, 0), log.big_endian)
    parts = [words, struct.pack(">2I", *total)]
    for frame in frames:
        start = struct.pack(">2I", frame.page, frame.commit)
        total = checksum(start + frame.data, total, log.big_endian)
        parts += [start, struct.pack(">4I", *log.salts, *total), frame.data]
    return b"".join(parts)


def checksum(content: bytes, seed: Checksum, big_endian: bool) -> Checksum:
    """SQLite's checksum of whole pairs of 32-bit words, going on from `seed`."""
    words = array("I", content)
    if big_endian != (sys.byteorder == "big"):
        words.byteswap()
    first, second = seed
    numbers = iter(words)
    for even, odd in zip(numbers, numbers, strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
