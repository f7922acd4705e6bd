"""What every signal keeps to, whatever the profile did."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import (
    ALL_SIGNALS,
    SignalError,
    signal_named,
    weigh_all,
)
from recflix_tui.recommend.behaviour import Behaviour, Glances, Query, Traces
from recflix_tui.recommend.weighing.signal import Setting, Signal, SignalContext
from recflix_tui.recommend.weighing.speaks_for import speaks_for
from tests.examples.random_choices import random_choice

NOW, DAY = 1_700_000_000.0, 86_400.0
NAMES = [
    *("history", "skipped", "interactions", "ratings", "similar-users", "metadata"),
    *("session", "trending", "regional", "novelty", "search", "profile"),
]
ACTIVITY = ProfileActivity(
    ratings={1: 5.0, 4: 4.5, 7: 4.0, 0: 1.0, 2: 2.0},
    my_list={10: NOW - DAY, 4: NOW},
    watched={10: NOW - DAY, 20: NOW - 9 * DAY, 1: NOW},
    refused={22: NOW - DAY},
    abandoned={31: NOW - DAY, 33: NOW},
    watched_share={31: 0.2, 33: 0.9},
    like_these={40: NOW, 41: NOW},
)
BEHAVIOUR = Behaviour(
    opened=Traces(
        np.array([11, 12, 11], np.int32),
        np.array([NOW - 40 * DAY, NOW - 60, NOW - 30]),
        np.array([45.0, 3.0, 10.0]),
    ),
    chosen=Traces(np.array([14], np.int32), np.array([NOW - DAY]), np.ones(1)),
    queries=(Query("comedy", NOW - DAY),),
    glances=Glances(
        np.array([10, 16, 17], np.int32),
        np.array([9, 2, 8], np.int32),
        np.array([NOW, NOW, NOW - DAY]),
    ),
    session_start=NOW - 100,
)
SOMEBODY, NOBODY = "who did everything", "who did nothing"


@pytest.fixture(params=[SOMEBODY, NOBODY])
def context(request: pytest.FixtureRequest, dataset: Dataset, model: FactorModel) -> SignalContext:
    choice = random_choice(dataset.n_items)
    if request.param == NOBODY:
        return SignalContext(ProfileActivity(), dataset, model, choice, now=NOW)
    others = Traces(np.array([5, 6], np.int32), np.array([NOW - DAY, NOW]), np.ones(2))
    return SignalContext(ACTIVITY, dataset, model, choice, BEHAVIOUR, NOW, others, 0, others, 0.5)


@pytest.mark.parametrize("signal", ALL_SIGNALS, ids=lambda signal: signal.name)
class TestEverySignal:
    def test_what_it_says_is_bounded_and_of_titles_that_are_there(
        self, signal: Signal, context: SignalContext
    ) -> None:
        said = signal.weigh(context)
        n_items = context.dataset.n_items
        assert said.items.dtype == np.int32
        assert said.entries.dtype == np.float64
        assert len(said.items) == len(said.entries)
        assert len(set(said.items.tolist())) == len(said.items)
        assert ((said.items >= 0) & (said.items < n_items)).all()
        assert np.isfinite(said.entries).all()
        assert np.abs(said.entries).max(initial=0) < 3
        if said.titles is not None:
            assert said.titles.shape == (n_items,)
            assert said.titles.dtype == np.float32
            assert np.abs(said.titles).max() <= 1
        speaks = len(said.items) > 0 or said.titles is not None
        assert speaks != bool(said.nothing)

    def test_the_same_says_the_same_and_nothing_is_written_to(
        self, signal: Signal, context: SignalContext
    ) -> None:
        first, second = signal.weigh(context), signal.weigh(replace(context))
        np.testing.assert_array_equal(first.items, second.items)
        np.testing.assert_array_equal(first.entries, second.entries)
        assert (first.titles is None) == (second.titles is None)
        if first.titles is not None and second.titles is not None:
            np.testing.assert_array_equal(first.titles, second.titles)

    def test_without_a_choice_model_and_without_a_model_it_fails_nowhere(
        self, signal: Signal, context: SignalContext
    ) -> None:
        for bare in (replace(context, choice=None), replace(context, choice=None, model=None)):
            said = signal.weigh(bare)
            assert (len(said.items) > 0 or said.titles is not None) != bool(said.nothing)
            speaks = speaks_for(said, None, np.ones(bare.dataset.n_items, np.bool_))
            assert (speaks.titles, speaks.n_titles) == ((), 0)
            assert speaks.nothing

    def test_it_is_told_in_words(self, signal: Signal, context: SignalContext) -> None:
        assert signal_named(signal.name) is signal
        assert len(signal.label) <= 22
        assert signal.about
        assert signal.formula
        assert 0 <= signal.default <= 3


def everything_done_to(item: int, dataset: Dataset, **answers: Any) -> SignalContext:
    """Whatever can be done to a title, the newest of it after it was answered."""
    once = Traces(np.array([item, item], np.int32), np.array([NOW - DAY, NOW]), np.array([90.0, 1]))
    marks = {"my_list": {item: NOW}, "watched": {item: NOW - DAY}, "like_these": {item: NOW}}
    behaviour = Behaviour(opened=once, chosen=once, session_start=NOW - 2 * DAY)
    activity, choice = ProfileActivity(**marks | answers), random_choice(dataset.n_items)
    return SignalContext(activity, dataset, None, choice, behaviour, NOW)


@pytest.mark.parametrize("answer", ["refused", "abandoned"])
def test_a_title_that_is_said_no_to_speaks_against_whatever_else_was_done_to_it(
    answer: str, dataset: Dataset
) -> None:
    context = everything_done_to(9, dataset, **{answer: {9: NOW - 3600}})
    for weight in (None, 3.0):
        settings = {signal.name: Setting(weight) for signal in ALL_SIGNALS}
        weighed = weigh_all(context, settings)
        assert weighed.items.tolist() == [9]
        assert weighed.parts[weighed.owner[0]].signal.name == "skipped"
        assert weighed.entries[0] < 0
    assert weigh_all(everything_done_to(9, dataset), {}).entries.sum() > 0


def test_the_signals_are_these_in_this_order() -> None:
    assert [signal.name for signal in ALL_SIGNALS] == NAMES
    with pytest.raises(SignalError, match='no signal "gut feeling"; there is: history, skipped'):
        signal_named("gut feeling")
