"""Skipped and abandoned: what was refused, or given up on."""

from __future__ import annotations

import numpy as np

from recflix_tui.recommend.signals.history import NEARLY_ALL, nearly_all
from recflix_tui.recommend.weighing.fading import entries_of, faded
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

MOST = 1.0
UNSAID = 0.5  # how much of a title was watched, where nobody said
HALF_LIFE = 730.0  # days


def skipped(context: SignalContext) -> Weights:
    """What was given up early, or refused, speaks against what the same people pick."""
    activity = context.activity
    watched, share = activity.watched, activity.watched_share
    against = {
        item: (at, MOST * (1 - share.get(item, UNSAID)))
        for item, at in activity.abandoned.items()
        if not nearly_all(activity, item) and watched.get(item, -np.inf) <= at
    }
    against |= {item: (at, MOST) for item, at in activity.refused.items()}
    items = sorted((i for i in against if i not in activity.ratings), key=lambda i: against[i][0])
    left = faded(np.array([against[item][0] for item in items]), context.now, HALF_LIFE).tolist()
    entered = ((item, -against[item][1] * part) for item, part in zip(items, left, strict=True))
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
    weigh=skipped,
)
