"""What signals said is known while what they go by is as it was, and never longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.all_signals import ALL_SIGNALS
from recflix_tui.recommend.behaviour import Glances, Query, Traces
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights
from recflix_tui.recommend.weighing.weigh import weigh
from tests.examples.random_choices import random_choice
from tests.recommend.signals.test_every_signal import ACTIVITY, BEHAVIOUR, NOW

LEFT_ALONE = {"history", "interactions", "session", "search", "trending", "regional"}
PICKED = Traces(np.array([5], np.int32), np.array([NOW]), np.ones(1))
Change = Callable[[SignalContext], SignalContext]


def done(**what: object) -> Change:
    return lambda context: replace(context, activity=replace(context.activity, **what))  # type: ignore[arg-type]


def behaved(**what: object) -> Change:
    return lambda context: replace(context, behaviour=replace(context.behaviour, **what))  # type: ignore[arg-type]


def rated(item: int) -> Change:
    return done(ratings={**ACTIVITY.ratings, item: 4.0})


CHANGES: dict[str, tuple[Change, set[str]]] = {
    "nothing": (lambda context: replace(context), set()),
    "a rating": (rated(50), set()),
    "a rating of what was opened": (rated(11), {"interactions", "session"}),
    "a rating of what was watched": (rated(20), {"history"}),
    "a rating of what was kept": (rated(10), {"history", "interactions"}),
    "a rating of what was chosen": (rated(14), {"search"}),
    "a rating of what was given up": (rated(33), {"history"}),
    "refused": (done(refused={22: NOW, 12: NOW}), {"history", "interactions", "session"}),
    "watched": (done(watched={**ACTIVITY.watched, 51: NOW}), {"history", "session"}),
    "given up": (done(abandoned={**ACTIVITY.abandoned, 51: NOW}), {"history"}),
    "kept": (done(my_list={**ACTIVITY.my_list, 51: NOW}), {"interactions", "session"}),
    "kept in another order": (
        done(my_list=dict([*ACTIVITY.my_list.items()][::-1])),
        {"interactions", "session"},
    ),
    "opened": (behaved(opened=PICKED), {"interactions", "session"}),
    "chosen": (behaved(chosen=PICKED), {"search"}),
    "searched": (behaved(queries=(Query("drama", NOW),)), {"search"}),
    "in view": (
        behaved(
            glances=Glances(np.array([16], np.int32), np.array([4], np.int32), np.array([NOW]))
        ),
        {"interactions"},
    ),
    "another session": (behaved(session_start=NOW - 9), {"session"}),
    "an hour": (lambda c: replace(c, now=NOW + 3600), LEFT_ALONE - {"regional"}),
    "others": (lambda c: replace(c, household=Traces()), {"trending"}),
    "others near": (lambda c: replace(c, neighbourhood=PICKED), {"regional"}),
    "a region": (lambda c: replace(c, region=1), {"regional"}),
    "another model": (
        lambda c: replace(c, choice=random_choice(c.dataset.n_items, seed=4)),
        LEFT_ALONE,
    ),
}


@pytest.mark.parametrize(("change", "asked"), CHANGES.values(), ids=CHANGES)
def test_what_is_known_is_what_would_be_said(
    change: Change, asked: set[str], dataset: Dataset
) -> None:
    choice = random_choice(dataset.n_items)
    context = SignalContext(
        ACTIVITY, dataset, None, choice, BEHAVIOUR, NOW, PICKED, region=0, novelty=0.5
    )
    told: list[str] = []

    def counting(signal: Signal) -> Signal:
        def weigh_it(context: SignalContext) -> Weights:
            told.append(signal.name)
            return signal.weigh(context)

        return replace(signal, default=1.0, weigh=weigh_it)

    signals = [counting(signal) for signal in ALL_SIGNALS]
    before, changed = weigh(context, {}, signals), change(context)
    told.clear()
    found = weigh(changed, {}, signals, before)
    assert LEFT_ALONE.intersection(told) == asked
    anew = weigh(changed, {}, signals)
    assert found.items.tobytes() == anew.items.tobytes()
    assert found.entries.tobytes() == anew.entries.tobytes()
    assert (found.boost is None) == (anew.boost is None)
    if found.boost is not None and anew.boost is not None:
        assert found.boost.tobytes() == anew.boost.tobytes()
