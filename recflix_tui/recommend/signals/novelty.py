"""Known or new: how well known what you choose is beside what others choose."""

from __future__ import annotations

from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights


def novelty(context: SignalContext) -> Weights:
    """Nothing is worked out from the dataset yet."""
    return Weights(nothing="nothing to go by yet")


NOVELTY = Signal(
    name="novelty",
    label="known or new",
    about="how well known what you choose is beside what others choose",
    formula="nothing",
    default=0.0,
    guess=True,
    weigh=novelty,
)
