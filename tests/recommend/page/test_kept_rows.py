"""Rows that are kept: they are what would be made anew, and nothing is made in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from recflix_tui.recommend.all_signals import ALL_SIGNALS
from recflix_tui.recommend.asking.groups import groups
from recflix_tui.recommend.behaviour import Behaviour, Query, Traces
from recflix_tui.recommend.page.all_rows import KINDS
from recflix_tui.recommend.page.kept_rows import KeptRows
from recflix_tui.recommend.page.made_of import are_same
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import (
    FirstScreen,
    Ingredient,
    Row,
    RowContext,
    RowKind,
)
from recflix_tui.recommend.weighing.signal import Weights
from recflix_tui.recommend.weighing.weigh import Weighed
from tests.examples.app_home import hand_made_model
from tests.examples.many_genres import write_many_genres
from tests.recommend.crowd.rated import DAY
from tests.recommend.rows import by_signals

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
    dataset: Dataset,
    model: FactorModel,
    activity: ProfileActivity,
    models: int = 2,
    behaviour: Behaviour | None = None,
    off: Sequence[str] = (),
) -> RowContext:
    """A page's context by no model, by one of stars, or by one of picks too."""
    used = model if models else None
    made = by_signals.context_of(dataset, used, activity, behaviour, off, picks=models > 1)
    return replace(made, length=8, first_screen=FirstScreen(4, 5))


acts = st.tuples(
    st.sampled_from(
        [*DID, "chosen", "opened", "searched", "off", "clear", "models", "screen", "name"]
    ),
    st.integers(0, 119),
    st.sampled_from([0.5, 3.0, 4.0, 5.0]),
)


@given(st.lists(acts, min_size=2, max_size=9), st.integers(0, 2))
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_a_profile_does_what_is_kept_is_what_would_be_made_anew(
    dataset: Dataset, model: FactorModel, did: list[tuple[str, int, float]], models: int
) -> None:
    kept, by_name = kept_rows(), {name: dict[int, float]() for name in DID}
    screen, name, off = FirstScreen(4, 5), "Ada", set[str]()
    chosen, opened, queries = list[tuple[int, float]](), list[int](), list[Query]()
    for what, item, stars in did:
        if what == "models":
            models = (models + item) % 3
        elif what == "screen":
            screen = FirstScreen(1 + item % 6, 1 + item % 7)
        elif what == "name":
            name = f"Ada {item}"
        elif what == "chosen":
            chosen.append((item, 4 * stars))
        elif what == "opened":
            opened.append(item)
        elif what == "searched":
            queries.append(Query(dataset.genre_names[item % 8], by_signals.NOW - item * DAY / 8))
        elif what == "off":
            off ^= {ALL_SIGNALS[item % len(ALL_SIGNALS)].name}
        elif what == "clear":
            for activity in by_name.values():
                activity.pop(item, None)
        elif what == "like_these":
            found = groups(dataset)
            by_name[what][found[item % len(found)].examples[0]] = stars
        else:
            by_name[what][item] = stars
        done = ProfileActivity(**{each: dict(those) for each, those in by_name.items()})
        behaviour = replace(by_signals.did(chosen, queries), opened=_opened(*opened).opened)
        page = context_of(dataset, model, done, models, behaviour, sorted(off))
        page = replace(page, first_screen=screen, profile_name=name)
        assert home_rows(page, partial(kept.rows_of, ADA)) == home_rows(page)


CHANGES: dict[Ingredient, Callable[[RowContext], RowContext]] = {
    Ingredient.ORDER: lambda c: _taste(c, picks=_raised(c.taste.picks)),
    Ingredient.STARS: lambda c: _taste(c, raw=_raised(c.taste.raw)),
    Ingredient.OPEN: lambda c: _taste(c, open_items=_closed(c.taste.open_items)),
    Ingredient.RATINGS: lambda c: _did(c, ratings={**c.taste.activity.ratings, 3: 4.5}),
    Ingredient.RATED_AT: lambda c: _did(c, rated_at={3: 1.0}),
    Ingredient.N_RATINGS | Ingredient.RATINGS: lambda c: _did(c, ratings={3: 5.0, 9: 1.0}),
    Ingredient.MY_LIST: lambda c: _did(c, my_list={8: 1.0, 20: 2.0}),
    Ingredient.GROUPS: lambda c: _did(c, like_these={50: 1.0}),
    Ingredient.PERSONAL: lambda c: replace(c, model=None),
    Ingredient.NAME: lambda c: replace(c, profile_name="Eve"),
    Ingredient.WATCHED: lambda c: _did(c, watched={70: 1.0}),
    Ingredient.SOUGHT: lambda c: _seen(c, behaviour=by_signals.did([(70, 1.0)])),
    Ingredient.TRENDING | Ingredient.ORDER: lambda c: _said(c, "trending"),
    Ingredient.LIKE_YOU | Ingredient.ORDER: lambda c: _said(c, "similar-users"),
    Ingredient.LIKED: lambda c: _seen(c, activity=ProfileActivity({3: 4.0}, {8: 1.0})),
    Ingredient.REFUSED: lambda c: _did(c, refused={71: 1.0}, abandoned={72: 1.0}),
    Ingredient.HOUR | Ingredient.ORDER: lambda c: _said(c, "session"),
    Ingredient.HOUR | Ingredient.TRENDING: lambda c: _seen(c, now=by_signals.NOW + 900),
    Ingredient.TRENDING: lambda c: _seen(c, now=by_signals.NOW + 1),  # in the same quarter
    Ingredient.ADVENTURE: lambda c: replace(c, adventure=c.adventure / 2 + 0.1),
    Ingredient.DAY: lambda c: replace(c, seed=7),
    Ingredient(0): lambda c: replace(c, length=5),
}
"""Changes of a context, by all the ingredients that they are of; the last one every row goes by."""


def _taste(context: RowContext, **changed: np.ndarray | None) -> RowContext:
    return replace(context, taste=replace(context.taste, **changed))  # type: ignore[arg-type]


def _did(context: RowContext, **changed: dict[int, float]) -> RowContext:
    activity = replace(context.taste.activity, **changed)
    return replace(context, taste=replace(context.taste, activity=activity))


def _weighed(context: RowContext) -> Weighed:
    assert context.taste.weighed is not None
    return context.taste.weighed


def _opened(*items: int) -> Behaviour:
    at = np.array([by_signals.NOW - ago for ago in range(len(items), 0, -1)])
    return Behaviour(opened=Traces(np.array(items, np.int32), at, np.ones(len(items))))


def _seen(context: RowContext, **changed: ProfileActivity | Behaviour | float) -> RowContext:
    weighed = _weighed(context)
    assert weighed.context is not None
    seen = replace(weighed.context, **changed)  # type: ignore[arg-type]
    return replace(context, taste=replace(context.taste, weighed=replace(weighed, context=seen)))


def _said(context: RowContext, signal: str) -> RowContext:
    """What that signal says of titles is otherwise."""
    weighed = _weighed(context)
    otherwise = Weights(titles=np.full(context.dataset.n_items, 0.3, np.float32))
    parts = tuple(
        replace(part, weights=otherwise) if part.signal.name == signal else part
        for part in weighed.parts
    )
    return replace(context, taste=replace(context.taste, weighed=replace(weighed, parts=parts)))


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

    def build(context: RowContext) -> Iterator[Row]:
        begun.append(kind.key)
        yield from kind.build(context)

    counted = replace(kind, build=build)

    def made_anew(context: RowContext) -> bool:
        """Whether rows had to be made; the kind's rows as of the page are kept after it."""
        begun.clear()
        kept.rows_of(ADA, counted, context)
        anew = bool(begun)
        kept.rows_of(ADA, counted, page)
        return anew

    assert made_anew(page)
    assert not made_anew(page)
    for ingredients, change in CHANGES.items():
        theirs = not ingredients or bool(ingredients & kind.made_of)
        assert made_anew(change(page)) is theirs, ingredients


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
