"""How many people picked two titles, beside how many would have by chance."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike import picked
from recflix_tui.recommend.alike.picked import pickers_in_common


def counted_one_by_one(
    item: int, other: int, users: list[int], dataset: Dataset
) -> tuple[float, float]:
    """What the pickers `users` of an item have in common with another title, and by chance."""
    ratings = {}
    for user in users:
        items, stars = dataset.by_user.row(user)
        ratings[user] = dict(zip(items.tolist(), stars.tolist(), strict=True))
    usual = sum(1 / math.log(1 + len(rated)) for rated in ratings.values()) / len(ratings)
    common = by_chance = 0.0
    for rated in ratings.values():
        mean = sum(rated.values()) / len(rated)
        pick = {i: max(1 + 0.3 * (stars - mean), 0.1) for i, stars in rated.items()}
        person = pick[item] / math.log(1 + len(rated)) / usual
        common += person * pick.get(other, 0.0)
        by_chance += person * len(rated) * int(dataset.counts[other]) / dataset.n_ratings
    return common, by_chance


def test_pickers_in_common_are_counted_by_stars_and_by_how_much_they_picked(
    dataset: Dataset,
) -> None:
    of = np.arange(dataset.n_items)
    common, by_chance = pickers_in_common(4, of, dataset)
    users = dataset.by_item.row(4)[0].tolist()
    for other in (0, 4, 7, 30, 59):
        expected = counted_one_by_one(4, other, users, dataset)
        np.testing.assert_allclose((common[other], by_chance[other]), expected, rtol=1e-5)


def test_of_many_pickers_every_second_or_third_is_asked(
    small_movielens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported.import_dataset(small_movielens, tmp_path, "small")
    dataset = imported.open_named(tmp_path, "small")  # of which nothing is known yet
    users = dataset.by_item.row(4)[0].tolist()
    read = sum(len(dataset.by_user.row(user)[0]) for user in users)
    monkeypatch.setattr(picked, "MOST_READ", read // 2 - 1)  # not every second one either
    found = pickers_in_common(4, np.array([7]), dataset)
    expected = counted_one_by_one(4, 7, users[::3], dataset)
    np.testing.assert_allclose(np.ravel(found), expected, rtol=1e-5)


def test_what_is_asked_for_is_answered_in_its_order(dataset: Dataset) -> None:
    whole = pickers_in_common(4, np.arange(dataset.n_items), dataset)
    part = pickers_in_common(4, np.array([9, 3]), dataset)
    np.testing.assert_array_equal(part, np.array(whole)[:, [9, 3]])


def test_a_title_that_nobody_rated_has_no_pickers_in_common(with_unrated: Dataset) -> None:
    (unrated,) = np.flatnonzero(with_unrated.counts == 0).tolist()
    for found in pickers_in_common(unrated, np.arange(with_unrated.n_items), with_unrated):
        assert not found.any()
