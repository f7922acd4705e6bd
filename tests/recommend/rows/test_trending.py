"""The row of what is picked more of late."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Traces
from recflix_tui.recommend.rows.trending import TRENDING
from recflix_tui.recommend.well_known import well_known
from tests.recommend.crowd.rated import DAY, Rating, some_ratings, with_ratings
from tests.recommend.rows.by_signals import NOW, context_of, rows_of

RATINGS = some_ratings(2000, seed=3)
END = max(when for _, _, _, when in RATINGS)
ACTIVITY = ProfileActivity(ratings={1: 4.0})


@pytest.fixture(scope="module")
def rated(dataset: Dataset) -> Dataset:
    return with_ratings(dataset, RATINGS)


def lifts_by_hand(ratings: list[Rating], n_items: int, popularity: list[float]) -> list[float]:
    recent = [0.0] * n_items
    for _, item, _, when in ratings:
        if when:
            recent[item] += 2 ** (-(END - when) / DAY / 30)
    share = sum(recent) / sum(popularity)
    return [math.log((r + 10) / (p * share + 10)) for r, p in zip(recent, popularity, strict=True)]


def test_it_has_what_is_picked_more_than_usual_and_likely_pleases(
    rated: Dataset, model: FactorModel
) -> None:
    context = context_of(rated, model, ACTIVITY)
    (row,) = rows_of(TRENDING, context)
    taste, signals = context.taste, context.taste.weighed
    raw, worth = taste.raw, taste.worth
    assert raw is not None
    assert worth is not None
    assert signals is not None
    assert signals.context is not None
    assert signals.context.choice is not None
    popularity = signals.context.choice.popularity.tolist()
    lifts = lifts_by_hand(RATINGS, rated.n_items, popularity)
    known = [item for item in range(rated.n_items) if well_known(rated)[item]]
    stars = sorted(float(raw[item]) for item in known)
    least = stars[len(known) * 2 // 3]
    among = [item for item in known if raw[item] >= least and item != 1 and lifts[item] > 0.05]
    among.sort(key=lambda item: -lifts[item] * float(worth[item]) ** 0.25)
    assert list(row.items) == among[: context.depth]
    assert len(among) > 2


def test_what_others_here_picked_of_late_moves_up(rated: Dataset, model: FactorModel) -> None:
    (alone,) = rows_of(TRENDING, context_of(rated, model, ACTIVITY))
    last = alone.items[-1]
    theirs = Traces(np.array([last, last], np.int32), np.full(2, NOW - DAY), np.ones(2))
    (row,) = rows_of(TRENDING, context_of(rated, model, ACTIVITY, household=theirs))
    assert row.items[0] == last != alone.items[0]


def test_the_note_says_of_when_it_is(rated: Dataset, model: FactorModel) -> None:
    (at_the_end,) = rows_of(TRENDING, context_of(rated, model, ACTIVITY))
    assert at_the_end.note == "picked more than usual at the end of the data, 2004"
    before = context_of(rated, model, ACTIVITY, now=float(END - 400 * DAY))
    (then,) = rows_of(TRENDING, before)
    assert then.note == "picked more than usual in January 2003"
    assert then.items != at_the_end.items


def test_there_is_none_without_dates_or_with_the_signal_off(
    rated: Dataset, dataset: Dataset, model: FactorModel
) -> None:
    assert rows_of(TRENDING, context_of(rated, model, ACTIVITY, off=("trending",))) == []
    timeless = with_ratings(dataset, [(u, i, s, 0) for u, i, s, _ in RATINGS])
    assert rows_of(TRENDING, context_of(timeless, model, ACTIVITY)) == []
