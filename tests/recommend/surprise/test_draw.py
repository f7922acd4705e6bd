"""One film is drawn as often as the formula says, never one that was done with, each once."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.surprise.draw import REACHES, drawn, pool, surprise
from recflix_tui.recommend.surprise.wanted import Daring, Wanted
from recflix_tui.recommend.taste import Taste, fold_in_profile

ANY = Wanted()


def bell(x: float) -> float:
    """How much of a normal lies below x."""
    return 0.5 * (1 + math.erf(x / math.sqrt(2)))


def chances(worth: list[float], doubt: list[float]) -> list[float]:
    """How likely each of some films is worth most in a draw: the integral over what it is worth
    of its density times the chance that each other is worth less, in small steps."""
    logs, step = [math.log(w) for w in worth], 0.01
    found = []
    for i, (mean, sd) in enumerate(zip(logs, doubt, strict=True)):
        total = 0.0
        for k in range(-600, 601):
            z = k * step
            density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
            below = (bell((mean + sd * z - logs[j]) / doubt[j]) for j in range(len(logs)) if j != i)
            total += density * math.prod(below) * step
        found.append(total)
    return found


def test_each_film_is_drawn_as_often_as_it_is_worth_most_in_a_draw() -> None:
    worth, doubt = [0.30, 0.20, 0.05, 0.02], [0.4, 0.9, 1.5, 0.3]
    expected, n = chances(worth, doubt), 4000
    assert sum(expected) == pytest.approx(1, abs=1e-3)
    logs, own = np.log(worth), np.array(doubt)
    each = [drawn(logs, own, np.random.default_rng((7, k))) for k in range(n)]
    shares = np.bincount(each, minlength=4) / n
    for share, chance in zip(shares, expected, strict=True):
        assert share == pytest.approx(chance, abs=4 * math.sqrt(chance * (1 - chance) / n))
    assert {drawn(logs, 0 * own, np.random.default_rng(k)) for k in range(20)} == {0}


def weighed_taste(n_items: int, done: set[int], picks: bool = True) -> Taste:
    """A taste of known worth and uncertainties, in no order."""
    rng = np.random.default_rng(11)
    stars = rng.uniform(2, 5, n_items).astype(np.float32)
    chance = rng.uniform(0.001, 0.3, n_items).astype(np.float32)
    open_items = np.ones(n_items, np.bool_)
    open_items[list(done)] = False
    unsure = dict(enumerate(rng.uniform(0.2, 0.9, n_items).tolist()))
    activity = ProfileActivity(ratings=dict.fromkeys(done, 4.0))
    if not picks:
        return Taste(activity, stars, stars, open_items, uncertainties=unsure)
    likes = (stars / 5).astype(np.float32)
    return Taste(
        activity, stars, stars, open_items, picks=chance, likes=likes, uncertainties=unsure
    )


@pytest.mark.parametrize("daring", Daring)
def test_it_is_drawn_from_the_likelier_liked_half_of_what_is_worth_most(daring: Daring) -> None:
    taste, reach = weighed_taste(400, {3, 5, 8}), REACHES[daring]
    worth = taste.worth
    assert worth is not None
    assert taste.predictions is not None
    by_worth = sorted(
        (i for i in range(400) if i not in (3, 5, 8)), key=lambda i: -float(worth[i])
    )[: 2 * reach.films]
    stars = {i: float(taste.predictions[i]) for i in by_worth}
    leaning = {i: stars[i] + reach.lean * taste.uncertainties[i] for i in by_worth}
    expected = sorted(sorted(by_worth, key=lambda i: -leaning[i])[: reach.films])
    found = pool(taste, None, np.log(worth), taste.open_items, reach)
    assert found.tolist() == expected


def test_the_more_daring_the_further_down_and_the_less_sure(dataset: Dataset) -> None:
    taste = weighed_taste(dataset.n_items, set(range(6)))
    found = {
        daring: [
            surprise(taste, dataset, None, Wanted(daring=daring), (), seed) for seed in range(150)
        ]
        for daring in Daring
    }
    each = [[one for one in found[daring] if one is not None] for daring in Daring]
    places = [np.mean([one.place for one in those]) for those in each]
    doubts = [np.mean([one.uncertainty or 0 for one in those]) for those in each]
    assert places == sorted(places)
    assert doubts == sorted(doubts)
    assert all(len({one.item for one in those}) > 4 for those in each)
    assert all(one.item >= 6 for those in each for one in those)


@pytest.mark.parametrize("picks", [True, False])
def test_none_comes_again_until_all_were_shown_and_then_not_the_last(
    dataset: Dataset, picks: bool
) -> None:
    taste = weighed_taste(dataset.n_items, {1, 2}, picks)
    shown: list[int] = []
    assert REACHES[Daring.SAFE].films == 12
    for turn in range(REACHES[Daring.SAFE].films):
        found = surprise(taste, dataset, None, Wanted(daring=Daring.SAFE), shown, (5, turn))
        assert found is not None
        assert (found.shown, found.drawn_from, found.began_again) == (turn, 12, False)
        shown.append(found.item)
    assert len(set(shown)) == 12
    for seed in range(30):
        again = surprise(taste, dataset, None, Wanted(daring=Daring.SAFE), shown, seed)
        assert again is not None
        assert again.began_again
        assert again.item in shown[:-1]


def test_the_same_seed_gives_the_same_film(dataset: Dataset, model: FactorModel) -> None:
    taste = fold_in_profile(ProfileActivity(ratings={1: 5.0, 4: 4.5}), dataset, model)
    first = [surprise(taste, dataset, model, ANY, (), seed) for seed in range(20)]
    afresh = fold_in_profile(ProfileActivity(ratings={1: 5.0, 4: 4.5}), dataset, model)
    assert first == [surprise(afresh, dataset, model, ANY, (), seed) for seed in range(20)]
    assert len({one.item for one in first if one is not None}) > 3
    assert all(one is not None and 0 < (one.uncertainty or 0) < 2 for one in first)


def test_without_a_model_a_film_that_many_rated_is_drawn(dataset: Dataset) -> None:
    activity = ProfileActivity(ratings={0: 5.0}, refused={7: 1.0}, watched={8: 1.0})
    taste = fold_in_profile(activity, dataset, None)
    popular = np.argsort(-dataset.counts, kind="stable")
    most = [i for i in popular.tolist() if i not in (0, 7, 8)][:30]
    for seed in range(40):
        found = surprise(taste, dataset, None, ANY, (), seed)
        assert found is not None
        assert dataset.counts[found.item] >= dataset.counts[most[-1]]
        assert (found.prediction, found.uncertainty, found.likes) == (None, None, None)
