"""What titles are: genres, decades, tags and people of the titles that you like."""

from __future__ import annotations

from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights


def metadata(context: SignalContext) -> Weights:
    """Nothing is worked out from the dataset yet."""
    return Weights(nothing="nothing to go by yet")


METADATA = Signal(
    name="metadata",
    label="what titles are",
    about="genres, decades, tags and people of the titles that you like",
    formula="nothing",
    default=0.0,
    guess=True,
    weigh=metadata,
)
