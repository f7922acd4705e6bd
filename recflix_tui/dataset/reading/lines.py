"""Small text files (titles, links, genres), read with the line number of each record."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from recflix_tui.dataset.reading.files.kinds import lone_cr
from recflix_tui.dataset.reading.files.messages import not_a, shown, trouble
from recflix_tui.dataset.reading.files.opening import (
    byte_lines,
    empty,
    no_text,
    opened,
    read_bytes,
)
from recflix_tui.dataset.reading.files.separators import column_indices, there, uneven
from recflix_tui.dataset.values import DatasetError

Record = tuple[int, list[str]]

# Ids and times fit in 63 bits with room to spare.
TOO_LARGE = 10**18
WHOLE_NUMBER = "a whole number of up to 18 digits"
LATEST = 4_102_444_800
"""The latest time that a rating or a tag can have, in Unix seconds: the year 2100 begins."""
_WHOLE = re.compile(r"(?:\+?0*|-0*(?=0$))([0-9]+)")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*", re.ASCII)
# Above so many seconds a time is counted in a smaller unit: the year 5138 begins.
_UNITS = (
    (10**17, "nanoseconds", 10**9),
    (10**14, "microseconds", 10**6),
    (10**11, "milliseconds", 10**3),
)


class Repeats:
    """Counts the lines of a file whose id a line above has, and tells of all of them at once."""

    def __init__(self, kind: str) -> None:
        """kind: what the ids are of, "movie"."""
        self._kind = kind
        self._n = 0
        self._first = 0, 0

    def add(self, line: int, number: int) -> None:
        """Count a line whose id, `number`, has been there."""
        self._first = self._first if self._n else (line, number)
        self._n += 1

    def refuse(self, path: Path) -> None:
        """Raise DatasetError where any were counted."""
        if not self._n:
            return
        line, number = self._first
        what, mend = f"{self._kind} {number} is there already", "remove one of the two lines"
        if self._n > 1:
            what += f", the first of {self._n:,} such lines"
            mend = f"keep one line of each {self._kind}"
        raise trouble(path, line, what, mend)


def read_utf8_or_latin1(path: Path) -> str:
    """The text of a file of the older datasets: Latin-1, in some copies UTF-8 or Windows-1252.

    The last differs from Latin-1 in quotes, dashes and the like, where that has controls.
    """
    data = read_bytes(path)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def split_records(path: Path, text: str, separator: str, n_fields: int) -> Iterator[Record]:
    """The lines of a file without a header or quotes, each of exactly `n_fields` fields."""
    for number, line in numbered_lines(text):
        if not line.strip():
            raise trouble(path, number, "the line is empty", "remove it")
        fields = line.split(separator)
        if len(fields) != n_fields:
            raise uneven(path, number, line, len(fields), n_fields, separator)
        yield number, fields


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line and its number from 1, without its end; blank ones at the end are passed over."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    for number, line in enumerate(lines, start=1):
        yield number, line.rstrip("\r")


def csv_records(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[Record]:
    """The fields named `columns` of each record of a UTF-8 CSV file, with the line on which it
    begins, and after them those `optional` ones that the file has. Raises DatasetError with file,
    line and mend."""
    reader = csv.reader(_utf8_lines(path), strict=True)
    fields: list[int] = []
    width = 0
    begins = 1
    try:
        for row in reader:
            line, begins = begins, reader.line_num + 1
            if not fields:
                also = there(row, optional)
                fields, width = column_indices(path, row, [*columns, *also]), len(row)
            elif len(row) == width:
                yield line, [row[field] for field in fields]
            elif row:
                raise uneven(path, line, ",".join(row), len(row), width, ",")
    except csv.Error as error:
        raise uncut(path, begins, error) from None
    if not fields:
        raise empty(path)


def _utf8_lines(path: Path) -> Iterator[str]:
    for line, data in byte_lines(path):
        if b"\0" in data:
            raise no_text(path, line)
        try:
            yield data.decode()
        except UnicodeDecodeError:
            mend = "save the file as UTF-8, or download it again"
            raise trouble(path, line, "this is not UTF-8 text", mend) from None


def broken_off(path: Path, line: int) -> DatasetError:
    """The line for a file that ends within a record."""
    what = "the file breaks off in the middle of the line"
    return trouble(path, line, what, "copy or download it again")


def breaks_off(path: Path, before: int, last: int) -> bool:
    """Whether the file was cut off within its last time, in Unix seconds: it ends without a line
    end, and that time is shorter than the one `before`."""
    if before < 10**8 or len(str(last)) >= len(str(before)):
        return False
    with opened(path) as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def uncut(path: Path, line: int, error: csv.Error) -> DatasetError:
    """The line for a record that cannot be cut into fields."""
    if "new-line" in str(error):
        return lone_cr(path, line)
    what = "a quotation mark is out of place or never closed"
    if "limit" in str(error):
        # A quotation mark that is never closed takes in the rest of the file.
        what = f"a field is longer than {csv.field_size_limit():,} characters"
        what += ", or its quotation mark never closed"
    return trouble(path, line, what, "correct the line, or download the file again")


def whole_number(path: Path, line: int, column: str, text: str) -> int:
    """A field as a whole number from 0 and below TOO_LARGE."""
    number = to_whole(text.strip())
    if number is None:
        what = f"{column} {not_a(text, WHOLE_NUMBER)}"
        raise trouble(path, line, what, "correct or remove the line")
    return number


def unix_time(path: Path, line: int, text: str) -> int:
    """A time as Unix seconds, from 0 to LATEST."""
    time = to_whole(text.strip())
    if time is not None and time <= LATEST:
        return time
    raise trouble(path, line, *_wrong_time(text.strip(), time))


def _wrong_time(text: str, time: int | None) -> tuple[str, str]:
    """What is wrong with a time, and the mend."""
    called = f"timestamp {shown(text)}"
    if time is not None:
        for least, unit, in_a_second in _UNITS:
            if time >= least:
                mend = f"give Unix seconds: divide the times by {in_a_second:,}"
                return f"{called} is in {unit}", mend
        return f"{called} is after the year 2100", "give Unix seconds, or remove the line"
    if text.startswith("-") and to_whole(text[1:]) is not None:
        return f"{called} is before 1970", "correct or remove the line"
    if _DATE.fullmatch(text):
        return f"{called} is a date, not a number", "give the times as Unix seconds"
    return f"timestamp {not_a(text, WHOLE_NUMBER)}", "correct or remove the line"


def to_whole(text: str) -> int | None:
    """The number from 0 and below TOO_LARGE that Polars too reads from `text`, else None."""
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found and len(found[1]) <= 18 else None
