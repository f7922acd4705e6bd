"""Viewing history: what was watched, and not rated."""

from __future__ import annotations

import numpy as np

from recflix_tui.recommend.weighing.answers import NEARLY_ALL, answered, nearly_all
from recflix_tui.recommend.weighing.fading import entries_of, faded
from recflix_tui.recommend.weighing.gain import gained
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

WATCHED = 1.0
NEARLY = 0.5
HALF_LIFE = 180.0  # days


def watched(context: SignalContext) -> Weights:
    """Who watches something is drawn to what the same people pick, liked or not."""
    activity, told = context.activity, answered(context.activity)
    nearly = {item: at for item, at in activity.abandoned.items() if nearly_all(activity, item)}
    moments = {**nearly, **activity.watched}
    items = sorted((i for i in moments if i not in told), key=lambda i: moments[i])
    left = faded(np.array([moments[item] for item in items]), context.now, HALF_LIFE).tolist()
    sizes = [WATCHED if item in activity.watched else NEARLY for item in items]
    entered = ((item, size * part) for item, size, part in zip(items, sizes, left, strict=True))
    return entries_of(entered, "nothing is marked as watched without being rated")


HISTORY = Signal(
    name="history",
    label="viewing history",
    about="what you watched, and did not rate",
    formula=f"entry {WATCHED:g} × 2^(−age / {HALF_LIFE:g} days) for each watched title; "
    f"{NEARLY:g} for one given up after more than {100 * NEARLY_ALL:g} % of it",
    default=0.6,
    guess=False,
    gain=gained("+.0167", "[+.0105 +.0229]"),
    weigh=watched,
)
