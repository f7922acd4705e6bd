"""Small datasets whose titles are of several genres and years."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset

TITLES = [
    (1, "Dark Street (1946)", "Crime|Film-Noir"),
    (2, "Darker Street (1947)", "Crime|Film-Noir"),
    (3, "Song (1948)", "Musical"),
    (4, "Street (1999)", "Crime"),
    (5, "No Year", "Crime|Film-Noir"),
    (6, "Nothing Said (1946)", "(no genres listed)"),
    (7, "Wide Street (1946)", "Crime|Film-Noir|IMAX"),
    (8, "Seen By Nobody (1946)", "Crime|Film-Noir"),
]
DARK, DARKER, SONG, STREET, NO_YEAR, NOTHING_SAID, WIDE, BY_NOBODY = range(8)


RATINGS = [(user, movie, 4.0) for user in (1, 2) for movie in range(1, 7 + user - 1)]
TAGS = [
    (1, "Vienna", 1),
    (1, "sewer", 2),
    (3, "Vienna", 1),
    (3, "Vienna", 2),
    (4, "sewer", 1),
    (5, "heist", 1),
    (5, "heist", 2),
]
"""(movie, tag, user)"""


def imported_of(
    folder: Path,
    titles: Sequence[tuple[int, str, str]],
    ratings: Sequence[tuple[int, int, float]],
    tags: Sequence[tuple[int, str, int]] = (),
    links: str = "",
) -> Dataset:
    """A dataset of (movie, title, genres), (user, movie, stars), (movie, tag, user) and what is
    in links.csv."""
    source = folder / "source"
    source.mkdir()
    lines = [f'{movie},"{title}",{genres}' for movie, title, genres in titles]
    (source / "movies.csv").write_text("\n".join(["movieId,title,genres", *lines]) + "\n")
    rated = [f"{user},{movie},{stars},1000000000" for user, movie, stars in ratings]
    (source / "ratings.csv").write_text("\n".join(["userId,movieId,rating,timestamp", *rated]))
    if tags:
        given = [f"{user},{movie},{tag},1000000000" for movie, tag, user in tags]
        (source / "tags.csv").write_text("\n".join(["userId,movieId,tag,timestamp", *given]))
    if links:
        (source / "links.csv").write_text(links)
    imported.import_dataset(source, folder / "datasets", "made")
    return imported.open_named(folder / "datasets", "made")


@pytest.fixture(scope="session")
def with_unrated(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Eight titles, two people: the dark ones are rated by both, the last by neither."""
    return imported_of(tmp_path_factory.mktemp("streets"), TITLES, RATINGS)


@pytest.fixture(scope="session")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The same, and what the two said of four of the titles."""
    return imported_of(tmp_path_factory.mktemp("tagged"), TITLES, RATINGS, TAGS)
