"""Rows of what is like the titles that were watched last."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.alike.likeness import likeness_to_each
from recflix_tui.recommend.rows.because_you_rated import BECAUSE_YOU_RATED
from recflix_tui.recommend.rows.because_you_watched import BECAUSE_YOU_WATCHED
from recflix_tui.recommend.well_known import well_known
from tests.recommend.rows.by_signals import context_of, rows_of

ACTIVITY = ProfileActivity(
    ratings={1: 5.0, 4: 2.0, 7: 4.5, 10: 4.5, 13: 4.0},
    watched={20: 1.0, 4: 6.0, 1: 7.0, 13: 3.0, 33: 4.0, 40: 5.0, 41: 8.0, 42: 9.0, 2: 0.5},
    refused={41: 10.0},
    abandoned={42: 11.0},
)
"""Of what was watched 4 was not liked, 1 has a row by its stars, 41 and 42 were said no to."""


def reasons_of(dataset: Dataset, model: FactorModel | None, off: tuple[str, ...]) -> list[str]:
    context = context_of(dataset, model, ACTIVITY, off=off)
    return [row.key.partition(":")[2] for row in rows_of(BECAUSE_YOU_WATCHED, context)]


def test_the_newest_that_were_not_disliked_have_rows_the_newest_first(
    dataset: Dataset, model: FactorModel
) -> None:
    assert reasons_of(dataset, model, ()) == ["40", "33", "13"]
    assert reasons_of(dataset, None, ()) == ["40", "33", "13"]
    rated = {row.key.partition(":")[2] for row in rows_of(BECAUSE_YOU_RATED, context_of(
        dataset, model, ACTIVITY))}  # fmt: skip
    assert rated == {"1", "7", "10"}


def test_nothing_is_made_of_viewing_history_that_is_switched_off(
    dataset: Dataset, model: FactorModel
) -> None:
    assert reasons_of(dataset, model, ("history",)) == []


def test_a_row_is_of_the_likest_that_may_please(dataset: Dataset, model: FactorModel) -> None:
    activity = ProfileActivity(watched={33: 1.0})
    context = context_of(dataset, model, activity)
    stars = context.taste.raw
    assert stars is not None
    known = np.flatnonzero(well_known(dataset))
    middle = sorted(stars[known].tolist())[len(known) // 2]
    likely = np.array([i for i in known.tolist() if stars[i] >= middle and i != 33], np.intp)
    alike = likeness_to_each([33], likely, dataset)[0].tolist()
    best_first = sorted(zip(alike, likely.tolist(), strict=True), key=lambda p: (-p[0], p[1]))
    (row,) = rows_of(BECAUSE_YOU_WATCHED, context)
    assert row.title == f"Because you watched {dataset.title(33)}"
    there = [item for value, item in best_first if value > -np.inf]
    assert list(row.items) == there[: context.depth]
