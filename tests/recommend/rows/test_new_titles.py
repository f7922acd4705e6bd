"""The row of what is new to the catalogue. Item n is of the year 1950 + n."""

from __future__ import annotations

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.rows.new_titles import NEW_TITLES
from tests.recommend.crowd.rated import DAY, Rating, some_ratings, with_ratings
from tests.recommend.rows.by_signals import context_of, rows_of

ACTIVITY = ProfileActivity(ratings={42: 4.0}, refused={45: 1.0})
END = 1_000_000_000 + 900 * DAY  # in February 2004


def rating(user: int, item: int, stars: float, when: int) -> Rating:
    """One moved to the last year of the data where the item is 40 or up, for 50 to its last day."""
    if item >= 50:
        return user, item, stars, END - user
    if item >= 40:
        return user, item, stars, END - 364 * DAY + user
    return user, item, stars, when


MOVED = [rating(*one) for one in some_ratings(2000, seed=3)]
OLDER = [(79, 48, 3.0, END - 366 * DAY), (79, 49, 3.0, 0)]
RATINGS = list({one[:2]: one for one in [*MOVED, *OLDER]}.values())


@pytest.fixture(scope="module")
def rated(dataset: Dataset) -> Dataset:
    return with_ratings(dataset, RATINGS)


def test_it_has_the_best_of_what_was_first_rated_in_the_last_year(
    rated: Dataset, model: FactorModel
) -> None:
    context = context_of(rated, model, ACTIVITY)
    worth = context.taste.worth
    assert worth is not None
    last = max(when for *_, when in RATINGS)
    first = {n: min(when for _, item, _, when in RATINGS if item == n) for n in range(60)}
    new = {item for item, when in first.items() if when > last - 365 * DAY}
    assert {40, 42, 45, 59} <= new
    assert not {48, 49} & new  # of unknown time it may be old
    (row,) = rows_of(NEW_TITLES, context)
    by_hand = sorted(new - {42, 45}, key=lambda n: (-float(worth[n]), n))
    assert list(row.items) == by_hand[: context.depth]
    assert len(row.items) == 16
    assert row.title == "New to the catalogue"
    assert row.note == "first rated in the data's last year, up to February 2004"


def test_where_no_ratings_tell_new_is_what_came_out_last(
    dataset: Dataset, model: FactorModel
) -> None:
    timeless = with_ratings(dataset, [(u, i, s, 0) for u, i, s, _ in RATINGS if i != 59])
    (row,) = rows_of(NEW_TITLES, context_of(timeless, model, ACTIVITY))
    assert row.items == (58,)  # nobody rated the one of 2009
    assert row.note == "out since 2008"
    brief = with_ratings(dataset, [(u, i, s, w) for u, i, s, w in RATINGS if w > END - 400 * DAY])
    (row,) = rows_of(NEW_TITLES, context_of(brief, model, ACTIVITY))
    assert set(row.items) == {58, 59}  # in a year and a month everything is rated lately


def test_nothing_is_new_in_data_whose_titles_were_all_rated_early(
    dataset: Dataset, model: FactorModel
) -> None:
    early = [(79, item, 3.0, 1_000_000_000) for item in range(60)]
    seen = {(u, i): (u, i, s, w) for u, i, s, w in [*RATINGS, *early]}
    rated = with_ratings(dataset, list(seen.values()))
    assert rows_of(NEW_TITLES, context_of(rated, model, ACTIVITY)) == []
