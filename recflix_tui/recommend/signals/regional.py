"""In your region: what people of your region pick more than others."""

from __future__ import annotations

from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights


def regional(context: SignalContext) -> Weights:
    """Nothing is worked out from the dataset yet."""
    return Weights(nothing="nothing to go by yet")


REGIONAL = Signal(
    name="regional",
    label="in your region",
    about="what people of your region pick more than others",
    formula="nothing",
    default=0.0,
    guess=True,
    weigh=regional,
)
