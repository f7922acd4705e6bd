"""What every kind of row keeps to, whatever the profile did and whether there is a model."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.rows.page import KINDS, home_rows
from recflix_tui.recommend.rows.row import Row, RowContext, RowKind
from recflix_tui.recommend.taste import ProfileActivity, fold_in_profile

LENGTH = 6
PROFILES = {
    "of nobody yet": ProfileActivity(),
    "with one rating": ProfileActivity(ratings={1: 5.0}),
    "that likes nothing": ProfileActivity(ratings={1: 0.5, 2: 1.0}),
    "with a list and no rating": ProfileActivity(my_list={3: 100.0, 9: 200.0}),
    "that did everything": ProfileActivity(
        ratings={1: 5.0, 4: 4.5, 7: 4.0, 0: 1.0, 2: 2.0, 30: 3.0},
        my_list={10: 1.0, 4: 2.0, 31: 3.0, 13: 4.0, 40: 5.0},
        watched={10: 1.0, 20: 2.0},
        refused={13: 1.0, 22: 2.0},
    ),
}


def build(kind: RowKind, context: RowContext, taken: NDArray[np.bool_] | None = None) -> list[Row]:
    """All rows of a kind, on a page where `taken` items stand already."""
    nothing = np.zeros(context.dataset.n_items, np.bool_)
    return list(kind.build(context, nothing if taken is None else taken))


@pytest.fixture(params=PROFILES)
def activity(request: pytest.FixtureRequest) -> ProfileActivity:
    return PROFILES[request.param]


@pytest.fixture(params=["with a model", "without a model"])
def context(
    request: pytest.FixtureRequest,
    activity: ProfileActivity,
    dataset: Dataset,
    model: FactorModel,
) -> RowContext:
    used = model if request.param == "with a model" else None
    taste = fold_in_profile(activity, dataset, used)
    return RowContext(taste, dataset, used, "Ada", LENGTH)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
class TestEveryKindOfRow:
    def test_shows_no_title_that_was_rated_watched_or_refused(
        self, kind: RowKind, context: RowContext
    ) -> None:
        activity = context.taste.activity
        done = {*activity.ratings, *activity.watched, *activity.refused}
        for row in build(kind, context):
            assert not done & set(row.items)

    def test_shows_no_title_twice_on_a_row(self, kind: RowKind, context: RowContext) -> None:
        for row in build(kind, context):
            assert len(set(row.items)) == len(row.items)

    def test_is_made_the_same_of_the_same(self, kind: RowKind, context: RowContext) -> None:
        assert build(kind, context) == build(kind, context)

    def test_keeps_to_the_length_asked_for(self, kind: RowKind, context: RowContext) -> None:
        for row in build(kind, context):
            bound = len(context.taste.activity.my_list) if kind.repeats else LENGTH
            assert len(row.items) <= bound

    def test_has_keys_of_its_own(self, kind: RowKind, context: RowContext) -> None:
        keys = [row.key for row in build(kind, context)]
        assert len(set(keys)) == len(keys)
        assert {key.partition(":")[0] for key in keys} <= {kind.key}

    def test_has_a_heading_and_a_note_free_of_markup(
        self, kind: RowKind, context: RowContext
    ) -> None:
        for row in build(kind, context):
            for text in (row.title, row.note):
                assert text.strip() == text != ""
                assert text.isprintable()
                assert not set("[]") & set(text)

    def test_shows_titles_of_the_dataset_alone(self, kind: RowKind, context: RowContext) -> None:
        for row in build(kind, context):
            assert all(type(item) is int for item in row.items)
            assert set(row.items) <= set(range(context.dataset.n_items))


@pytest.mark.parametrize("kind", [k for k in KINDS if not k.repeats], ids=lambda kind: kind.key)
class TestEveryKindThatDoesNotRepeat:
    def test_shows_no_title_that_stands_on_the_page_already(
        self, kind: RowKind, context: RowContext
    ) -> None:
        taken = np.zeros(context.dataset.n_items, np.bool_)
        for row in build(kind, context):
            taken[list(row.items[::2])] = True
        for row in build(kind, context, taken):
            assert not taken[list(row.items)].any()

    def test_makes_each_row_once_the_one_before_is_on_the_page(
        self, kind: RowKind, context: RowContext
    ) -> None:
        taken = np.zeros(context.dataset.n_items, np.bool_)
        for row in kind.build(context, taken):
            assert not taken[list(row.items)].any()
            taken[list(row.items)] = True


def test_every_kind_makes_a_row_for_a_profile_that_did_everything(
    dataset: Dataset, model: FactorModel
) -> None:
    taste = fold_in_profile(PROFILES["that did everything"], dataset, model)
    context = RowContext(taste, dataset, model, "Ada", LENGTH)
    assert all(len(build(kind, context)[0].items) >= kind.least for kind in KINDS)


def test_no_title_stands_twice_on_a_page_but_for_my_list(context: RowContext) -> None:
    rows = [row for row in home_rows(context) if row.key != "my_list"]
    shown = [item for row in rows for item in row.items]
    assert len(shown) == len(set(shown))


def test_a_row_of_fewer_titles_than_its_kind_needs_is_not_shown(context: RowContext) -> None:
    least = {kind.key: kind.least for kind in KINDS}
    for row in home_rows(context):
        assert len(row.items) >= least[row.key.partition(":")[0]]
