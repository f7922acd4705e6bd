"""Why a title stands on its row, in a few words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.all_signals import weigh_all
from recflix_tui.recommend.page.all_rows import KINDS
from recflix_tui.recommend.reasons.because import (
    OF_THEIR_OWN,
    POPULAR,
    because_words,
    reason_on,
)
from recflix_tui.recommend.reasons.explain_pick import Brought, PickExplanation, explain_pick
from recflix_tui.recommend.row.row import Row
from recflix_tui.recommend.taste import Taste, at_moment, fold_in_weighed
from recflix_tui.recommend.weighing.signal import SignalContext
from tests.examples.random_choices import random_choice
from tests.recommend.signals.test_every_signal import ACTIVITY, BEHAVIOUR, NOW

ITEM = 47


@pytest.fixture(scope="module")
def choice(dataset: Dataset) -> ChoiceModel:
    return random_choice(dataset.n_items, n_neighbours=30)


@pytest.fixture(scope="module")
def taste(dataset: Dataset, model: FactorModel, choice: ChoiceModel) -> Taste:
    return fold_in_weighed(
        weigh_all(SignalContext(ACTIVITY, dataset, model, choice, BEHAVIOUR, NOW), {})
    )


def brought(popularity: float, *effects: tuple[int, float | None, float, str]) -> PickExplanation:
    """A pick that this speaks for: items, their stars, effects and what was done with them."""
    each = tuple(Brought(*one) for one in effects)
    return PickExplanation(ITEM, 0.0, popularity, 0.2, None, False, each)


def test_a_pick_names_who_brought_it_and_that_it_is_popular_where_that_is_most_of_it(
    dataset: Dataset,
) -> None:
    rated, opened = (1, 5.0, 3.0, "rated 5"), (4, None, 2.0, "opened twice")
    disliked = (0, 1.0, 4.0, "rated 1")
    words = "because of Film 1 (rated 5) and Film 4 (opened twice)"
    assert because_words(brought(4.5, rated, opened), dataset) == words
    assert because_words(brought(5.0, rated, opened), dataset) == (
        f"{words}, but 50 % of what speaks for it is how popular it is"
    )
    assert because_words(brought(1.0, disliked), dataset) == POPULAR
    assert because_words(None, dataset) == ""


def test_each_row_says_of_its_titles_what_it_is_there_for(dataset: Dataset, taste: Taste) -> None:
    def said(key: str, item: int = ITEM, because: int | None = None) -> str:
        row = Row(key, "heading", "what the row says", (item,), because)
        return reason_on(row, item, taste, dataset)

    assert said("rediscover", 4) == "you rated it 4.5"
    assert said("my_list", 10) == "you kept it"
    # Film n is of genre n % 3, and of the year 1950 + n.
    assert said("watched:20", because=20) == (
        "because of Film 20 (watched): often picked by the same people · Sci-Fi"
    )
    told = "because of Film 1 (rated 5): often picked by the same people"
    assert said("because:1", because=1) == told
    for key in ("popular", "trending", "new", "like_you", "searched"):
        assert said(key) == "what the row says"
    by_pick = because_words(explain_pick(taste, choice_of(taste), ITEM), dataset)
    assert by_pick.startswith("because of Film ")
    for key in ("top", "genre:2", "decade:1990", "hidden", "not_sure"):
        assert said(key) == by_pick
    alone = replace(taste, picks=None)
    assert reason_on(Row("top", "", "the note", (ITEM,)), ITEM, alone, dataset) == "the note"


def test_what_was_watched_long_before_that_moment_brings_nothing_here(
    dataset: Dataset, taste: Taste
) -> None:
    row = Row("top", "", "", tuple(range(50, 60)))
    later = at_moment(taste, NOW + 60 * 365 * 86_400.0)

    def said(by: Taste) -> str:
        return " ".join(reason_on(row, item, by, dataset) for item in row.items)

    assert "(watched)" in said(taste)
    assert "rated" in said(later)
    assert "(watched)" not in said(later)


def test_the_kinds_that_are_told_apart_are_kinds_of_row() -> None:
    assert {kind.key for kind in KINDS} >= {"rediscover", "my_list", *OF_THEIR_OWN}


def choice_of(taste: Taste) -> ChoiceModel:
    """The model that the taste is by."""
    assert taste.weighed is not None
    assert taste.weighed.context is not None
    assert taste.weighed.context.choice is not None
    return taste.weighed.context.choice
