"""Skipped and abandoned: what was refused, or given up on."""

from __future__ import annotations

import numpy as np

from recflix_tui.recommend.weighing.answers import NEARLY_ALL, said_no
from recflix_tui.recommend.weighing.fading import entries_of, faded
from recflix_tui.recommend.weighing.gain import NO_DATA_TELLS
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

MOST = 1.0
HALF_LIFE = 730.0  # days


def skipped(context: SignalContext) -> Weights:
    """What was given up early, or refused, speaks against what the same people pick."""
    against, ratings = said_no(context.activity), context.activity.ratings
    items = sorted((i for i in against if i not in ratings), key=lambda i: against[i][0])
    left = faded(np.array([against[item][0] for item in items]), context.now, HALF_LIFE).tolist()
    entered = (
        (item, -MOST * against[item][1] * part) for item, part in zip(items, left, strict=True)
    )
    return entries_of(entered, "nothing was given up on or refused")


SKIPPED = Signal(
    name="skipped",
    label="skipped and given up",
    about="what you gave up on, or said is not for you",
    formula=f"entry −{MOST:g} × 2^(−age / {HALF_LIFE:g} days) for what is not for you; "
    f"−{MOST:g} × (1 − share watched) × the same for what you gave up on, up to "
    f"{100 * NEARLY_ALL:g} % of it",
    default=0.3,
    guess=True,
    gain=NO_DATA_TELLS,
    weigh=skipped,
)
