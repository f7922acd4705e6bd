"""A title and a page, beside what they would be by some changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import weigh_all
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import RowContext
from recflix_tui.recommend.taste import Taste, fold_in_weighed
from recflix_tui.recommend.weighing.signal import SignalContext
from recflix_tui.recommend.what_if.beside import beside, place_of
from recflix_tui.recommend.what_if.changes import NOTHING, Changes
from tests.examples.random_choices import random_choice

RATINGS = {1: 5.0, 4: 4.5, 7: 4.0, 0: 1.0, 2: 2.0}


def taste_by(
    dataset: Dataset,
    model: FactorModel,
    choice: ChoiceModel | None,
    ratings: dict[int, float],
) -> Taste:
    context = SignalContext(ProfileActivity(ratings), dataset, model, choice)
    return fold_in_weighed(weigh_all(context, {}))


@pytest.mark.parametrize("picks", [True, False], ids=["by picks", "by stars alone"])
def test_both_sides_are_those_of_who_rated_so(
    dataset: Dataset, model: FactorModel, picks: bool
) -> None:
    choice = random_choice(dataset.n_items, n_neighbours=30) if picks else None
    taste = taste_by(dataset, model, choice, RATINGS)
    never = taste_by(dataset, model, choice, {i: s for i, s in RATINGS.items() if i != 1})
    context = RowContext(taste, dataset, model, "Ada")
    found = beside(context, home_rows(context), Changes(frozenset({1})), item=1)
    assert found.before.rows == tuple(home_rows(context))
    assert found.after.rows == tuple(home_rows(replace(context, taste=never)))
    assert [row.key for row in found.page.rows if row.is_gone and "1" in row.key]
    was, would_be = found.before.title, found.after.title
    assert was is not None
    assert would_be is not None
    assert (was.own, was.place, would_be.own) == (5.0, None, None)
    assert would_be.why.shown == pytest.approx(never.prediction(1), abs=1e-5)
    assert would_be.why.shown < was.why.shown
    assert (would_be.uncertainty or 0) > (was.uncertainty or 0) > 0
    order = never.raw if never.worth is None else never.worth
    assert order is not None
    open_items = [item for item in range(dataset.n_items) if never.open_items[item]]
    assert all(dataset.counts[item] >= 5 for item in open_items)  # enough, whatever ranks them
    ranked = sorted(open_items, key=lambda item: (-order[item], item))
    assert found.after.top == tuple(ranked[:10])
    assert would_be.place == ranked.index(1) + 1
    assert [place_of(never, dataset, item) for item in ranked] == [*range(1, len(ranked) + 1)]
    assert found.top.before == found.before.top
    assert found.top.after == found.after.top


def test_without_a_change_nothing_moves(dataset: Dataset, model: FactorModel) -> None:
    taste = taste_by(dataset, model, random_choice(dataset.n_items), RATINGS)
    context = RowContext(taste, dataset, model, "Ada")
    found = beside(context, home_rows(context), NOTHING, item=None)
    assert found.page.is_same
    assert found.top.is_same
    assert found.after == found.before
    assert found.before.title is None
