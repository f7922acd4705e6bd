"""The row of a decade that a profile rates above the rest. Item n is of the year 1950 + n."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.rows.decades import DECADES, strongest_decades
from tests.recommend.rows.by_signals import context_of, rows_of
from tests.recommend.rows.test_strong import strength_by_hand

RATINGS = {2: 5.0, 5: 4.0, 12: 4.5, 14: 4.5, 17: 4.5, 21: 4.0, 23: 4.0, 24: 1.0, 33: 5.0, 41: 0.5}
"""The sixties loved, the fifties a little less, the seventies even; of the eighties one title."""
ACTIVITY = ProfileActivity(ratings=RATINGS)


def test_the_strongest_decades_are_those_rated_above_the_rest_twice_or_more(
    dataset: Dataset, model: FactorModel
) -> None:
    found = strongest_decades(context_of(dataset, model, ACTIVITY).taste, dataset)
    by_hand = {
        1950 + first: strength_by_hand(dataset, RATINGS, set(range(first, first + 10)))
        for first in (0, 10, 20)
    }
    assert by_hand[1970] < by_hand[1960] / 2
    assert found == pytest.approx({1960: by_hand[1960], 1950: by_hand[1950]}, abs=1e-6)
    assert list(found) == [1960, 1950]


def test_it_has_the_best_of_one_of_them_another_one_each_day(
    dataset: Dataset, model: FactorModel
) -> None:
    context = context_of(dataset, model, ACTIVITY)
    worth = context.taste.worth
    assert worth is not None
    shown = set()
    for day in range(12):
        (row,) = rows_of(DECADES, replace(context, seed=day))
        decade = int(row.key.partition(":")[2])
        shown.add((decade, row.title, row.note))
        open_items = [n for n in range(decade - 1950, decade - 1940) if n not in RATINGS]
        assert list(row.items) == sorted(open_items, key=lambda n: -float(worth[n]))
    assert shown == {
        (1960, "From the 1960s", "a decade that you rate above others"),
        (1950, "From the 1950s", "a decade that you rate a little above others"),
    }


def test_there_is_none_without_a_model_or_ratings_that_count(
    dataset: Dataset, model: FactorModel
) -> None:
    assert rows_of(DECADES, context_of(dataset, None, ACTIVITY)) == []
    assert rows_of(DECADES, context_of(dataset, model, ACTIVITY, off=("ratings",))) == []
    assert rows_of(DECADES, context_of(dataset, model, ProfileActivity())) == []
    disliked = ProfileActivity(ratings={2: 1.0, 5: 1.0})
    assert rows_of(DECADES, context_of(dataset, model, disliked)) == []
