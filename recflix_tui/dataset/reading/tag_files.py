"""Tag files: `tags.csv` or `tags.dat` into who gave which word to which title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.reading.files.messages import trouble
from recflix_tui.dataset.reading.files.opening import opened, read_bytes
from recflix_tui.dataset.reading.files.separators import uneven
from recflix_tui.dataset.reading.lines import (
    LATEST,
    TOO_LARGE,
    Record,
    breaks_off,
    broken_off,
    csv_records,
    numbered_lines,
    read_utf8_or_latin1,
    unix_time,
    whole_number,
)

COLUMNS = ("userId", "movieId", "tag", "timestamp")
_NUMBERS = ("userId", "movieId", "timestamp")
# The longest that MovieLens lets a person type has some 250 letters.
LONGEST_TAG = 1000
# A field in quotes as the format has it; a quotation mark that is never closed ends the search.
_QUOTED = re.compile(rb'(?<=[,\n])"(?:[^"]|""){0,10000}+"(?=[,\r\n]|\Z)')


@dataclass(frozen=True)
class TagTable:
    """The n tags of one file; every line is one user's word for one title."""

    user_ids: NDArray[np.int64]
    """Who gave it, (n,)."""
    movie_ids: NDArray[np.int64]
    """What it is for, (n,)."""
    spelling_of: NDArray[np.int32]
    """Which of the spellings it is, (n,)."""
    spellings: tuple[str, ...]
    """The different tags, each as it is written in the file."""


def read_tags(path: Path) -> TagTable:
    """The tags of a file in the layout of its name: `tags.dat`, or else `tags.csv`.

    A file in which there is nothing at all has none: a dataset can do without. Raises DatasetError
    with file, line and mend.
    """
    if _is_blank(path):
        nobody = np.empty(0, np.int64)
        return TagTable(nobody, nobody, np.empty(0, np.int32), ())
    table = None if path.suffix.lower() == ".dat" else _read_fast(path)
    return table or _read_by_line(path)


def _is_blank(path: Path) -> bool:
    with opened(path) as file:
        return not any(part.strip() for part in iter(lambda: file.read(1 << 16), b""))


def _read_fast(path: Path) -> TagTable | None:
    """The tags of a CSV file by Polars; None if it cannot, or if something may be wrong."""
    import polars as pl

    data = read_bytes(path)
    header = _plain_header(data)
    if not (header and _well_quoted(data)):
        return None
    # Polars' own names for the columns of a file read without its header.
    named = {name: f"column_{n}" for n, name in enumerate(header, start=1)}
    schema: dict[str, Any] = dict.fromkeys(named.values(), pl.String)
    schema.update((named[name], pl.Int64) for name in _NUMBERS)
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            skip_rows=1,
            schema=schema,
            columns=[named[name] for name in COLUMNS],
        )
    except pl.exceptions.PolarsError:
        return None
    numbers = [frame[named[name]] for name in _NUMBERS]
    if not frame.height or any(column.null_count() for column in numbers):
        return None
    users, movies, times = (column.to_numpy() for column in numbers)
    ends = ((users, TOO_LARGE), (movies, TOO_LARGE), (times, LATEST + 1))
    if not all(column.min() >= 0 and column.max() < end for column, end in ends):
        return None
    tags = frame[named["tag"]].fill_null("")
    longest: Any = tags.str.len_bytes().max()
    if longest > LONGEST_TAG or _ends_early(path, times):
        return None
    different = tags.unique()
    spelling_of = tags.cast(pl.Enum(different)).to_physical().to_numpy().astype(np.int32)
    return TagTable(users, movies, spelling_of, tuple(different.to_list()))


def _plain_header(data: bytes) -> list[str] | None:
    """The names of the columns, if each of COLUMNS is among them once and the last is not "tag":
    a line cut short then lacks a number, which tells it from one whose tag is empty."""
    first = data[:4096].split(b"\n", 1)[0].rstrip(b"\r").removeprefix(b"\xef\xbb\xbf")
    names = first.decode("latin-1").split(",")
    if len(set(names)) < len(names) or not set(COLUMNS) <= set(names):
        return None
    return names if names[-1] in _NUMBERS else None


def _well_quoted(data: bytes) -> bool:
    """Whether all quotes stand where Polars and the format agree on what they mean."""
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    quote = data.find(b'"')
    while quote >= 0:
        field = _QUOTED.match(data, quote)
        if not field:
            return False
        quote = data.find(b'"', field.end())
    return True


def _ends_early(path: Path, times: NDArray[np.int64]) -> bool:
    return len(times) > 1 and breaks_off(path, int(times[-2]), int(times[-1]))


def _read_by_line(path: Path) -> TagTable:
    """Any tag file, record by record, to its first fault."""
    users: list[int] = []
    movies: list[int] = []
    times: list[int] = []
    spelling_of: list[int] = []
    number: dict[str, int] = {}
    line = 0
    for line, fields in _records(path):
        user, movie, tag, time = fields
        if len(tag) > LONGEST_TAG:
            what = f"the tag has {len(tag):,} characters, and at most {LONGEST_TAG:,} are possible"
            raise trouble(path, line, what, "shorten the tag, or remove the line")
        users.append(whole_number(path, line, "userId", user))
        movies.append(whole_number(path, line, "movieId", movie))
        times.append(unix_time(path, line, time))
        spelling_of.append(number.setdefault(tag, len(number)))
    if _ends_early(path, np.array(times, np.int64)):
        raise broken_off(path, line)
    return TagTable(
        np.array(users, np.int64),
        np.array(movies, np.int64),
        np.array(spelling_of, np.int32),
        tuple(number),
    )


def _records(path: Path) -> Iterator[Record]:
    if path.suffix.lower() == ".dat":
        return _dat_records(path, read_utf8_or_latin1(path))
    return csv_records(path, COLUMNS)


def _dat_records(path: Path, text: str) -> Iterator[Record]:
    """The four fields of each line; the tag, the third, may hold "::" itself."""
    for line, whole in numbered_lines(text):
        fields = whole.split("::", 2)
        tag, cut, time = fields[-1].rpartition("::")
        if len(fields) < 3 or not cut:
            raise uneven(path, line, whole, len(whole.split("::")), len(COLUMNS), "::")
        yield line, [*fields[:2], tag, time]
