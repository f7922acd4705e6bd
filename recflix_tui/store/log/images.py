"""A store as SQLite would find it, its log read or not: which of the two goes further."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence

from recflix_tui.store.log.log_file import Frame


def with_frames(file: bytes, frames: Sequence[Frame], page_size: int) -> bytes:
    """The bytes of a store's file after the transactions of its log; page_size: in bytes."""
    image = bytearray(file)
    for frame in frames:
        start = (frame.page - 1) * page_size
        image.extend(bytes(max(start - len(image), 0)))
        image[start : start + page_size] = frame.data
    if frames:
        del image[frames[-1].commit * page_size :]
    return bytes(image)


def newest_event(image: bytes) -> int | None:
    """The number of the newest event in a store of these bytes, 0 before the first; None where
    it is not sound."""
    plain = bytearray(image)
    plain[18:20] = b"\1\1"  # without a log: one in memory has none
    try:
        with contextlib.closing(sqlite3.connect(":memory:")) as db:
            db.deserialize(bytes(plain))
            if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return None
            query = "SELECT seq FROM sqlite_sequence WHERE name = 'events'"
            (number,) = db.execute(query).fetchone() or (0,)
    except sqlite3.Error:
        return None
    return number if type(number) is int else None
