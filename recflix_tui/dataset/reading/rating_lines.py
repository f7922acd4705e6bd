"""Rating files line by line: their format, and their first fault."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recflix_tui.dataset.reading.files.kinds import BOM, lone_cr
from recflix_tui.dataset.reading.files.messages import not_a, shown, trouble, wrong_file
from recflix_tui.dataset.reading.files.opening import byte_lines, empty, opened_text
from recflix_tui.dataset.reading.files.separators import (
    NAMES,
    column_indices,
    header_separator,
    parted_by,
    uneven,
)
from recflix_tui.dataset.reading.lines import WHOLE_NUMBER, to_whole, uncut, unix_time
from recflix_tui.dataset.values import WHOLE_STARS, DatasetError, Scale

COLUMNS = ("userId", "movieId", "rating", "timestamp")
# Numbers as Polars reads them, which has no words but these for what is none.
WHOLE = r"\+?[0-9]+|-0+"
NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
WORDS = ("nan", "inf", "infinity")
_NUMBER = re.compile(NUMBER)
_DECIMAL_COMMA = re.compile(r"\s*\d+,\d+\s*", re.ASCII)
_BEGINNING = 4096  # bytes, that hold the header


@dataclass(frozen=True)
class RatingFormat:
    """How a file's lines are cut into fields."""

    separator: str
    """What stands between two fields."""
    header: bool
    """Whether the first line names the fields; fields may then be quoted."""
    n_fields: int
    """The fields of a line, where "::" has an empty one between its two characters."""
    columns: tuple[int, int, int, int]
    """Which of them, from 0, are the four COLUMNS."""

    @property
    def cut(self) -> str:
        """The one character to cut at: "::" is ":" with an empty field between."""
        return self.separator[0]


def find_format(path: Path) -> RatingFormat:
    """The format that a rating file's first line shows. Raises DatasetError where it has none."""
    with opened_text(path) as file:
        first = file.readline(_BEGINNING)
        ends = not file.read(1)
    if ends and not first.strip():
        raise empty(path)
    text = _decode(path, 1, first.removeprefix(BOM)).rstrip("\r\n")
    belongs = {".dat": "::", ".data": "\t", ".base": "\t", ".test": "\t"}.get(path.suffix, ",")
    named = header_separator(text, COLUMNS)
    if named == belongs != ",":
        raise trouble(
            path, 1, "the line names the columns, and none does in this layout", "remove it"
        )
    if named not in ("", ","):
        raise parted_by(path, 1, named, belongs)
    if not named and "::" in text:
        return RatingFormat("::", False, 7, (0, 2, 4, 6))
    if not named and "\t" in text:
        return RatingFormat("\t", False, 4, (0, 1, 2, 3))
    found = "" if named else _parts_numbers(text)
    if found and found != belongs:
        raise parted_by(path, 1, found, belongs)
    if belongs != "," and not named:
        raise uneven(path, 1, text, 1, len(COLUMNS), belongs)
    header = _cut(path, 1, text)
    user, movie, rating, time = column_indices(path, header, COLUMNS)
    return RatingFormat(",", True, len(header), (user, movie, rating, time))


def _parts_numbers(text: str) -> str:
    """What parts a line into four numbers, "" where nothing does."""
    for sep in NAMES:
        fields = text.split() if sep == " " else [field.strip() for field in text.split(sep)]
        if len(fields) == len(COLUMNS) and all(map(_NUMBER.fullmatch, fields)):
            return sep
    return ""


def first_fault(path: Path, form: RatingFormat, scale: Scale) -> DatasetError:
    """Read line by line until one is wrong."""
    line = 0
    try:
        for line, fields in _lines(path, form):
            _check(path, line, fields, scale)
    except DatasetError as error:
        return error
    what = "it cannot be read as ratings" if line else "there are no ratings in it"
    return wrong_file(path, what, "download it again")


def _check(path: Path, line: int, fields: list[str], scale: Scale) -> None:
    mend = "correct or remove the line"
    for column, text in zip(COLUMNS, fields, strict=True):
        number = text.strip()
        if not number:
            raise trouble(path, line, f"{column} is missing", mend)
        if column == "timestamp":
            unix_time(path, line, number)
        elif column == "rating" and _DECIMAL_COMMA.fullmatch(number):
            what = f"rating {shown(text)} has a decimal comma"
            raise trouble(path, line, what, "save the file with decimal points")
        elif column == "rating" and not _is_number(number):
            raise trouble(path, line, f"rating {not_a(text, 'a number')}", mend)
        elif column != "rating" and to_whole(number) is None:
            raise trouble(path, line, f"{column} {not_a(text, WHOLE_NUMBER)}", mend)
    if not scale.holds(np.array([float(fields[2])], dtype=np.float32))[0]:
        whole = ", whole stars alone in this layout" if scale == WHOLE_STARS else ""
        raise trouble(
            path, line, f"rating {shown(fields[2])} is off the scale {scale}{whole}", mend
        )


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) or text.lower().lstrip("+-") in WORDS


def _lines(path: Path, form: RatingFormat) -> Iterator[tuple[int, list[str]]]:
    """Each line's number and its four fields; wrong cuts and blank lines raise."""
    blank = 0
    for line, data in byte_lines(path):
        if line == 1 and form.header:
            continue
        if not data.strip():
            blank = blank or line
            continue
        if blank:
            raise trouble(path, blank, "the line is empty", "remove it")
        text = _decode(path, line, data).rstrip("\r\n")
        if not form.header and "\r" in text:
            raise lone_cr(path, line)
        fields = _cut(path, line, text) if form.header else text.split(form.cut)
        if len(fields) != form.n_fields:
            raise _uneven(path, line, text, fields, form)
        yield line, [fields[column] for column in form.columns]


def _uneven(
    path: Path, line: int, text: str, fields: list[str], form: RatingFormat
) -> DatasetError:
    rating = form.columns[2]
    if form.separator == "," and len(fields) == form.n_fields + 1:
        number = ",".join(fields[rating : rating + 2])
        halves = fields[rating + 1].strip() in ("0", "5")
        # A time of nine digits or more after them leaves no doubt which field is one too many.
        timed = any(len(field.strip()) > 8 for field in fields[rating + 2 :])
        if halves and timed and _DECIMAL_COMMA.fullmatch(number):
            what = f"the rating seems to have a decimal comma ({number})"
            return trouble(path, line, what, "save the file with decimal points")
    step = len(form.separator)
    n, wanted = (len(fields) + step - 1) // step, (form.n_fields + step - 1) // step
    return uneven(path, line, text, n, wanted, form.separator)


def _cut(path: Path, line: int, text: str) -> list[str]:
    try:
        return next(csv.reader([text]), [])
    except csv.Error as error:
        raise uncut(path, line, error) from None


def _decode(path: Path, line: int, data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise trouble(path, line, "this is not UTF-8 text", "download the file again")
    return text
