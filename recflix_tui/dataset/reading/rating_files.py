"""Rating files into columns: Polars reads them; a file it refuses is read again for the reason."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.reading.lines import (
    TOO_LARGE,
    WHOLE_NUMBER,
    breaks_off,
    broken_off,
    column_indices,
    no_file,
    shown,
    to_whole,
    trouble,
    uncut,
    uneven,
    unreadable,
)
from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS, DatasetError, Scale

# How many bytes of a file are read at a time.
_PIECE = 16 * 2**20
# How many ratings are checked at a time: their intermediate results stay in the cache.
_BLOCK = 1 << 18

COLUMNS = ("userId", "movieId", "rating", "timestamp")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_WORDS = {"nan", "inf", "infinity"}


@dataclass(frozen=True)
class RatingTable:
    """The n ratings of one file, in its order."""

    user_ids: NDArray[np.int64]
    """Who gave it, (n,)."""
    movie_ids: NDArray[np.int64]
    """What it is of, (n,)."""
    ratings: NDArray[np.float32]
    """The stars, (n,)."""
    times: NDArray[np.int64]
    """When it was given, in Unix seconds, (n,)."""
    scale: Scale
    """The stars that could be given."""


@dataclass(frozen=True)
class _Format:
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


def read_ratings(
    path: Path, scale: Scale | None = None, progress: Callable[[float], None] | None = None
) -> RatingTable:
    """The ratings of any MovieLens rating file: `ratings.csv`, `ratings.dat`, `u.data`, `u1.base`.

    Without a `scale` it is the one of the layout: half stars for `.csv`, whole stars for
    tab-separated files; `::` files are of either kind, told apart by the ratings.
    `progress` is called with the fraction read, up to 1.
    Raises DatasetError with file, line and mend.
    """
    form = _find_format(path)
    table = _read_fast(path, form, progress or (lambda fraction: None))
    if scale is None:
        scale = _scale_of(form, table)
    if table is None or not _sound(table, scale):
        raise _first_fault(path, form, scale)
    _check_end(path, form, table)
    users, movies, ratings, times = table
    return RatingTable(users, movies, ratings, times, scale)


_Columns = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]


def _find_format(path: Path) -> _Format:
    """Look at the first line."""
    if path.exists() and not path.is_file():
        raise no_file(path)
    try:
        with path.open("rb") as file:
            first = file.readline(4096)
    except OSError as error:
        raise unreadable(path, error) from None
    if not first.strip() and path.stat().st_size <= len(first):
        raise DatasetError(f"{path.name}: the file is empty; download it again")
    text = _decode(path, 1, first.removeprefix(b"\xef\xbb\xbf"))
    if "::" in text:
        return _Format("::", False, 7, (0, 2, 4, 6))
    if "\t" in text:
        return _Format("\t", False, 4, (0, 1, 2, 3))
    header = _cut(path, 1, text.rstrip("\r\n"))
    user, movie, rating, time = column_indices(path, header, COLUMNS)
    return _Format(",", True, len(header), (user, movie, rating, time))


def _read_fast(path: Path, form: _Format, progress: Callable[[float], None]) -> _Columns | None:
    """The four columns by Polars, a piece of the file after the other; None if it cannot, or if
    a value is missing."""
    pieces: list[list[Any]] = [[], [], [], []]
    size, read, ended = path.stat().st_size, 0, False
    for piece in _pieces(path):
        if piece.isspace():
            ended = True
        else:
            found = _read_piece(piece, form, form.header and not read)
            # Blank lines mean nothing at the end of the file alone.
            if found is None or ended:
                return None
            columns, ended = found
            for column, more in zip(pieces, columns, strict=True):
                column.append(more)
        read += len(piece)
        progress(min(read / size, 1.0))
    if not any(len(column) for column in pieces[0]):
        return None
    # Each column's pieces go as it is put together.
    users, movies, ratings, times = (np.concatenate(pieces.pop(0)) for _ in range(4))
    return users, movies, ratings, times


def _pieces(path: Path) -> Iterator[bytes]:
    """Some _PIECE bytes at a time, to the end of a line."""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece + file.readline()
    except OSError as error:
        raise unreadable(path, error) from None


def _read_piece(piece: bytes, form: _Format, header: bool) -> tuple[_Columns, bool] | None:
    """The four columns of some lines, and whether blank ones follow them; None as above."""
    import polars as pl

    types: list[Any] = [pl.Int64, pl.Int64, pl.Float32, pl.Int64]
    # Polars' own names for the columns of a file read without its header.
    names = [f"column_{field + 1}" for field in form.columns]
    schema: dict[str, Any] = {f"column_{n + 1}": pl.String for n in range(form.n_fields)}
    schema.update(zip(names, types, strict=True))
    try:
        frame = pl.read_csv(
            piece,
            has_header=False,
            skip_rows=1 if header else 0,
            schema=schema,
            columns=names,
            separator=form.cut,
            quote_char='"' if form.header else None,
        )
    except pl.exceptions.PolarsError:
        return None
    filled = _without_blank_end(frame)
    if any(filled[name].null_count() for name in names):
        return None
    if _has_more_fields(piece, form, filled.height):
        return None
    blank_end = filled.height < frame.height
    users, movies, ratings, times = (filled.drop_in_place(name).to_numpy() for name in names)
    return (users, movies, ratings, times), blank_end


def _has_more_fields(piece: bytes, form: _Format, n_lines: int) -> bool:
    """Whether a line of a "::" file goes on after its last field, which Polars passes over."""
    if form.separator != "::":
        return False
    found = np.count_nonzero(np.frombuffer(piece, np.uint8) == ord(form.cut))
    return int(found) != n_lines * (form.n_fields - 1)


def _without_blank_end(frame: Any) -> Any:
    """Blank lines come as rows of nulls; at the end of a file they mean nothing."""
    end = frame.height
    while end and all(value is None for value in frame.row(end - 1)):
        end -= 1
    return frame.head(end)


def _scale_of(form: _Format, table: _Columns | None) -> Scale:
    if form.separator == "::":
        whole = table is not None and WHOLE_STARS.holds(table[2]).all()
        return WHOLE_STARS if whole else HALF_STARS
    return WHOLE_STARS if form.separator == "\t" else HALF_STARS


def _sound(table: _Columns, scale: Scale) -> bool:
    users, movies, ratings, times = table
    for start in range(0, len(ratings), _BLOCK):
        block = slice(start, start + _BLOCK)
        if not scale.holds(ratings[block]).all():
            return False
        for whole in (users[block], movies[block], times[block]):
            if whole.min() < 0 or whole.max() >= TOO_LARGE:
                return False
    return True


def _check_end(path: Path, form: _Format, table: _Columns) -> None:
    times = table[3]
    if len(times) > 1 and breaks_off(path, int(times[-2]), int(times[-1])):
        raise broken_off(path, len(times) + form.header)


def _first_fault(path: Path, form: _Format, scale: Scale) -> DatasetError:
    """Read line by line until one is wrong."""
    line = 0
    try:
        for line, fields in _lines(path, form):
            _check(path, line, fields, scale)
    except DatasetError as error:
        return error
    what = "it cannot be read as ratings" if line else "there are no ratings in it"
    return DatasetError(f"{path.name}: {what}; download it again")


def _check(path: Path, line: int, fields: list[str], scale: Scale) -> None:
    for column, text in zip(COLUMNS, fields, strict=True):
        number = text.lstrip(" ")
        if column == "rating":
            fits = bool(_NUMBER.fullmatch(number)) or number.lower().lstrip("+-") in _WORDS
            kind = "a number"
        else:
            fits = to_whole(number) is not None
            kind = WHOLE_NUMBER
        if not fits:
            what = f"{column} {shown(text)} is not {kind}" if number else f"{column} is missing"
            raise trouble(path, line, what, "correct or remove the line")
    if not scale.holds(np.array([float(fields[2])], dtype=np.float32))[0]:
        whole = ", whole stars alone in this layout" if scale == WHOLE_STARS else ""
        what = f"rating {shown(fields[2])} is off the scale {scale}{whole}"
        raise trouble(path, line, what, "correct or remove the line")


def _lines(path: Path, form: _Format) -> Iterator[tuple[int, list[str]]]:
    """Each line's number and its four fields; wrong cuts and blank lines raise."""
    with path.open("rb") as file:
        blank = 0
        for line, data in enumerate(file, start=1):
            if line == 1:
                data = data.removeprefix(b"\xef\xbb\xbf")
                if form.header:
                    continue
            if not data.strip():
                blank = blank or line
                continue
            if blank:
                raise trouble(path, blank, "the line is empty", "remove it")
            text = _decode(path, line, data).rstrip("\r\n")
            fields = _cut(path, line, text) if form.header else text.split(form.cut)
            if len(fields) != form.n_fields:
                step = len(form.separator)
                n, wanted = (len(fields) + step - 1) // step, (form.n_fields + step - 1) // step
                raise uneven(path, line, n, wanted)
            yield line, [fields[column] for column in form.columns]


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


def line_where(path: Path, wanted: Callable[[int | None, int | None], bool], which: int = 1) -> int:
    """The line of the `which`-th rating whose (user id, movie id) is `wanted`, for messages."""
    for line, (user, movie, _, _) in _lines(path, _find_format(path)):
        if wanted(to_whole(user.lstrip(" ")), to_whole(movie.lstrip(" "))):
            which -= 1
            if not which:
                return line
    raise DatasetError(f"{path.name}: the file changed while it was read; try again")
