"""A dataset and the profiles here, as what a model is trained on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.model.ratings import Features
from recflix_tui.training.side_inputs import side_of
from recflix_tui.training.training_set import training_ratings
from tests.dataset.layouts import write_1m, write_100k, write_latest


def opened(source: Path, tmp_path: Path) -> Dataset:
    import_dataset(source, tmp_path / "datasets", "it")
    return open_named(tmp_path / "datasets", "it")


def same(one: Features | None, other: Features | None) -> bool:
    assert one is not None
    assert other is not None
    return one.n_features == other.n_features and all(
        np.array_equal(getattr(one, part), getattr(other, part))
        for part in ("indptr", "indices", "values")
    )


def test_each_rating_has_its_user_its_item_and_its_time(tmp_path: Path) -> None:
    data = opened(write_latest(tmp_path / "ml"), tmp_path)
    ratings = training_ratings(data, [])
    assert (ratings.n_users, ratings.n_items, ratings.low, ratings.high) == (2, 5, 0.5, 5.0)
    assert ratings.when is not None
    columns = (data.user_ids[ratings.users], data.movie_ids[ratings.items], ratings.stars)
    rows = zip(*(column.tolist() for column in (*columns, ratings.when)), strict=True)
    assert list(rows) == [
        (3, 1, 4.0, 964982703),
        (3, 9, 0.5, 964981247),
        (5, 7, 3.5, 964982224),
        (5, 9, 5.0, 964983815),
        (5, 12, 2.0, 964982931),
    ]


def test_profiles_come_after_the_users_with_their_own_times(tmp_path: Path) -> None:
    data = opened(write_latest(tmp_path / "ml"), tmp_path)
    # 1.6 was given in a dataset with finer stars than this one's
    local = [(8, 40, 1.6, 1.7e9), (6, 1, 5.0, 1.6e9 + 0.9), (8, 424242, 3.0, 1.5e9), (8, 7, 2.0, 0)]
    ratings = training_ratings(data, local)  # 424242 is no movie here
    assert ratings.when is not None
    assert ratings.n_users == 4
    own = slice(data.n_ratings, None)
    assert ratings.users[own].tolist() == [3, 2, 3]
    assert ratings.items[own].tolist() == [4, 0, 1]
    assert ratings.stars[own].tolist() == [1.5, 5.0, 2.0]
    assert ratings.when[own].tolist() == [1_700_000_000, 1_600_000_000, 0]
    assert ratings.user_names is not None
    assert ratings.user_names.tolist() == [3, 5, -7, -9]  # the profiles 6 and 8 last
    assert ratings.item_names is not None
    assert ratings.item_names.tolist() == data.movie_ids.tolist()
    alone = training_ratings(data, [])
    for name in ("users", "items", "stars", "when"):
        whole, part = getattr(ratings, name), getattr(alone, name)
        assert whole.dtype == part.dtype
        assert np.array_equal(whole[: data.n_ratings], part)


def test_without_profiles_nothing_of_the_dataset_is_copied(tmp_path: Path) -> None:
    data = opened(write_latest(tmp_path / "ml"), tmp_path)
    ratings = training_ratings(data, [(1, 424242, 3.0, 0.0)])
    assert ratings.items is data.by_user.indices
    assert ratings.stars is data.by_user.values
    assert ratings.when is data.by_user.times
    assert ratings.users.dtype == np.int32


def test_what_is_known_beside_is_what_the_files_say(tmp_path: Path) -> None:
    for write, titles, people in (
        (write_100k, "u.item", "u.user"),
        (write_1m, "movies.dat", "users.dat"),
    ):
        home = tmp_path / titles
        folder = write(home / "ml")
        data = opened(folder, home)
        side = training_ratings(data, []).side
        read = side_of(data.movie_ids, folder / titles, data.user_ids, folder / people)
        assert same(side.genres, read.genres)
        assert same(side.decade, read.decade)
        assert same(side.people, read.people)


def test_of_profiles_nothing_is_known(tmp_path: Path) -> None:
    data = opened(write_100k(tmp_path / "ml"), tmp_path)
    side = training_ratings(data, [(4, 1, 5.0, 0.0), (5, 1, 5.0, 0.0)]).side
    assert side.people is not None
    assert np.diff(side.people.indptr).tolist() == [3, 3, 0, 0]


def test_where_the_data_has_no_people_there_are_none(tmp_path: Path) -> None:
    side = training_ratings(opened(write_latest(tmp_path / "ml"), tmp_path), []).side
    assert side.people is None
    assert side.genres is not None
    assert side.decade is not None
