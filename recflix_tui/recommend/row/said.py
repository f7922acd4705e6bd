"""What signals say of titles, as rows go by it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.weighing.signal import SignalContext
from recflix_tui.recommend.weighing.weigh import without

Doubles = NDArray[np.float64]


def said_of_titles(taste: Taste, signal: str) -> NDArray[np.float32] | None:
    """Return what a signal says of each item, (n_items,), before its weight; None where it is off
    or has nothing to go by."""
    if taste.weighed is None:
        return None
    parts = (part for part in taste.weighed.parts if part.signal.name == signal)
    return next((part.weights.titles for part in parts), None)


def seen_context(taste: Taste) -> SignalContext | None:
    """Return what the signals are made from, without what only those go by that are off; None where
    nothing but ratings was asked for."""
    weighed = taste.weighed
    if weighed is None or weighed.context is None:
        return None
    return without(weighed.context, weighed.off)


def fit_and_worth(
    fit: NDArray[np.floating], taste: Taste, dataset: Dataset
) -> NDArray[np.floating]:
    """Return what a row is ordered by, (n_items,), that is first of all of titles that fit it:
    their fit, (n_items,), times the fourth root of what they are ranked by elsewhere."""
    return np.asarray(fit * np.maximum(rank_order(taste, dataset), 0) ** 0.25)
