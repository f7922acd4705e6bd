"""What parts the fields of a line, told where it is not what belongs there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from recflix_tui.dataset.reading.files.messages import shown, trouble
from recflix_tui.dataset.values import DatasetError
from recflix_tui.text import counted

# "::" before ":", which stands in it; a blank last, for it stands in titles.
NAMES = {
    "::": "double colons",
    "\t": "tabs",
    ";": "semicolons",
    ",": "commas",
    ":": "colons",
    "|": "bars",
    " ": "blanks",
}
# No title of MovieLens has one of these.
_SURE = ("::", "\t", ";")


def parted_by(path: Path, line: int, found: str, wanted: str) -> DatasetError:
    """The line for fields that another separator parts than belongs there."""
    what = f"the fields are parted by {NAMES[found]} where {NAMES[wanted]} belong"
    return trouble(path, line, what, f"save the file with {NAMES[wanted]}")


def uneven(
    path: Path, line: int, text: str, n_fields: int, n_wanted: int, sep: str
) -> DatasetError:
    """The line for a record of too few or too many fields; text: the record, sep: what parts it."""
    found = _other_separator(text, n_fields, n_wanted, sep)
    if found:
        return parted_by(path, line, found, sep)
    what = f"{counted(n_fields, 'field')} where {n_wanted} belong"
    return trouble(path, line, what, "correct the line, or download the file again")


def _other_separator(text: str, n_fields: int, n_wanted: int, sep: str) -> str:
    """What parts the text into as many fields as belong there, "" where nothing does.

    Titles hold blanks, commas and bars: these are a sign only where `sep` is nowhere.
    """
    for other in NAMES:
        if other != sep and (n_fields == 1 or other in _SURE):
            n = len(text.split() if other == " " else text.split(other))
            if n == n_wanted or (n > n_wanted and n_fields == 1 and other in _SURE):
                return other
    return ""


def there(header: Sequence[str], columns: Sequence[str]) -> list[str]:
    """Those of `columns` that the header has, whatever their case."""
    names = {name.strip().casefold() for name in header}
    return [column for column in columns if column.casefold() in names]


def column_indices(path: Path, header: Sequence[str], columns: Sequence[str]) -> list[int]:
    """The index in the header of each of `columns`, whatever its case.

    Raises DatasetError where one is missing, or there is more than one of it.
    """
    names = [name.strip().casefold() for name in header]
    missing = [column for column in columns if column.casefold() not in names]
    if missing:
        raise _no_header(path, header, columns, missing[0])
    for column in columns:
        if names.count(column.casefold()) > 1:
            what = f"the column {column} is there more than once"
            raise trouble(path, 1, what, "keep one of them")
    return [names.index(column.casefold()) for column in columns]


def _no_header(
    path: Path, header: Sequence[str], columns: Sequence[str], missing: str
) -> DatasetError:
    text = ",".join(header)
    if text.lower().lstrip().startswith("sep="):
        what = f"{shown(text)} is a note to Excel, not the names of the columns"
        return trouble(path, 1, what, "save the file as CSV with commas, without that line")
    found = header_separator(text, columns)
    if found not in ("", ","):
        return parted_by(path, 1, found, ",")
    if found and len(header) == 1:
        what = "the whole line is one field in quotes"
        return trouble(path, 1, what, "save the file without quotes around its lines")
    what, mend = f"there is no column {missing}", f"the first line must hold {','.join(columns)}"
    return trouble(path, 1, what, mend)


def header_separator(text: str, columns: Iterable[str]) -> str:
    """What parts the names of the columns in a file's first line, "" where there are no two."""
    wanted = {column.casefold() for column in columns}

    def n_found(sep: str) -> int:
        names = (name.strip(" \t\r\n\"'").casefold() for name in text.split(sep))
        return len(wanted & set(names))

    best = max(NAMES, key=n_found)
    return best if n_found(best) > 1 else ""
