"""Trending: what is picked more of late than it used to be."""

from __future__ import annotations

from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights


def trending(context: SignalContext) -> Weights:
    """Nothing is worked out from the dataset yet."""
    return Weights(nothing="nothing to go by yet")


TRENDING = Signal(
    name="trending",
    label="trending",
    about="what is picked more of late than it used to be",
    formula="nothing",
    default=0.0,
    guess=True,
    weigh=trending,
)
