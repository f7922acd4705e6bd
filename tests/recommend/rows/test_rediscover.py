"""The row of what was loved long ago: rated titles, on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.rows.rediscover import REDISCOVER, loved_long_ago
from recflix_tui.times import DAY
from tests.recommend.rows.by_signals import NOW, context_of, rows_of

STARS = (4.0, 1.0, 5.0, 3.5, 4.5)
RATINGS = {n * 7 % 60: STARS[n % 5] for n in range(50)}
ACTIVITY = ProfileActivity(ratings=RATINGS)


def test_it_has_what_was_liked_best_of_the_older_half(dataset: Dataset, model: FactorModel) -> None:
    context = context_of(dataset, model, ACTIVITY)
    older = [n * 7 % 60 for n in range(25)]
    by_hand = [item for stars in (5.0, 4.5, 4.0) for item in older if RATINGS[item] == stars]
    assert loved_long_ago(context.taste, dataset) == by_hand
    (row,) = rows_of(REDISCOVER, context)
    assert sorted(row.items) == sorted(by_hand[:12])
    assert (row.title, row.note) == ("Rediscover", "loved when you began to rate")


def test_it_goes_by_the_days_of_the_ratings_and_what_came_at_once_has_no_beginning(
    dataset: Dataset, model: FactorModel
) -> None:
    loved = dict.fromkeys(range(40), 5.0)

    def long_ago(days: Callable[[int], float]) -> list[int]:
        rated_at = {item: NOW + days(item) * DAY for item in loved}
        activity = ProfileActivity(ratings=loved, rated_at=rated_at)
        return loved_long_ago(context_of(dataset, model, activity).taste, dataset)

    assert long_ago(lambda item: 0) == []  # one import without dates
    assert long_ago(lambda item: item / 6) == []
    assert long_ago(lambda item: -10 * item) == list(range(39, 19, -1))
    assert long_ago(lambda item: 0 if item < 10 else 9 if item < 15 else 10) == list(range(10))


def test_the_same_titles_stand_in_another_order_each_day(
    dataset: Dataset, model: FactorModel
) -> None:
    context = context_of(dataset, model, ACTIVITY)
    days = [rows_of(REDISCOVER, replace(context, seed=day))[0].items for day in range(5)]
    assert len({tuple(sorted(items)) for items in days}) == 1
    assert len(set(days)) == 5
    assert days[2] == rows_of(REDISCOVER, replace(context, seed=2))[0].items


def test_what_was_refused_or_given_up_on_since_is_left_out(
    dataset: Dataset, model: FactorModel
) -> None:
    first, second = loved_long_ago(context_of(dataset, model, ACTIVITY).taste, dataset)[:2]
    since = replace(ACTIVITY, refused={first: 1.0}, abandoned={second: 1.0})
    (row,) = rows_of(REDISCOVER, context_of(dataset, model, since))
    assert not {first, second} & set(row.items)
    assert len(row.items) == 12


def test_the_newest_twenty_are_too_near_and_with_few_ratings_all_are(
    dataset: Dataset, model: FactorModel
) -> None:
    loved = dict.fromkeys(range(30), 5.0)
    taste = context_of(dataset, model, ProfileActivity(ratings=loved)).taste
    assert loved_long_ago(taste, dataset) == list(range(10))
    loved.pop(29)
    assert rows_of(REDISCOVER, context_of(dataset, model, ProfileActivity(ratings=loved))) == []
    assert rows_of(REDISCOVER, context_of(dataset, model, ACTIVITY, off=("ratings",))) == []
