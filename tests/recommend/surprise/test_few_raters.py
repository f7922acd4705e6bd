"""A film that few rated comes where no other is as wanted, with a chance that says how little is
known."""

from __future__ import annotations

from copy import copy

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.surprise import draw, few_raters
from recflix_tui.recommend.surprise.draw import surprise
from recflix_tui.recommend.surprise.few_raters import chance_of_few
from recflix_tui.recommend.surprise.wanted import Wanted
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import floor


def known_in(dataset: Dataset) -> np.ndarray:
    """Which items more people rated than half of them have."""
    return np.asarray(dataset.counts > np.median(dataset.counts))


@pytest.fixture
def dataset(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """The dataset as if those were known well enough, and no other."""
    own = copy(dataset)
    for room in (draw, few_raters):
        monkeypatch.setattr(room, "well_known", known_in)
    return own


def sure_of_all(dataset: Dataset, open_items: np.ndarray) -> Taste:
    """It is sure that everything is liked; the less rated, the likelier it is picked."""
    n = dataset.n_items
    stars = np.full(n, 4.5, np.float32)
    picks = (1 / (2 + dataset.counts)).astype(np.float32)
    return Taste(
        ProfileActivity(), stars, stars, open_items, picks=picks, likes=np.full(n, 0.9, np.float32)
    )


def test_films_that_enough_people_rated_stand_for_the_draw_before_all_others(
    dataset: Dataset,
) -> None:
    known = known_in(dataset)
    taste = sure_of_all(dataset, np.ones(dataset.n_items, np.bool_))
    for seed in range(20):
        found = surprise(taste, dataset, None, Wanted(), (), seed)
        assert found is not None
        assert known[found.item]
        assert found.likes == pytest.approx(0.9)
    few, well = int(np.flatnonzero(~known)[0]), int(np.flatnonzero(known)[0])
    both = sure_of_all(dataset, np.isin(np.arange(dataset.n_items), (few, well)))
    for shown, item in (((), well), ((well,), few)):
        found = surprise(both, dataset, None, Wanted(), shown, 1)
        assert found is not None
        assert found.item == item
        assert not found.began_again
    assert found is not None
    assert found.likes == pytest.approx(chance_of_few(dataset, few, 0.9))


def test_the_fewer_rated_a_film_the_more_its_chance_is_that_of_all_that_few_rated(
    dataset: Dataset,
) -> None:
    enough = floor(dataset, np.ones(dataset.n_items, np.bool_))
    known, liked, given = known_in(dataset), 0, 0
    for item in range(dataset.n_items):
        if not known[item]:
            for stars, n in dataset.histogram(item):
                liked, given = liked + n * (stars >= 4), given + n
    share = liked / given
    for item in np.flatnonzero(~known)[:3].tolist():
        n = int(dataset.counts[item])
        expected = (n * 0.9 + enough * share) / (n + enough)
        assert chance_of_few(dataset, item, 0.9) == pytest.approx(expected)
