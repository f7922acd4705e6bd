"""One of IMDb's tables: of millions of lines only those that are asked for are kept.

The files are tab-separated, with a line of names first, `\\N` for nothing and no quoting. What
is to be checked of every line is checked for all lines of a block at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.csr import positions
from recflix_tui.dataset.reading.files.messages import not_a, trouble
from recflix_tui.dataset.reading.files.separators import uneven
from recflix_tui.dataset.reading.imdb.blocks import AGAIN, blocks
from recflix_tui.dataset.values import DatasetError

Progress = Callable[[float], None]
NOTHING = "\\N"
"""What stands in a field of which nothing is known."""

_TAB, _LINE_END, _ZERO = 9, 10, 48
_MOST_DIGITS = 15


@dataclass(frozen=True)
class Line:
    """One of the lines asked for."""

    number: int
    """Which line of the file it is, from 1."""
    place: int
    """The place of its id among those asked for."""
    fields: tuple[str, ...]
    """The fields of the columns asked for, in their order."""


@dataclass(frozen=True)
class Table:
    """One of IMDb's files, and what to read of it."""

    path: Path
    """Where it is, packed by gzip or not."""
    key: str
    """The name of the first column, which holds the ids: `tconst`."""
    prefix: bytes
    """What the ids start with: `tt`."""
    columns: Sequence[str]
    """The names of the columns to read."""

    def lines(self, ids: NDArray[np.int64], progress: Progress | None = None) -> Iterator[Line]:
        """The lines of some ids, (n,) ascending, in the order of the file.

        progress: is told how far the file is read, 0 to 1. Raises DatasetError, with the line,
        where any line of the file cannot be one of this table.
        """
        header: list[str] = []
        wanted: list[int] = []
        n_lines = 0
        for block, share in blocks(self.path):
            text = block
            if not header:
                first, _, text = block.partition(b"\n")
                header = first.rstrip(b"\r").decode("latin-1").split("\t")
                wanted, n_lines = self._places_in(header), 1
            cut = _Cut.of(self, text, len(header), n_lines)
            numbers = cut.ids()
            places = positions(ids, numbers)
            for line in np.flatnonzero(places >= 0).tolist():
                fields = cut.fields(line, wanted)
                yield Line(n_lines + line + 1, int(places[line]), fields)
            n_lines += len(numbers)
            if progress is not None:
                progress(share)

    def _places_in(self, header: Sequence[str]) -> list[int]:
        """Where the columns stand in a line. Raises DatasetError where one is missing."""
        for column in (self.key, *self.columns):
            if column not in header:
                raise trouble(self.path, 1, f"there is no column {column}", AGAIN)
        if header[0] != self.key:
            raise trouble(self.path, 1, f"the first column is not {self.key}", AGAIN)
        return [header.index(column) for column in self.columns]


@dataclass(frozen=True)
class _Cut:
    """Some whole lines of a table, cut into fields."""

    table: Table
    """What they are of."""
    text: bytes
    """The lines, each with its end."""
    data: NDArray[np.uint8]
    """The same as numbers."""
    starts: NDArray[np.int64]
    """Where each line begins, (n,)."""
    ends: NDArray[np.int64]
    """Where each line ends, (n,)."""
    tabs: NDArray[np.int64]
    """What parts its fields, (n, fields - 1)."""
    n_before: int
    """How many lines of the file stand before them."""

    @classmethod
    def of(cls, table: Table, text: bytes, n_fields: int, n_before: int) -> _Cut:
        """Cut lines into so many fields each. Raises DatasetError for a line that has others."""
        data = np.frombuffer(text, np.uint8)
        ends = np.flatnonzero(data == _LINE_END)
        starts = np.append(0, ends[:-1] + 1)[: len(ends)]
        tabs = np.flatnonzero(data == _TAB)
        n_tabs = np.diff(np.searchsorted(tabs, ends), prepend=0)
        wrong = np.flatnonzero(n_tabs != n_fields - 1)
        if len(wrong):
            first = int(wrong[0])
            line = text[int(starts[first]) : int(ends[first])].rstrip(b"\r").decode("latin-1")
            n_found = int(n_tabs[first]) + 1
            raise uneven(table.path, n_before + first + 1, line, n_found, n_fields, "\t")
        return cls(table, text, data, starts, ends, tabs.reshape(len(ends), n_fields - 1), n_before)

    def ids(self) -> NDArray[np.int64]:
        """The numbers of the lines' ids, (n,): 114709 of `tt0114709`. Raises DatasetError for
        what is none."""
        prefix, ends = self.table.prefix, self.tabs[:, 0]
        at = self.starts + len(prefix)
        right = (ends > at) & (ends - at <= _MOST_DIGITS)
        for place, letter in enumerate(prefix):
            right &= self.data[self.starts + place] == letter
        numbers = np.zeros(len(ends), np.int64)
        for _ in range(min(int((ends - at).max(initial=0)), _MOST_DIGITS)):
            inside = at < ends
            digits = self.data[np.where(inside, at, 0)] - np.uint8(_ZERO)
            right &= ~inside | (digits <= 9)
            numbers = np.where(inside, numbers * 10 + digits, numbers)
            at = at + 1
        if not right.all():
            raise self._no_id(int(np.argmin(right)))
        return numbers

    def fields(self, line: int, wanted: Sequence[int]) -> tuple[str, ...]:
        """Some fields of a line. Raises DatasetError where they are no text."""
        try:
            fields = self._whole(line).decode().split("\t")
            return tuple(fields[at] for at in wanted)
        except UnicodeDecodeError:
            what = "this is not UTF-8 text"
            raise trouble(self.table.path, self.n_before + line + 1, what, AGAIN) from None

    def _whole(self, line: int) -> bytes:
        return self.text[int(self.starts[line]) : int(self.ends[line])].rstrip(b"\r")

    def _no_id(self, line: int) -> DatasetError:
        text = self._whole(line).partition(b"\t")[0].decode("latin-1")
        wanted = f"an id such as {self.table.prefix.decode()}0000001"
        what = f"{self.table.key} {not_a(text, wanted)}"
        return trouble(self.table.path, self.n_before + line + 1, what, AGAIN)
