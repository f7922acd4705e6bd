"""Rows that are kept: they are what would be made anew, and nothing is made in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recflix_tui.cache_counts import CacheCounter
from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.asking.groups import groups
from recflix_tui.recommend.rows.kept_rows import KeptRows
from recflix_tui.recommend.rows.made_of import are_same
from recflix_tui.recommend.rows.page import KINDS, home_rows
from recflix_tui.recommend.rows.row import (
    FirstScreen,
    Ingredient,
    Row,
    RowContext,
    RowKind,
    Standing,
)
from recflix_tui.recommend.taste import fold_in_profile
from tests.examples.app_home import hand_made_model
from tests.examples.many_genres import write_many_genres
from tests.examples.random_choices import random_choice

ADA, BO = 1, 2
DID = ("ratings", "my_list", "watched", "refused", "abandoned", "like_these")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("kept_rows")
    source = write_many_genres(folder / "source")
    imported.import_dataset(source, folder / "kept", "genres")
    return imported.open_named(folder / "kept", "genres")


@pytest.fixture(scope="module")
def model(dataset: Dataset) -> FactorModel:
    return hand_made_model(dataset.n_users, dataset.n_items)


def kept_rows() -> KeptRows:
    return KeptRows(CacheCounter("rows", ""))


def context_of(
    dataset: Dataset, model: FactorModel, activity: ProfileActivity, models: int = 2
) -> RowContext:
    """A page's context by no model, by one of stars, or by one of picks too."""
    used, choice = model if models else None, random_choice(dataset.n_items) if models > 1 else None
    taste = fold_in_profile(activity, dataset, used, choice)
    return RowContext(taste, dataset, used, "Ada", 8, FirstScreen(4, 5))


acts = st.tuples(
    st.sampled_from([*DID, "clear", "models", "screen", "name"]),
    st.integers(0, 119),
    st.sampled_from([0.5, 3.0, 4.0, 5.0]),
)


@given(st.lists(acts, min_size=2, max_size=9), st.integers(0, 2))
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_a_profile_does_what_is_kept_is_what_would_be_made_anew(
    dataset: Dataset, model: FactorModel, did: list[tuple[str, int, float]], models: int
) -> None:
    kept, by_name = kept_rows(), {name: dict[int, float]() for name in DID}
    screen, name = FirstScreen(4, 5), "Ada"
    for what, item, stars in did:
        if what == "models":
            models = (models + item) % 3
        elif what == "screen":
            screen = FirstScreen(1 + item % 6, 1 + item % 7)
        elif what == "name":
            name = f"Ada {item}"
        elif what == "clear":
            for activity in by_name.values():
                activity.pop(item, None)
        elif what == "like_these":
            found = groups(dataset)
            by_name[what][found[item % len(found)].examples[0]] = stars
        else:
            by_name[what][item] = stars
        done = ProfileActivity(**{each: dict(those) for each, those in by_name.items()})
        page = replace(
            context_of(dataset, model, done, models), first_screen=screen, profile_name=name
        )
        assert home_rows(page, partial(kept.rows_of, ADA)) == home_rows(page)


CHANGES: dict[Ingredient, Callable[[RowContext], RowContext]] = {
    Ingredient.ORDER: lambda c: _taste(c, picks=_raised(c.taste.picks)),
    Ingredient.STARS: lambda c: _taste(c, raw=_raised(c.taste.raw)),
    Ingredient.OPEN: lambda c: _taste(c, open_items=_closed(c.taste.open_items)),
    Ingredient.RATINGS: lambda c: _did(c, ratings={**c.taste.activity.ratings, 3: 4.5}),
    Ingredient.N_RATINGS | Ingredient.RATINGS: lambda c: _did(c, ratings={3: 5.0, 9: 1.0}),
    Ingredient.MY_LIST: lambda c: _did(c, my_list={8: 1.0, 20: 2.0}),
    Ingredient.GROUPS: lambda c: _did(c, like_these={50: 1.0}),
    Ingredient.PERSONAL: lambda c: replace(c, model=None),
    Ingredient.NAME: lambda c: replace(c, profile_name="Eve"),
    Ingredient.TILES: lambda c: replace(c, first_screen=FirstScreen(4, 3)),
    Ingredient(0): lambda c: replace(c, length=5),
}
"""Changes of a context, by all the ingredients that they are of; the last one every row goes by."""


def _taste(context: RowContext, **changed: np.ndarray | None) -> RowContext:
    return replace(context, taste=replace(context.taste, **changed))  # type: ignore[arg-type]


def _did(context: RowContext, **changed: dict[int, float]) -> RowContext:
    activity = replace(context.taste.activity, **changed)
    return replace(context, taste=replace(context.taste, activity=activity))


def _raised(values: np.ndarray | None) -> np.ndarray:
    assert values is not None
    return np.concatenate([values[:-1], values[-1:] + np.float32(1e-3)])


def _closed(flags: np.ndarray) -> np.ndarray:
    changed = flags.copy()
    changed[60] = False
    return changed


@pytest.fixture
def page(dataset: Dataset, model: FactorModel) -> RowContext:
    likes = {group.examples[0]: 1.0 for group in groups(dataset)[:2]}
    activity = ProfileActivity({3: 5.0, 9: 1.0, 31: 4.0}, my_list={8: 1.0}, like_these=likes)
    return context_of(dataset, model, activity)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_row_is_made_again_only_where_something_that_it_is_made_of_changed(
    page: RowContext, kind: RowKind
) -> None:
    kept, begun = kept_rows(), []
    standing = Standing.of_nothing(page.dataset.n_items)

    def build(context: RowContext, standing: Standing) -> Iterator[Row]:
        begun.append(kind.key)
        yield from kind.build(context, standing)

    counted = replace(kind, build=build)

    def made_anew(context: RowContext) -> bool:
        """Whether a row had to be made; the kind's rows as of the page are kept after it."""
        begun.clear()
        list(kept.rows_of(ADA, counted, context, standing))
        anew = bool(begun)
        list(kept.rows_of(ADA, counted, page, standing))
        return anew

    assert made_anew(page)
    assert not made_anew(page)
    for ingredients, change in CHANGES.items():
        theirs = not ingredients or bool(ingredients & kind.made_of)
        assert made_anew(change(page)) is theirs, ingredients
    for flags, ingredient in (
        (standing.in_view, Ingredient.IN_VIEW),
        (standing.on_page, Ingredient.ON_PAGE),
    ):
        flags[70] = True
        assert made_anew(page) is (ingredient in kind.made_of), ingredient


def test_a_row_in_the_middle_that_changes_is_made_again_with_those_that_go_by_it(
    page: RowContext,
) -> None:
    kept = kept_rows()
    rows = partial(kept.rows_of, ADA)
    before = home_rows(page, rows)
    assert home_rows(page, partial(kept.rows_of, BO)) == before  # of another table's rows
    listed = _did(page, my_list={8: 1.0, before[1].items[0]: 2.0})
    assert home_rows(listed, rows) == home_rows(listed) != before
    kept.forget(ADA)
    assert home_rows(listed, rows) == home_rows(listed)


def test_arrays_are_the_same_bit_by_bit_and_of_one_kind() -> None:
    one = np.array([1.0, 2.0], np.float32)
    assert are_same((1, one), (1, one.copy()))
    assert not are_same((1, one), (1, one.astype(np.float64)))
    assert not are_same((1, one), (1, one + np.float32(1e-6)))
    assert not are_same((1, one), (1, one, 2))
    assert not are_same(1, True)
    assert not are_same(one, (1.0, 2.0))
