"""What every kind of row keeps to, whatever the profile did and whether there is a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Query
from recflix_tui.recommend.page.all_rows import KINDS
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import FirstScreen, Row, RowContext, RowKind
from recflix_tui.recommend.rows.because_you_rated import BECAUSE_YOU_RATED
from recflix_tui.recommend.rows.because_you_watched import BECAUSE_YOU_WATCHED
from recflix_tui.recommend.rows.crossings import CROSSINGS
from recflix_tui.recommend.rows.decades import DECADES
from recflix_tui.recommend.rows.genres import GENRES
from recflix_tui.recommend.rows.hidden_gems import HIDDEN_GEMS
from recflix_tui.recommend.rows.my_list import MY_LIST
from recflix_tui.recommend.rows.new_titles import NEW_TITLES
from recflix_tui.recommend.rows.not_sure import NOT_SURE
from recflix_tui.recommend.rows.picked_groups import PICKED_GROUPS
from recflix_tui.recommend.rows.popular import POPULAR
from recflix_tui.recommend.rows.rediscover import REDISCOVER
from recflix_tui.recommend.rows.searched import SEARCHED
from recflix_tui.recommend.rows.tonight import TONIGHT
from recflix_tui.recommend.rows.top_picks import TOP_PICKS
from recflix_tui.recommend.rows.trending import TRENDING
from recflix_tui.recommend.taste import fold_in_profile
from tests.examples.random_choices import random_choice
from tests.recommend.crowd.rated import some_ratings, with_ratings
from tests.recommend.rows.by_signals import NOW, context_of, did
from tests.recommend.rows.crossed import crossed

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
        abandoned={25: 3.0},
    ),
    "that rated much": ProfileActivity(
        ratings={n: 5.0 if n % 4 == 3 else 2.5 for n in range(16, 60) if n % 5 != 2},
        refused={19: 1.0},
        abandoned={23: 1.0, 2: 1.0},
    ),
}


BY_A_MODEL = {TOP_PICKS, BECAUSE_YOU_RATED}
FOR_ANYONE = {GENRES, HIDDEN_GEMS, NEW_TITLES, POPULAR}
OF_SEVERAL = {DECADES, NOT_SURE}
WITH, WITHOUT, BOTH = "with a model", "without a model", "with one of picks too"
ALL = "with all signals"
MADE = {
    ("of nobody yet", WITH): FOR_ANYONE,
    ("of nobody yet", WITHOUT): FOR_ANYONE,
    ("with one rating", WITH): FOR_ANYONE | BY_A_MODEL,
    ("with one rating", WITHOUT): FOR_ANYONE,
    ("that likes nothing", WITH): FOR_ANYONE - {GENRES} | {TOP_PICKS},
    ("that likes nothing", WITHOUT): FOR_ANYONE - {GENRES},
    ("with a list and no rating", WITH): FOR_ANYONE | {MY_LIST},
    ("with a list and no rating", WITHOUT): FOR_ANYONE | {MY_LIST},
    ("that did everything", WITH): FOR_ANYONE
    | BY_A_MODEL
    | OF_SEVERAL
    | {MY_LIST, BECAUSE_YOU_WATCHED},
    ("that did everything", WITHOUT): FOR_ANYONE | {MY_LIST, BECAUSE_YOU_WATCHED},
}
MADE |= {(profile, BOTH): made for (profile, models), made in MADE.items() if models == WITH}
"""The kinds that have titles to show, by the profile and whether there is a model. Three genres
are too few for groups and for crossings. A model of picks changes the order alone."""
MADE |= {
    # By its ratings alone:
    ("that did everything", BOTH): FOR_ANYONE | BY_A_MODEL | OF_SEVERAL | {MY_LIST},
    # Of ratings of more than two years, in which every title was rated early and what is little
    # known is badly rated:
    ("of nobody yet", ALL): FOR_ANYONE - {NEW_TITLES, HIDDEN_GEMS}
    | {TOP_PICKS, TRENDING, TONIGHT, SEARCHED},
    ("that did everything", ALL): set(KINDS) - {PICKED_GROUPS, NEW_TITLES, CROSSINGS, REDISCOVER},
    ("that rated much", ALL): set(KINDS)
    - {PICKED_GROUPS, NEW_TITLES, HIDDEN_GEMS, MY_LIST, BECAUSE_YOU_WATCHED},
}
Case = tuple[str, str]
ContextOf = Callable[[Case], RowContext]


def build(kind: RowKind, context: RowContext) -> list[Row]:
    """All rows of a kind; there are titles."""
    rows = list(kind.build(context))
    assert any(row.items for row in rows)
    return rows


def made_for(case: Case, dataset: Dataset, model: FactorModel) -> RowContext:
    profile, with_model = case
    if with_model == ALL:
        rated = with_ratings(dataset, some_ratings(2000, seed=3))
        if profile == "that rated much":
            rated = crossed(rated)
        behaviour = did([(33, 1.0)], [Query("comedy", NOW)])
        return context_of(rated, model, PROFILES[profile], behaviour)
    used = None if with_model == WITHOUT else model
    choice = random_choice(dataset.n_items) if with_model == BOTH else None
    taste = fold_in_profile(PROFILES[profile], dataset, used, choice)
    return RowContext(taste, dataset, used, "Ada", LENGTH)


@pytest.fixture(scope="module")
def context_by_case(dataset: Dataset, model: FactorModel) -> ContextOf:
    """What rows are made from, worked out once for all the tests that look at a case."""
    return cache(lambda case: made_for(case, dataset, model))


@pytest.fixture
def context(case: Case, context_by_case: ContextOf) -> RowContext:
    return context_by_case(case)


@pytest.fixture
def kinds(case: Case) -> list[RowKind]:
    """The kinds that have titles to show there."""
    return [kind for kind in KINDS if kind in MADE[case]]


@pytest.mark.parametrize("case", MADE, ids=" ".join)
def test_these_kinds_have_titles_to_show_and_no_others(case: Case, context: RowContext) -> None:
    made = {kind for kind in KINDS if any(row.items for row in kind.build(context))}
    assert made == MADE[case]


@pytest.mark.parametrize(
    ("rated", "with_model", "note"),
    [
        (True, WITH, "well predicted"),
        (True, WITHOUT, "well rated"),
        (False, WITH, "well rated"),
        (True, BOTH, "likely your pick"),
        (False, BOTH, "often picked"),
    ],
)
def test_hidden_gems_say_what_they_are_ranked_by(
    dataset: Dataset, model: FactorModel, rated: bool, with_model: str, note: str
) -> None:
    used = None if with_model == WITHOUT else model
    choice = random_choice(dataset.n_items) if with_model == BOTH else None
    activity = ProfileActivity(ratings={0: 4.0} if rated else {})
    taste = fold_in_profile(activity, dataset, used, choice)
    context = RowContext(taste, dataset, used, "Ada", LENGTH)
    for row in build(HIDDEN_GEMS, context):
        assert row.note == f"{note}, rated by few"


@pytest.mark.parametrize(("with_model", "note"), [(WITH, "the best rated"), (BOTH, "often picked")])
def test_genres_say_what_they_are_ranked_by_before_the_first_rating(
    dataset: Dataset, model: FactorModel, with_model: str, note: str
) -> None:
    choice = random_choice(dataset.n_items) if with_model == BOTH else None
    taste = fold_in_profile(ProfileActivity(), dataset, model, choice)
    for row in build(GENRES, RowContext(taste, dataset, model, "Ada", LENGTH)):
        assert row.note == note


@pytest.mark.parametrize("case", MADE, ids=" ".join)
class TestEveryKindOfRow:
    def test_shows_no_title_that_was_rated_but_to_be_seen_again_watched_refused_or_given_up_on(
        self, kinds: list[RowKind], context: RowContext
    ) -> None:
        activity = context.taste.activity
        rated, said_no = set(activity.ratings), {*activity.refused, *activity.abandoned}
        for kind in kinds:
            for row in build(kind, context):
                assert not said_no & set(row.items), row.key
                if kind is REDISCOVER:
                    assert set(row.items) <= rated
                else:
                    assert not (rated | set(activity.watched)) & set(row.items), row.key

    def test_shows_titles_of_the_dataset_alone_and_none_twice_on_a_row(
        self, kinds: list[RowKind], context: RowContext
    ) -> None:
        for kind in kinds:
            for row in build(kind, context):
                assert all(type(item) is int for item in row.items), row.key
                assert set(row.items) <= set(range(context.dataset.n_items)), row.key
                assert len(set(row.items)) == len(row.items), row.key

    def test_is_made_the_same_of_the_same(self, kinds: list[RowKind], context: RowContext) -> None:
        for kind in kinds:
            assert build(kind, context) == build(kind, context), kind.key

    def test_keeps_to_the_depth_asked_for(self, kinds: list[RowKind], context: RowContext) -> None:
        for kind in kinds:
            for row in build(kind, context):
                assert kind.is_whole or len(row.items) <= context.depth, row.key

    def test_has_keys_of_its_own(self, kinds: list[RowKind], context: RowContext) -> None:
        for kind in kinds:
            keys = [row.key for row in build(kind, context)]
            assert len(set(keys)) == len(keys), kind.key
            assert {key.partition(":")[0] for key in keys} <= {kind.key}

    def test_has_a_heading_and_a_note_free_of_markup(
        self, kinds: list[RowKind], context: RowContext
    ) -> None:
        for kind in kinds:
            for row in build(kind, context):
                for text in (row.title, row.note):
                    assert text.strip() == text != "", row.key
                    assert text.isprintable(), row.key
                    assert not set("[]") & set(text), row.key


def test_every_kind_makes_a_row_for_a_profile_that_did_everything(
    dataset: Dataset, model: FactorModel
) -> None:
    case = "that did everything"
    context = RowContext(fold_in_profile(PROFILES[case], dataset, model), dataset, model, "Ada")
    for kind in MADE[case, WITH] - {NEW_TITLES}:  # two titles came out in the last two years
        assert max(len(row.items) for row in build(kind, context)) >= kind.least


@pytest.mark.parametrize("screen", [FirstScreen(3, 4), FirstScreen(20, LENGTH)])
@pytest.mark.parametrize("case", MADE, ids=" ".join)
def test_no_title_stands_twice_on_the_first_screen(
    context: RowContext, screen: FirstScreen
) -> None:
    rows = home_rows(replace(context, first_screen=screen))[: screen.rows]
    assert len(rows) > 1
    shown = [item for row in rows for item in row.items[: screen.tiles]]
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("case", MADE, ids=" ".join)
def test_a_row_of_fewer_titles_than_its_kind_needs_is_not_shown(context: RowContext) -> None:
    least = {kind.key: kind.least for kind in KINDS}
    rows = home_rows(context)
    assert rows
    for row in rows:
        assert len(row.items) >= least[row.key.partition(":")[0]]
