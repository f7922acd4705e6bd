"""Small text files (titles, links, genres), read with the line number of each record."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from recflix_tui.dataset.values import DatasetError
from recflix_tui.text import clean

Record = tuple[int, list[str]]

# Ids and times fit in 63 bits with room to spare.
TOO_LARGE = 10**18
WHOLE_NUMBER = "a whole number of up to 18 digits"
_WHOLE = re.compile(r"(?:\+?0*|-0*(?=0$))([0-9]+)")


def trouble(path: Path, line: int, what: str, mend: str) -> DatasetError:
    """The one line that says where a file is wrong and what to do."""
    return DatasetError(f"{path.name} line {line}: {what}; {mend}")


def read_utf8(path: Path) -> str:
    """The text of a UTF-8 file (a byte order mark is passed over)."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise trouble(
            path, line, "this is not UTF-8 text", "save the file as UTF-8, or download it again"
        ) from None


def read_utf8_or_latin1(path: Path) -> str:
    """The text of a file of the older datasets: Latin-1, in some copies UTF-8."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def first_line(path: Path) -> str:
    """The beginning of a file's first line, to tell what kind of file it is."""
    try:
        with path.open("rb") as file:
            return file.readline(4096).decode("latin-1")
    except OSError as error:
        raise unreadable(path, error) from None


def read_bytes(path: Path) -> bytes:
    """All bytes of a file of text, which is neither empty nor has a NUL."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    if not data.strip():
        raise DatasetError(f"{path.name}: the file is empty; download it again")
    zero = data.find(b"\0")
    if zero >= 0:
        line = data.count(b"\n", 0, zero) + 1
        raise trouble(path, line, "this is not text", "download the file again")
    return data


def unreadable(path: Path, error: OSError) -> DatasetError:
    """The line for a file the system will not read."""
    if isinstance(error, FileNotFoundError):
        return DatasetError(f"{called(path)}: there is no such file; check its path")
    if isinstance(error, IsADirectoryError):
        return no_file(path)
    reason = error.strerror or "cannot be read"
    return DatasetError(f"{called(path)}: {reason}; check the file and its permissions")


def no_file(path: Path) -> DatasetError:
    """The line for a folder, a pipe and so on."""
    return DatasetError(f"{called(path)}: this is not a file; give one saved on disk")


def called(path: Path) -> str:
    """What a message calls the path: its last part, which `.` and `/` do not have."""
    return clean(path.name or str(path))[:80]


def split_records(path: Path, text: str, separator: str, n_fields: int) -> Iterator[Record]:
    """The lines of a file without a header or quotes, each of exactly `n_fields` fields."""
    for number, line in numbered_lines(text):
        fields = line.split(separator)
        if len(fields) != n_fields:
            raise uneven(path, number, len(fields), n_fields)
        yield number, fields


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line and its number from 1, without its end; blank ones at the end are passed over."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    for number, line in enumerate(lines, start=1):
        yield number, line.rstrip("\r")


def csv_records(path: Path, text: str, columns: Sequence[str]) -> Iterator[Record]:
    """The fields named `columns` of each CSV record, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    fields: list[int] = []
    width = 0
    begins = 1
    try:
        for row in reader:
            line, begins = begins, reader.line_num + 1
            if not fields:
                fields, width = column_indices(path, row, columns), len(row)
            elif len(row) == width:
                yield line, [row[field] for field in fields]
            elif row:
                raise uneven(path, line, len(row), width)
    except csv.Error as error:
        raise uncut(path, begins, error) from None


def uneven(path: Path, line: int, n_fields: int, wanted: int) -> DatasetError:
    """The line for a record of too few or too many fields."""
    what = f"{n_fields} fields where {wanted} belong"
    return trouble(path, line, what, "correct the line, or download the file again")


def broken_off(path: Path, line: int) -> DatasetError:
    """The line for a file that ends within a record."""
    what = "the file breaks off in the middle of the line"
    return trouble(path, line, what, "copy or download it again")


def breaks_off(path: Path, before: int, last: int) -> bool:
    """Whether the file was cut off within its last time, in Unix seconds: it ends without a line
    end, and that time is shorter than the one `before`."""
    if before < 10**8 or len(str(last)) >= len(str(before)):
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def uncut(path: Path, line: int, error: csv.Error) -> DatasetError:
    """The line for a record that cannot be cut into fields."""
    what = "a quotation mark is out of place or never closed"
    if "limit" in str(error):
        # A quotation mark that is never closed takes in the rest of the file.
        what = f"a field is longer than {csv.field_size_limit():,} characters"
        what += ", or its quotation mark never closed"
    return trouble(path, line, what, "correct the line, or download the file again")


def column_indices(path: Path, header: Sequence[str], columns: Sequence[str]) -> list[int]:
    """The index in the header of each of `columns`."""
    names = [name.strip() for name in header]
    for column in columns:
        if column not in names:
            raise trouble(
                path,
                1,
                f"there is no column {column}",
                f"the first line must hold {','.join(columns)}",
            )
    return [names.index(column) for column in columns]


def whole_number(path: Path, line: int, column: str, text: str) -> int:
    """A field as a whole number from 0 and below TOO_LARGE."""
    number = to_whole(text.strip())
    if number is None:
        what = f"{column} {shown(text)} is not {WHOLE_NUMBER}"
        raise trouble(path, line, what, "correct or remove the line")
    return number


def to_whole(text: str) -> int | None:
    """The number from 0 and below TOO_LARGE that Polars too reads from `text`, else None."""
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found and len(found[1]) <= 18 else None


def shown(text: str) -> str:
    """A field quoted for a message: one short printable line."""
    short = clean(text)
    return f'"{short if len(short) <= 40 else short[:39] + "…"}"'
