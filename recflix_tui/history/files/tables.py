"""CSV as services write it and as spreadsheets leave it: rows by the names of their columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from recflix_tui.history.files.members import Member
from recflix_tui.history.values import HistoryError, LeftOut
from recflix_tui.text import clean

TOO_FEW = "too few fields in the row"
"""Why a row is left out that ends before its header does."""
TOO_MANY = "too many fields in the row"
"""Why a row is left out that goes on after its header has ended."""
UNCLOSED = "a quotation mark that is not closed"
"""Why a row is left out that swallows those after it."""
TOO_LONG = "a field that is far too long"
"""Why a row is left out with more letters in a field than anything that a person writes."""
MOST_ROWS = 500_000
"""Rows of a table: no person has more."""

_HEADER_WITHIN = 20  # rows in which the header is looked for
_HEAD = 1 << 16  # characters that these rows are taken from
_DELIMITERS = ",;\t"
_MOST_REREAD = 100  # times that lines swallowed by an open quotation mark are read again


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    line: int
    """The line of the file that it begins on, from 1 on."""
    cells: Mapping[str, str]
    """What is in it, as it stands there, by the normalised names of the columns."""

    def get(self, *names: str) -> str:
        """The first of these columns that says something, cleaned; "" where none does."""
        for name in names:
            cell = self.cells.get(name)
            if cell and (text := clean(cell)):
                return text
        return ""


@dataclass(frozen=True)
class Table:
    """A file of rows under a header."""

    file: str
    """The name of the file."""
    columns: tuple[str, ...]
    """The names of its columns, normalised."""
    rows: tuple[Row, ...]
    """Its rows, those without anything in them passed over."""
    faults: tuple[LeftOut, ...]
    """The rows that do not fit the header."""
    encoding: str
    """The name of the encoding that it was read by."""

    def has(self, *names: str) -> bool:
        """Whether it has all of these columns."""
        return set(names) <= set(self.columns)


def normalised(name: str) -> str:
    """The name of a column for comparing: `Your Rating` -> `yourrating`."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def read_table(member: Member, header: Collection[str] = ()) -> Table | None:
    """A file as a table; None where it is none.

    header: columns, normalised, that the line of the header must have; it is looked for in the
    first rows, and what stands above it is passed over. Without them the first row is the header.
    """
    text, encoding = member.text
    if text.lstrip()[:1] in ("", "{", "[", "<"):
        return None
    found = _find_header(text[:_HEAD], set(header))
    if found is None:
        return None
    delimiter, columns, start = found
    lines = list(io.StringIO(text, newline=""))
    rows: list[Row] = []
    faults: list[LeftOut] = []
    n_columns = len(columns)
    # Of two columns of a name the first counts.
    twice = len(set(columns)) < n_columns
    for line, cells, fault in _records(lines, start, delimiter, n_columns):
        named = zip(columns, cells, strict=False)
        row = Row(line, dict(reversed(list(named))) if twice else dict(named))
        if fault:
            title = row.get("title", "name", "titlename")
            faults.append(LeftOut(member.name, line, title, fault))
        else:
            rows.append(row)
        if len(rows) > MOST_ROWS:
            raise HistoryError(
                f"{member.name}: there are more than {MOST_ROWS:,} rows in it, more than one "
                "person's history has; give the export of one person"
            )
    return Table(member.name, columns, tuple(rows), tuple(faults), encoding)


def _find_header(head: str, wanted: set[str]) -> tuple[str, tuple[str, ...], int] | None:
    """The delimiter, the columns, and how many lines there are up to the first row."""
    best: tuple[str, tuple[str, ...], int] | None = None
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        for cells in islice(_quietly(reader), _HEADER_WITHIN):
            columns = tuple(normalised(cell) for cell in cells)
            if not any(columns) or _says_delimiter(cells):
                continue
            if wanted and not wanted <= set(columns):
                continue
            if best is None or len(columns) > len(best[1]):
                best = delimiter, columns, reader.line_num
            break
    return best


def _quietly(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """The records of a reader, up to the first that it cannot read."""
    try:
        yield from reader
    except csv.Error:
        return


def _says_delimiter(cells: Sequence[str]) -> bool:
    """Whether this is the `sep=;` that Excel takes for itself."""
    return cells[0].lower().startswith("sep=")


def _records(
    lines: Sequence[str], start: int, delimiter: str, n_columns: int
) -> Iterator[tuple[int, list[str], str]]:
    """The rows from line `start` on, each with the number of its first line, and with what is
    wrong with it, "" where nothing is; rows without anything in them are passed over.

    A quotation mark that is never closed would swallow the rows after it: where a row of several
    lines does not fit, its first line alone is the fault, and the others are read again.
    """
    n_reread = 0
    passed = start
    reader = csv.reader(lines[passed:], delimiter=delimiter)
    while True:
        first = passed + reader.line_num
        try:
            cells = next(reader)
            fault = "" if len(cells) == n_columns else _fault(cells, n_columns)
        except StopIteration:
            return
        except csv.Error:  # a field beyond all measure
            cells, fault = [], TOO_LONG
        n_lines = passed + reader.line_num - first
        if fault and n_lines > 1 and n_reread < _MOST_REREAD:
            n_reread += 1
            passed = first + 1
            reader = csv.reader(lines[passed:], delimiter=delimiter)
            yield passed, lines[first].rstrip("\r\n").split(delimiter), UNCLOSED
        elif fault or any(cells):
            yield first + 1, cells, fault


def _fault(cells: Sequence[str], n_columns: int) -> str:
    """What is wrong with a row that has not as many fields as its header."""
    if not any(cells[n_columns:]):
        return TOO_FEW if any(cells) and len(cells) < n_columns else ""
    return TOO_MANY
