"""What rows are made from where all signals have something to go by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import weigh_all
from recflix_tui.recommend.behaviour import Behaviour, Query, Traces
from recflix_tui.recommend.row.row import Row, RowContext, RowKind
from recflix_tui.recommend.taste import fold_in_weighed
from recflix_tui.recommend.weighing.signal import Setting, SignalContext
from tests.examples.random_choices import random_choice
from tests.recommend.crowd.rated import DAY

NOW = 1_500_000_000.0
LENGTH = 6


def context_of(
    dataset: Dataset,
    model: FactorModel | None,
    activity: ProfileActivity,
    behaviour: Behaviour | None = None,
    off: Sequence[str] = (),
    now: float = NOW,
    picks: bool = True,
    household: Traces | None = None,
) -> RowContext:
    """What the rows of a profile are made from, those signals switched off; picks: whether there
    is a model of picks beside one of stars; household: what others here picked who agreed to it."""
    choice = None if model is None or not picks else random_choice(dataset.n_items)
    signals = SignalContext(
        activity,
        dataset,
        model,
        choice,
        behaviour or Behaviour(),
        now,
        Traces() if household is None else household,
    )
    weighed = weigh_all(signals, {name: Setting(on=False) for name in off})
    return RowContext(fold_in_weighed(weighed), dataset, model, "Ada", LENGTH)


def did(chosen: Sequence[tuple[int, float]] = (), queries: Sequence[Query] = ()) -> Behaviour:
    """Titles chosen from searches, each so many days ago, and what was searched for."""
    items = np.array([item for item, _ in chosen], np.int32)
    at = np.array([NOW - days * DAY for _, days in chosen])
    return Behaviour(chosen=Traces(items, at, np.ones(len(items))), queries=tuple(queries))


def rows_of(kind: RowKind, context: RowContext) -> list[Row]:
    """The rows of a kind that have titles."""
    return [row for row in kind.build(context) if row.items]
