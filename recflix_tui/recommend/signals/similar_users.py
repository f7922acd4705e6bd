"""People like you: what the people of the dataset picked whose ratings are most like yours."""

from __future__ import annotations

from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights


def similar_users(context: SignalContext) -> Weights:
    """Nothing is worked out from the dataset yet."""
    return Weights(nothing="nothing to go by yet")


SIMILAR_USERS = Signal(
    name="similar-users",
    label="people like you",
    about="what the people of the dataset picked whose ratings are most like yours",
    formula="nothing",
    default=0.0,
    guess=True,
    weigh=similar_users,
)
