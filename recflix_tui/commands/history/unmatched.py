"""What of an import is not surely in: a CSV file with a line a row left out, and a line a film that
waits or may be another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from recflix_tui.commands.history.titles import how_words, with_ids
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.durable import write_bytes
from recflix_tui.history.values import Act
from recflix_tui.library.history.values import Plan, PlannedFilm
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.text import clean

COLUMNS = ("file", "line", "title", "year", "reason", "may_be")
_HEADER = ",".join(COLUMNS)


def refuse(path: Path) -> None:
    """Raise LibraryError for a file that is there already and is none of these."""
    if path.is_dir():
        raise LibraryError(f"{path} is a folder: name a file in it")
    if path.is_file():
        with path.open("rb") as file:
            ours = file.readline(len(_HEADER) + 2).strip() == _HEADER.encode()
        if not ours:
            raise LibraryError(f"{path} is there already, and is no list of what was unmatched")


def write(path: Path, plan: Plan, dataset: Dataset) -> None:
    """Write the list, in place of one that is there. Raises OSError."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([clean(cell) for cell in row] for row in _rows(plan, dataset))
    write_bytes(path, text.getvalue().encode(), private=True)


def _rows(plan: Plan, dataset: Dataset) -> Iterator[tuple[str, ...]]:
    for row in plan.export.left_out:
        yield row.file, str(row.line or ""), row.title, "", row.reason, ""
    first: dict[PlannedFilm, Act] = {}
    for planned in plan.acts:
        before = first.get(planned.film)
        if before is None or planned.act.line < before.line:
            first[planned.film] = planned.act
    for film in (*plan.waiting, *plan.unsure):
        act = first[film]
        waits = f"may be another, or none of {dataset.name}" if film.near else _not_in(dataset)
        reason, may_be = waits, film.near
        if film.item >= 0:
            reason, may_be = f"taken for it: {how_words(film.how)}", (film.item,)
        named = film.film.title or f"movie {film.film.movie_id}"
        year = str(film.film.year or "")
        yield act.file, str(act.line or ""), named, year, reason, with_ids(dataset, may_be)


def _not_in(dataset: Dataset) -> str:
    return f"not in {dataset.name}"
