"""Search intent: what was searched for, and what was chosen from it."""

from __future__ import annotations

from recflix_tui.recommend.weighing.fading import entries_of, faded, summed
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

CHOSEN = 0.5
HALF_LIFE = 7.0  # days


def searched(context: SignalContext) -> Weights:
    """What was chosen from a search draws to what the same people pick."""
    chosen = context.behaviour.chosen
    entered = summed(chosen.items, CHOSEN * faded(chosen.at, context.now, HALF_LIFE), CHOSEN)
    ratings = context.activity.ratings
    return entries_of(
        ((item, entry) for item, entry in entered.items() if item not in ratings),
        "nothing was chosen from a search",
    )


SEARCH = Signal(
    name="search",
    label="searches",
    about="what you searched for, and what you chose from it",
    formula=f"entry {CHOSEN:g} × 2^(−age / {HALF_LIFE:g} days) for each title chosen from a search",
    default=1.0,
    guess=True,
    weigh=searched,
)
