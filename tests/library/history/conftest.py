"""Three datasets, and an export of one person's."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui.history.values import Act, DateKind, Did, Export, Film
from recflix_tui.library.library import Library

# movie id, title, IMDb id, TMDB id: the small set has no ids of TMDB's, the other no ids at all.
FILMS = [
    (1, "Toy Story (1995)", 114709, 862),
    (260, "Star Wars (1977)", 76759, 11),
    (2571, "Matrix, The (1999)", 133093, 603),
    (3000, "Amélie (2001)", 211915, 194),
]
MORE = [(4000, "Glass Harbour, The (1987)", 9900001, 880001), (4001, "Stardust (2007)", 486655, 0)]
DAY = 86_400.0
SEEN = 1_600_000_000.0


def write_movielens(folder: Path, films: list[tuple[int, str, int, int]], links: bool) -> Path:
    folder.mkdir()

    def write(name: str, *rows: tuple[object, ...]) -> None:
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)

    write("movies.csv", ("movieId", "title", "genres"), *((n, t, "Drama") for n, t, *_ in films))
    write(
        "ratings.csv",
        ("userId", "movieId", "rating", "timestamp"),
        *((user, n, 3 + user % 2, 1_000_000_000) for n, *_ in films for user in (1, 2, 3)),
    )
    if links:
        write("links.csv", ("movieId", "imdbId", "tmdbId"), *((n, i, t) for n, _, i, t in films))
    return folder


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small set, a larger one with the same ids, and one that numbers its films otherwise."""
    base = tmp_path_factory.mktemp("three")
    otherwise = [(at + 7, title, 0, 0) for at, (_, title, *_) in enumerate(reversed(FILMS))]
    return {
        "small": write_movielens(base / "small", FILMS, links=True),
        "large": write_movielens(base / "large", FILMS + MORE, links=True),
        "otherwise": write_movielens(base / "otherwise", otherwise, links=False),
    }


@pytest.fixture
def library(home: Path, three: dict[str, Path]) -> Iterator[Library]:
    opened = Library.open(clock=lambda: SEEN + 1000 * DAY)
    opened.datasets.add(three["small"], "small")
    yield opened
    opened.close()


@pytest.fixture
def ada(library: Library) -> int:
    return library.profiles.add("Ada").id


def rated(film: Film, stars: float, at: float | None = SEEN) -> Act:
    return Act(film, Did.RATED, stars, at, DateKind.RATED, "ratings.csv", 2)


MATRIX = Film("The Matrix", 1999, imdb_id=133093)
AMELIE = Film("Amelie", 2001)
STAR_WARS = Film("Star Wars", 1978)  # a year off
HARBOUR = Film("The Glass Harbour", 1987)
EXPORT = Export(
    "letterboxd",
    "Letterboxd",
    (
        rated(MATRIX, 4.5),
        rated(AMELIE, 3.0),
        rated(STAR_WARS, 5.0),
        rated(HARBOUR, 1.5),
        Act(AMELIE, Did.WATCHED, 1.0, SEEN - DAY, DateKind.WATCHED),
        Act(HARBOUR, Did.MY_LIST),
    ),
)


def stars_of(library: Library, profile: int) -> dict[str, float]:
    """The stars of a profile by title, as everything in the program sees them."""
    dataset = library.snapshot.need_dataset()
    ratings = library.recommendations.taste(profile).activity.ratings
    return {dataset.title(item): stars for item, stars in ratings.items()}


def bring(library: Library, profile: int, export: Export = EXPORT) -> int | None:
    return library.history.apply(library.history.plan(profile, export, "mine.zip")).number
