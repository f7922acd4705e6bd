"""What is measured of the groups that somebody new picks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.groups import GIVEN, measure, picked_by, ratings_of, table
from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.asking.groups import groups, groups_of
from tests.examples.many_genres import GENRES, N_USERS, genre_of, write_many_genres


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder: Path = tmp_path_factory.mktemp("groups")
    source = write_many_genres(folder / "source")
    imported.import_dataset(source, folder / "kept", "genres")
    return imported.open_named(folder / "kept", "genres")


def test_the_groups_picked_are_those_that_most_of_the_liked_titles_are_of(dataset: Dataset) -> None:
    made = groups(dataset)
    liked = np.array([n for n in range(dataset.n_items) if genre_of(n) in (1, 4, 7)])
    share = dataset.counts / N_USERS
    picked = groups_of(made, picked_by(made, liked, share))
    assert {made[place].name for place in picked} == {GENRES[n] for n in (1, 4, 7)}


def test_all_ratings_are_taken_over(dataset: Dataset) -> None:
    ratings = ratings_of(dataset)
    assert len(ratings.stars) == dataset.n_ratings
    for person in (0, 17, dataset.n_users - 1):
        items, stars = dataset.by_user.row(person)
        own = ratings.users == person
        assert (ratings.items[own] == items).all()
        assert (ratings.stars[own] == stars).all()


def test_groups_gain_where_everybody_loves_one_genre(dataset: Dataset) -> None:
    found = measure(dataset)
    assert list(found) == list(GIVEN)
    assert all(((pairs >= 0) & (pairs <= 1 + 1e-9)).all() for pairs in found.values())
    without, by_groups = found[0].mean(axis=0)
    assert by_groups > without
    assert table(found)[2].startswith(f"| 0 | {len(found[0])} | {without:.3f} | {by_groups:.3f} |")
