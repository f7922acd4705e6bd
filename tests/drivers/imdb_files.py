"""Small files in the layout of IMDb's own daily ones, for the tests to write and to spoil."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recflix_tui.dataset.credits.credits import Credits
from recflix_tui.dataset.search.lexicon import Texts

BASICS = (
    "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\t"
    "runtimeMinutes\tgenres\n"
)
PRINCIPALS = "tconst\tordering\tnconst\tcategory\tjob\tcharacters\n"
NAMES = "nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles\n"


@dataclass(frozen=True)
class Film:
    """A title of IMDb's."""

    imdb_id: int
    """Its number there."""
    minutes: int | None = None
    """How long it is, None where that is not known."""
    directors: Sequence[int] = ()
    """The numbers of its directors; they stand after the cast in the credits."""
    cast: Sequence[int] = ()
    """The numbers of its cast, in the order of the credits."""


def basics_of(films: Sequence[Film]) -> str:
    lines = []
    for film in films:
        minutes = "\\N" if film.minutes is None else film.minutes
        lines.append(
            f'tt{film.imdb_id:07d}\tmovie\tThe "Film\tThe "Film\t0\t1999\t\\N\t{minutes}\tDrama\n'
        )
    return BASICS + "".join(lines)


def principals_of(films: Sequence[Film]) -> str:
    lines = []
    for film in films:
        roles = [("actress", "\\N", person) for person in film.cast]
        roles += [("director", "\\N", person) for person in film.directors]
        roles += [("composer", "\\N", 99)]
        lines += [
            f"tt{film.imdb_id:07d}\t{n}\tnm{person:07d}\t{category}\t{job}\t\\N\n"
            for n, (category, job, person) in enumerate(roles, start=1)
        ]
    return PRINCIPALS + "".join(lines)


def names_of(people: Mapping[int, str]) -> str:
    return NAMES + "".join(
        f"nm{number:07d}\t{name}\t1928\t\\N\tdirector\t\\N\n" for number, name in people.items()
    )


def write_imdb(
    folder: Path,
    films: Sequence[Film],
    people: Mapping[int, str],
    packed: bool = True,
    changed: Mapping[str, str | bytes | None] | None = None,
) -> Path:
    """The three files in a folder, packed by gzip or not; changed: other texts for `basics`,
    `principals` or `names`, bytes as they are to lie there, None to leave one out."""
    texts: dict[str, str | bytes | None] = {
        "basics": basics_of(films),
        "principals": principals_of(films),
        "names": names_of(people),
    }
    files = {"basics": "title.basics", "principals": "title.principals", "names": "name.basics"}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (texts | dict(changed or {})).items():
        path = folder / (f"{files[name]}.tsv.gz" if packed else f"{files[name]}.tsv")
        if isinstance(text, str):
            text = gzip.compress(text.encode()) if packed else text.encode()
        if text is not None:
            path.write_bytes(text)
    return folder


LINKS = "movieId,imdbId,tmdbId\n1,0114709,862\n7,0112682,\n9,0133093,\n12,,\n40,0114709,\n"
"""The IMDb ids of the titles of `tests.dataset.layouts.write_latest`: 12 has none, 40 that of 1."""
FILMS = (
    Film(1, 10, directors=(5,), cast=(11,)),  # of no dataset
    Film(112682, None, directors=(8,), cast=(13, 11)),
    Film(114709, 81, directors=(5,), cast=(11, 12, 11)),
    Film(133093, 136, directors=(7, 6), cast=(*range(21, 33), 6)),
)
PEOPLE = {
    5: "John Lasseter",
    6: "Lana Wachowski",
    7: "Lilly Wachowski",
    8: "Jean-Pierre Jeunet",
    11: 'Tom "T" Hanks',
    12: "\x1b[31mTim  Allen ",
    **{n: f"Actor {n}" for n in range(21, 33)},
    99: "A Composer",
}
"""By their numbers; 13, whom a title has, is not among them."""


def credits_with(
    n_items: int, item: int, directors: Sequence[str], cast: Sequence[str], minutes: int
) -> Credits:
    """The credits of n_items titles, of which one alone has any."""
    texts = Texts.packed([*directors, *cast])
    people = np.arange(len(texts.ends), dtype=np.int32)

    def rows(n: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.where(np.arange(n_items + 1) > item, n, 0).astype(np.int64)

    return Credits(
        text=texts.text,
        ends=texts.ends,
        imdb_ids=people.astype(np.int64),
        director_indptr=rows(len(directors)),
        director_people=people[: len(directors)],
        cast_indptr=rows(len(cast)),
        cast_people=people[len(directors) :],
        runtimes=np.where(np.arange(n_items) == item, minutes, 0).astype(np.int16),
    )
