"""IMDb's three files into the credits of some titles."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.credits.credits import MOST_CAST
from recflix_tui.dataset.csr import positions
from recflix_tui.dataset.reading.files.messages import not_a, shortened, trouble
from recflix_tui.dataset.reading.imdb.blocks import AGAIN, WHERE
from recflix_tui.dataset.reading.imdb.tables import NOTHING, Line, Table
from recflix_tui.dataset.reading.lines import to_whole
from recflix_tui.dataset.search.lexicon import Texts, pack
from recflix_tui.dataset.search.terms import words
from recflix_tui.dataset.values import Array, DatasetError
from recflix_tui.text import clean

Progress = Callable[[str, float], None]
FILES = ("title.basics", "title.principals", "name.basics")
"""What the three files are called, less `.tsv.gz` or `.tsv`."""
LONGEST_NAME = 200
"""Characters of a name that are kept."""

_CAST = ("actor", "actress", "self")
_LONGEST = 32_767  # minutes
_MOST_NUMBER = 10**9
# How far the work is when a file begins and ends: the one of who did what is by far the largest.
_SPANS = dict(zip(FILES, ((0.0, 0.15), (0.15, 0.75), (0.75, 0.95)), strict=True))


@dataclass(frozen=True)
class Roles:
    """Who does what in which title, (n,) each."""

    titles: NDArray[np.int64]
    """The place of the title among those asked for."""
    orderings: NDArray[np.int64]
    """The place in the title's credits, from 1."""
    people: NDArray[np.int64]
    """IMDb's number of the person."""
    directs: NDArray[np.bool_]
    """Whether they direct; else they are in the cast."""


def find_files(folder: Path) -> dict[str, Path]:
    """The three files of a folder, packed or not. Raises DatasetError naming what is missing."""
    if not folder.is_dir():
        what = "this is no folder" if folder.exists() else "there is no such folder"
        raise DatasetError(f"{shortened(str(folder), 200)}: {what}; give the one of IMDb's files")
    found = {
        name: path
        for name in FILES
        for path in (folder / f"{name}.tsv", folder / f"{name}.tsv.gz")
        if path.is_file()  # the packed one, where both are there
    }
    missing = [f"{name}.tsv.gz" for name in FILES if name not in found]
    if missing:
        named = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
        are = "is" if len(missing) == 1 else "are"
        raise DatasetError(
            f"{shortened(str(folder), 200)}: {named} {are} missing; "
            f"download from {WHERE} into that folder"
        )
    return found


def read_credits(
    folder: Path, imdb_ids: NDArray[np.int64], progress: Progress | None = None
) -> dict[str, Array]:
    """The arrays of the credits of titles with such IMDb ids, (n_items,), 0 for none.

    The arrays are those of `credits.kept.TYPES`. Raises DatasetError with file, line and mend.
    """
    files = find_files(folder)
    ids = np.unique(imdb_ids[imdb_ids > 0])

    def told(name: str) -> Callable[[float], None]:
        begin, end = _SPANS[name]

        def tell(share: float) -> None:
            if progress is not None:
                progress(f"reading {files[name].name}", begin + (end - begin) * share)

        return tell

    runtimes, n_known = _runtimes(files["title.basics"], ids, told("title.basics"))
    if not n_known:
        name = files["title.basics"].name
        raise DatasetError(f"{name}: none of the dataset's titles is in it; {AGAIN}")
    roles = _roles(files["title.principals"], ids, told("title.principals"))
    directed, played = (_rows(roles, directs, len(ids)) for directs in (True, False))
    wanted = np.unique(np.concatenate([directed[1], played[1]]))
    names = _names(files["name.basics"], wanted, told("name.basics"))
    if progress is not None:
        progress("indexing names", _SPANS["name.basics"][1])
    people = np.array(sorted(names), np.int64)  # whoever has no name there is left out
    rows = positions(ids, imdb_ids)
    arrays = _of_people([names[int(person)] for person in people], people)
    for role, (counts, of_each) in (("director", directed), ("cast", played)):
        indptr, found = _by_item(rows, counts, positions(people, of_each))
        arrays |= {f"credit_{role}_indptr": indptr, f"credit_{role}_people": found}
    known = np.append(runtimes, np.int16(0))
    return arrays | {"credit_runtimes": known[rows]}  # the last, 0, where the row is -1


def _runtimes(
    path: Path, ids: NDArray[np.int64], told: Callable[[float], None]
) -> tuple[NDArray[np.int16], int]:
    """The minutes of each of `ids` (n,), 0 where unknown, and how many of them are known."""
    table = Table(path, "tconst", b"tt", ("runtimeMinutes",))
    minutes, known = np.zeros(len(ids), np.int16), np.zeros(len(ids), np.bool_)
    for line in table.lines(ids, told):
        (text,) = line.fields
        known[line.place] = True
        if text != NOTHING:
            found = _number(path, line, "runtimeMinutes", text)
            minutes[line.place] = min(found, _LONGEST)
    return minutes, int(np.count_nonzero(known))


def _roles(path: Path, ids: NDArray[np.int64], told: Callable[[float], None]) -> Roles:
    """Who directs titles of some ids, and who is in them."""
    table = Table(path, "tconst", b"tt", ("ordering", "nconst", "category"))
    titles, orderings, people, directs = (array("q") for _ in range(4))
    for line in table.lines(ids, told):
        ordering, person, category = line.fields
        if category == "director" or category in _CAST:
            titles.append(line.place)
            orderings.append(_number(path, line, "ordering", ordering))
            people.append(_person(path, line, person))
            directs.append(category == "director")
    return Roles(
        np.array(titles, np.int64),
        np.array(orderings, np.int64),
        np.array(people, np.int64),
        np.array(directs, np.bool_),
    )


def _rows(
    roles: Roles, directs: bool, n_titles: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many people of a role each title has, (n_titles,), and these, one title's after the
    other's, in the order of the credits: each once, of a cast the first ones."""
    among = roles.directs == directs
    titles, people = roles.titles[among], roles.people[among]
    order = np.lexsort((roles.orderings[among], titles))
    titles, people = titles[order], people[order]
    again = np.lexsort((np.arange(len(people)), people, titles))
    same = (np.diff(titles[again]) == 0) & (np.diff(people[again]) == 0)
    kept = np.ones(len(people), np.bool_)
    kept[again[1:][same]] = False
    titles, people = titles[kept], people[kept]
    counts = np.bincount(titles, minlength=n_titles)
    if not directs:
        rank = np.arange(len(titles)) - np.repeat(np.cumsum(counts) - counts, counts)
        people, counts = people[rank < MOST_CAST], np.minimum(counts, MOST_CAST)
    return counts, people


def _names(path: Path, wanted: NDArray[np.int64], told: Callable[[float], None]) -> dict[int, str]:
    """The name of each of the people `wanted`, (n,) ascending, by their number."""
    table = Table(path, "nconst", b"nm", ("primaryName",))
    found: dict[int, str] = {}
    for line in table.lines(wanted, told):
        name = clean(line.fields[0])[:LONGEST_NAME].strip()
        if name and name != NOTHING:
            found[int(wanted[line.place])] = name
    return found


def _of_people(names: list[str], imdb_ids: NDArray[np.int64]) -> dict[str, Array]:
    """The arrays of the people themselves, and of the words of their names."""
    texts = Texts.packed(names)
    arrays: dict[str, Array] = {
        "credit_text": texts.text,
        "credit_ends": texts.ends,
        "credit_imdb_ids": imdb_ids,
    }
    return arrays | pack("credit_word", [set(words(name)) for name in names])


def _by_item(
    rows: NDArray[np.int32], counts: NDArray[np.int64], people: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The people of each item, as compressed sparse rows, without those who are -1.

    rows: the title of each item, (n_items,), -1 for none; two items may be of one. counts, people:
    those of each title, one title's after the other's.
    """
    title_of = np.repeat(np.arange(len(counts)), counts)[people >= 0]
    people = people[people >= 0]
    counts = np.append(np.bincount(title_of, minlength=len(counts)), 0)
    starts = np.cumsum(counts) - counts
    lengths = counts[rows]
    indptr = np.concatenate(([0], np.cumsum(lengths)))
    at = np.arange(int(indptr[-1])) + np.repeat(starts[rows] - indptr[:-1], lengths)
    return indptr.astype(np.int64), people[at].astype(np.int32)


def _number(path: Path, line: Line, column: str, text: str) -> int:
    number = to_whole(text)
    if number is None or number > _MOST_NUMBER:
        raise trouble(path, line.number, f"{column} {not_a(text, 'a whole number')}", AGAIN)
    return number


def _person(path: Path, line: Line, text: str) -> int:
    number = to_whole(text[2:]) if text.startswith("nm") else None
    if number is None:
        what = f"nconst {not_a(text, 'an id such as nm0000001')}"
        raise trouble(path, line.number, what, AGAIN)
    return number
