"""Trending: what is picked more of late than in the long run, by everybody and by those here."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.crowd.lift import bounded, log_lift
from recflix_tui.recommend.crowd.velocity import velocity_at
from recflix_tui.recommend.weighing.gain import gained
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights
from recflix_tui.times import DAY

SHRINK = 10.0  # ratings
HOUSEHOLD_DAYS = 30.0
HOUSEHOLD_SHRINK = 2.0  # picks
NOTHING = "this dataset does not say when it was rated, and nobody else here shares their picks"


def trending(context: SignalContext) -> Weights:
    """Return what `lifts` gives, held to -1 and 1. Raises DatasetError."""
    titles = lifts(context)
    return Weights(nothing=NOTHING) if titles is None else Weights(titles=bounded(titles))


def lifts(context: SignalContext) -> NDArray[np.float64] | None:
    """Return log (r + 10) / (e + 10) of each title, (n_items,) float64; None where nothing tells.

    r: its ratings with a half-life of 30 days, at the end of the data, or now where that is before
    it; e: what r would be had those ratings gone where the ratings of a half-life of 1,500 days
    went. Of the picks of consenting profiles in the last 30 days log (h + 2) / (g + 2) is added, h
    of a title, g what h would be had they picked what the dataset's users do. Raises DatasetError.
    """
    popularity = None if context.choice is None else context.choice.popularity
    velocity = velocity_at(context.dataset, context.now, popularity)
    here = _household(context)
    if velocity is None and here is None:
        return None
    titles = np.zeros(context.dataset.n_items)
    if velocity is not None:
        titles += log_lift(velocity.recent, velocity.expected, SHRINK)
    if here is not None:
        titles += here
    return titles


def _household(context: SignalContext) -> NDArray[np.float64] | None:
    dataset, picks = context.dataset, context.household
    recent = picks.at > context.now - HOUSEHOLD_DAYS * DAY
    if not recent.any():
        return None
    items, values = picks.items[recent], picks.values[recent]
    picked = np.bincount(items, values, dataset.n_items)
    usual = dataset.counts * (float(values.sum()) / max(dataset.n_ratings, 1))
    return log_lift(picked, usual, HOUSEHOLD_SHRINK)


TRENDING = Signal(
    name="trending",
    label="trending",
    about="what is picked more of late than it used to be",
    formula=(
        "log (r + 10) / (e + 10), within −1 and 1: r its ratings with a half-life of 30 days, e as "
        "many as a half-life of 1,500 days has one expect; + log (h + 2) / (g + 2): h its picks by "
        "profiles here in the last 30 days, g as many as everybody's ratings have one expect"
    ),
    default=0.5,
    guess=False,
    gain=gained("+.0014", "[-.0006 +.0033]"),
    weigh=trending,
)
