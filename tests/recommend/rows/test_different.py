"""The row of what is far from what a profile likes."""

from __future__ import annotations

import math
from collections import Counter

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.crowd.liked import liked_of
from recflix_tui.recommend.rows.different import DIFFERENT, own_genres
from recflix_tui.recommend.well_known import well_known
from tests.recommend.rows.by_signals import context_of, rows_of

ACTIVITY = ProfileActivity(ratings={2: 5.0, 5: 4.5, 8: 4.0, 11: 4.5, 14: 5.0, 0: 2.0, 3: 1.0})
"""Science fiction liked, two comedies not."""
ALL_ALIKE = ProfileActivity(ratings={0: 4.0, 1: 4.0, 2: 4.0, 3: 4.0, 4: 4.0, 5: 4.0})


def weights_by_hand(ratings: dict[int, float]) -> dict[int, float]:
    mean = sum(ratings.values()) / len(ratings)
    return {item: 1 + 0.3 * (stars - mean) for item, stars in ratings.items()}


def parts(weights: dict[int, float], of: dict[int, int]) -> list[float]:
    """The cosine of every title of a one-hot feature with what was liked."""
    own: Counter[int] = Counter()
    for item, weight in weights.items():
        own[of[item]] += weight  # type: ignore[assignment]
    length = math.sqrt(sum(value * value for value in own.values()))
    return [own[of[item]] / length for item in sorted(of)]


def test_it_is_the_best_of_what_is_far_and_of_no_genre_of_ones_own(
    dataset: Dataset, model: FactorModel
) -> None:
    context = context_of(dataset, model, ACTIVITY)
    (row,) = rows_of(DIFFERENT, context)
    assert row.note == "no Sci-Fi, and yet you should like it"
    raw, worth = context.taste.raw, context.taste.worth
    assert raw is not None
    assert worth is not None
    weights, n_items = weights_by_hand(dict(ACTIVITY.ratings)), dataset.n_items
    genres = parts(weights, {item: item % 3 for item in range(n_items)})
    decades = parts(weights, {item: (1950 + item) // 10 for item in range(n_items)})
    near = [g + 0.25 * d for g, d in zip(genres, decades, strict=True)]
    known = [item for item in range(n_items) if well_known(dataset)[item]]
    farthest = sorted(near[item] for item in known)[int(len(known) * 0.4)]
    least = sorted(float(raw[item]) for item in known)[int(len(known) * 0.6)]
    among = [
        item
        for item in known
        if near[item] <= farthest + 1e-9 and raw[item] >= least and item % 3 != 2
    ]
    among = [item for item in among if item not in ACTIVITY.ratings]
    among.sort(key=lambda item: (-float(worth[item]), item))
    assert list(row.items) == among[: context.depth]
    assert len(among) > 2


def test_genres_of_ones_own_are_those_picked_more_than_everybody_does(dataset: Dataset) -> None:
    sci_fi, drama = (dataset.genre_names.index(name) for name in ("Sci-Fi", "Drama"))
    assert own_genres(dataset, liked_of(ACTIVITY)) == [sci_fi]
    two = ProfileActivity(ratings={2: 5.0, 5: 5.0, 8: 5.0, 1: 5.0, 4: 5.0})
    assert own_genres(dataset, liked_of(two)) == [sci_fi]  # of two titles it may be chance
    even = ProfileActivity(ratings=dict.fromkeys((2, 5, 8, 1, 4, 7), 5.0))
    assert sorted(own_genres(dataset, liked_of(even))) == sorted([sci_fi, drama])
    assert own_genres(dataset, liked_of(ALL_ALIKE)) == []


def test_there_is_none_before_there_is_a_centre_or_a_model(
    dataset: Dataset, model: FactorModel
) -> None:
    few = ProfileActivity(ratings=dict(list(ACTIVITY.ratings.items())[:4]))
    assert rows_of(DIFFERENT, context_of(dataset, model, few)) == []
    assert rows_of(DIFFERENT, context_of(dataset, None, ACTIVITY)) == []
    off = context_of(dataset, model, ACTIVITY, off=("ratings",))
    assert rows_of(DIFFERENT, off) == []
    (row,) = rows_of(DIFFERENT, context_of(dataset, model, ALL_ALIKE))
    assert row.note == "unlike what you mostly pick, and yet you should like it"
