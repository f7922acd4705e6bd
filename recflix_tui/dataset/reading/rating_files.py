"""Rating files into columns: Polars reads them; a file it refuses is read again for the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.reading.files.opening import LONGEST_LINE, is_too_long, opened, too_long
from recflix_tui.dataset.reading.lines import LATEST, TOO_LARGE, breaks_off, broken_off
from recflix_tui.dataset.reading.rating_lines import (
    NUMBER,
    WHOLE,
    WORDS,
    RatingFormat,
    find_format,
    first_fault,
)
from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS, Scale

# How many bytes of a file are read at a time.
_PIECE = 16 * 2**20
# How many ratings are checked at a time: their intermediate results stay in the cache.
_BLOCK = 1 << 18


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
    path: Path = Path("ratings")
    """The file that they are from, for messages."""
    first_line: int = 1
    """The line of the first of them in it; the others follow, a line each."""


def read_ratings(
    path: Path, scale: Scale | None = None, progress: Callable[[float], None] | None = None
) -> RatingTable:
    """The ratings of any MovieLens rating file: `ratings.csv`, `ratings.dat`, `u.data`, `u1.base`.

    Without a `scale` it is the one of the layout: half stars for `.csv`, whole stars for
    tab-separated files; `::` files are of either kind, told apart by the ratings.
    `progress` is called with the fraction read, up to 1.
    Raises DatasetError with file, line and mend.
    """
    form = find_format(path)
    table = _read_fast(path, form, progress or (lambda fraction: None))
    if scale is None:
        scale = _scale_of(form, table)
    if table is None or not _sound(table, scale):
        raise first_fault(path, form, scale)
    _check_end(path, form, table)
    users, movies, ratings, times = table
    return RatingTable(users, movies, ratings, times, scale, path, 1 + form.header)


_Columns = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]


def _read_fast(
    path: Path, form: RatingFormat, progress: Callable[[float], None]
) -> _Columns | None:
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
    with opened(path) as file:
        lines = 0
        while piece := file.read(_PIECE):
            rest = b"" if piece.endswith(b"\n") else file.readline(LONGEST_LINE)
            if is_too_long(rest):
                raise too_long(path, lines + piece.count(b"\n") + 1)
            yield piece + rest
            lines += piece.count(b"\n") + rest.count(b"\n")


def _read_piece(piece: bytes, form: RatingFormat, header: bool) -> tuple[_Columns, bool] | None:
    """The four columns of some lines, and whether blank ones follow them; None as above."""
    import polars as pl

    # Polars' own names for the columns of a file read without its header.
    names = [f"column_{field + 1}" for field in form.columns]
    frame = _cut(piece, form, header, dict(zip(names, _types(), strict=True)))
    if frame is None:  # not all are numbers as they stand: some may have blanks around them
        text = _cut(piece, form, header, dict.fromkeys(names, pl.String))
        frame = None if text is None else _to_numbers(text, names)
    if frame is None:
        return None
    filled = _without_blank_end(frame)
    if any(filled[name].null_count() for name in names):
        return None
    if _has_more_fields(piece, form, filled.height):
        return None
    blank_end = filled.height < frame.height
    users, movies, ratings, times = (filled.drop_in_place(name).to_numpy() for name in names)
    return (users, movies, ratings, times), blank_end


def _types() -> list[Any]:
    import polars as pl

    return [pl.Int64, pl.Int64, pl.Float32, pl.Int64]


def _cut(piece: bytes, form: RatingFormat, header: bool, types: dict[str, Any]) -> Any:
    """The columns of `types` as a frame, None where Polars cannot read them as that."""
    import polars as pl

    schema: dict[str, Any] = {f"column_{n + 1}": pl.String for n in range(form.n_fields)}
    try:
        return pl.read_csv(
            piece,
            has_header=False,
            skip_rows=1 if header else 0,
            schema=schema | types,
            columns=list(types),
            separator=form.cut,
            quote_char='"' if form.header else None,
        )
    except pl.exceptions.PolarsError:
        return None


def _to_numbers(frame: Any, names: list[str]) -> Any:
    """The frame's text as numbers, without the blanks around them; None where one is none."""
    import polars as pl

    words = "|".join(sorted(WORDS, reverse=True))
    forms = [WHOLE, WHOLE, rf"{NUMBER}|[+-]?(?i:{words})", WHOLE]
    columns = []
    for name, form, kind in zip(names, forms, _types(), strict=True):
        text = frame[name].str.strip_chars()
        if not text.drop_nulls().str.contains(f"^(?:{form})$").all():
            return None
        columns.append(text.str.strip_chars_start("+").cast(kind, strict=False))
    return pl.DataFrame(columns)


def _has_more_fields(piece: bytes, form: RatingFormat, n_lines: int) -> bool:
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


def _scale_of(form: RatingFormat, table: _Columns | None) -> Scale:
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
        for whole, end in ((users, TOO_LARGE), (movies, TOO_LARGE), (times, LATEST + 1)):
            if whole[block].min() < 0 or whole[block].max() >= end:
                return False
    return True


def _check_end(path: Path, form: RatingFormat, table: _Columns) -> None:
    times = table[3]
    if len(times) > 1 and breaks_off(path, int(times[-2]), int(times[-1])):
        raise broken_off(path, len(times) + form.header)
