"""Parts of a dataset's ratings, and a dataset with others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.csr import group
from recflix_tui.dataset.dataset import Dataset


@pytest.fixture(scope="module")
def dataset(small_movielens: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("datasets")
    imported.import_dataset(small_movielens, folder, "small")
    return imported.open_named(folder, "small")


def test_raters_within_ranges_are_those_of_all_raters(dataset: Dataset) -> None:
    users, stars = dataset.raters_of(7)
    within = ((users >= 3) & (users < 20)) | ((users >= 41) & (users < 42))
    found, given = dataset.raters_within(7, np.array([3, 20, 41, 42]))
    assert found.tolist() == users[within].tolist()
    assert given.tolist() == stars[within].tolist()
    assert len(dataset.raters_within(7, np.array([], np.int64))[0]) == 0


def test_times_come_with_the_titles_they_are_of(dataset: Dataset) -> None:
    lengths, items, times = dataset.timed_by(np.array([5, 2], np.int32))
    assert lengths.tolist() == [30, 30]
    # Of user u the title n was rated at 1,000,000,000 + 1,000 u + n, users counted from 1.
    assert times.tolist() == [
        1_000_000_000 + 1000 * user + int(item)
        for user, item in zip([6] * 30 + [3] * 30, items, strict=True)
    ]
    starts, when = dataset.when_by_item
    of_seven = when[starts[7] : starts[8]]
    assert of_seven.tolist() == [
        1_000_000_000 + 1000 * (user + 1) + 7 for user in dataset.raters_of(7)[0].tolist()
    ]


def test_with_other_ratings_all_that_is_counted_is_of_those(dataset: Dataset) -> None:
    users, items = np.array([4, 1, 4], np.int32), np.array([2, 2, 9], np.int32)
    stars, when = np.array([3, 5, 1], np.float32), np.array([7, 8, 9])
    other = dataset.with_ratings(group(users, items, stars, when, dataset.n_users))
    assert (other.n_ratings, other.n_users, other.n_items) == (3, 80, 60)
    assert other.counts.nonzero()[0].tolist() == [2, 9]
    assert other.means[[2, 9]].tolist() == [4, 1]
    assert np.isnan(other.means[3])
    assert other.rated_by(np.array([4], np.int32))[1].tolist() == [2, 9]
    assert other.raters_of(2)[0].tolist() == [1, 4]
    assert other.fingerprint != dataset.fingerprint
    assert (other.title(9), other.genres(9)) == (dataset.title(9), dataset.genres(9))
    assert dataset.n_ratings == 2400
