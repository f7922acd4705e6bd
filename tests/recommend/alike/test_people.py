"""What titles have in common by who made them, in numbers and in words."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import enrich_dataset, open_named
from recflix_tui.recommend.alike.kind import nearness
from recflix_tui.recommend.alike.people import people_in_common, shared_people
from recflix_tui.recommend.alike.shared import reason
from tests.drivers.imdb_files import Film, write_imdb
from tests.recommend.alike.conftest import (
    BY_NOBODY,
    DARK,
    DARKER,
    NO_YEAR,
    NOTHING_SAID,
    RATINGS,
    SONG,
    STREET,
    TITLES,
    WIDE,
    imported_of,
)

REED, WELLES, COTTEN, VALLI, LEE = range(1, 6)
PEOPLE = {
    REED: "Carol Reed",
    WELLES: "Orson Welles",
    COTTEN: "Joseph Cotten",
    VALLI: "[b]Valli[/b]",
    LEE: "Bernard Lee",
}
FILMS = {
    DARK: Film(1, 104, (REED,), (COTTEN, VALLI, WELLES, LEE)),
    DARKER: Film(2, 90, (REED, WELLES), (VALLI, COTTEN, LEE, WELLES)),
    SONG: Film(3, 80, (REED,), (VALLI,)),
    STREET: Film(4, 80, (), (VALLI, COTTEN)),
    WIDE: Film(7, 80, (WELLES,), (WELLES,)),
}


@pytest.fixture(scope="module")
def credited(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("credited")
    links = "\n".join(f"{movie},{movie:07d}," for movie, *_ in TITLES)
    imported_of(folder, TITLES, RATINGS, links=f"movieId,imdbId,tmdbId\n{links}\n")
    enrich_dataset(
        folder / "datasets", "made", write_imdb(folder / "imdb", list(FILMS.values()), PEOPLE)
    )
    return open_named(folder / "datasets", "made")


def test_a_director_counts_for_three_of_the_cast_of_whom_three_count_at_most(
    credited: Dataset, with_unrated: Dataset
) -> None:
    everything = np.arange(credited.n_items)

    def expected(item: int, other: int) -> float:
        mine, theirs = FILMS.get(item, Film(0)), FILMS.get(other, Film(0))
        same_director = set(mine.directors) & set(theirs.directors)
        return 0.3 * bool(same_director) + 0.1 * min(len(set(mine.cast) & set(theirs.cast)), 3)

    for item in everything.tolist():
        found = people_in_common(item, everything, credited)
        np.testing.assert_allclose(found, [expected(item, other) for other in everything.tolist()])
        more = nearness(item, everything, credited) - nearness(item, everything, with_unrated)
        np.testing.assert_allclose(more, found, atol=1e-12)
    assert not people_in_common(DARK, everything, with_unrated).any()


def test_whom_half_of_them_share_is_named(credited: Dataset, with_unrated: Dataset) -> None:
    assert shared_people(DARK, [DARKER, SONG, STREET], credited) == [
        "directed by Carol Reed",
        "with [b]Valli[/b]",
    ]
    assert shared_people(DARK, [STREET, NO_YEAR], credited) == ["with Joseph Cotten"]
    assert shared_people(DARK, [STREET, NO_YEAR, BY_NOBODY], credited) == []
    assert shared_people(WIDE, [DARKER], credited) == ["directed by Orson Welles"]  # not with him
    assert shared_people(NOTHING_SAID, [DARK], credited) == []
    assert shared_people(DARK, [], credited) == []
    assert shared_people(DARK, [DARKER], with_unrated) == []


def test_the_reason_names_people_before_genres(credited: Dataset) -> None:
    assert reason(DARK, [DARKER], credited) == (
        "of the same kind · directed by Carol Reed · with Joseph Cotten · Film-Noir · Crime · 1940s"
    )
