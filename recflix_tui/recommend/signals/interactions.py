"""Interactions: what was opened, kept for later, and scrolled past again and again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.weighing.answers import unanswered
from recflix_tui.recommend.weighing.fading import among, faded, summed
from recflix_tui.recommend.weighing.gain import NO_DATA_TELLS
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

KEPT = 1.0
OPENED, OPENED_MOST, WHOLE = 0.5, 1.0, 30.0  # seconds that a title is looked at for all of it
HALF_LIFE = 14.0  # days
PASSED, DAYS_FREE = 0.5, 2


def interactions(context: SignalContext) -> Weights:
    """What is opened or kept draws to what the same people pick; what stood in view day after day
    and was never opened tires."""
    activity, opened = context.activity, context.behaviour.opened
    looked = OPENED * np.minimum(opened.values / WHOLE, 1.0)
    looked *= faded(opened.at, context.now, HALF_LIFE)
    looked_at, entries = summed(opened.items, looked, OPENED_MOST)
    kept = np.fromiter(activity.my_list, np.int32, len(activity.my_list))
    entries[among(looked_at, kept)] += KEPT
    others = kept[~among(kept, looked_at)]
    items = np.concatenate([others, looked_at])
    entries = np.concatenate([np.full(len(others), KEPT), entries])
    speak, tired = unanswered(items, activity), _passed(context)
    if not speak.any() and tired is None:
        return Weights(nothing="nothing was opened, kept for later or passed by for days")
    return Weights(items[speak], entries[speak], titles=tired)


def _passed(context: SignalContext) -> NDArray[np.float32] | None:
    """What each title that was passed by again and again has lost, (n_items,)."""
    glances = context.behaviour.glances
    often = glances.days > DAYS_FREE
    often &= ~among(glances.items, context.activity.my_list)
    if not often.any():
        return None
    lost = PASSED * np.log1p(glances.days[often] - DAYS_FREE)
    lost *= faded(glances.last[often], context.now, HALF_LIFE)
    titles = np.zeros(context.dataset.n_items, np.float32)
    titles[glances.items[often]] = -np.minimum(lost, 1.0)
    return titles


INTERACTIONS = Signal(
    name="interactions",
    label="opened and passed by",
    about="what you opened or put on My List, and what you scroll past day after day",
    formula=f"entry {KEPT:g} for what is on My List, and {OPENED:g} × min(1, seconds / {WHOLE:g}) "
    f"× 2^(−age / {HALF_LIFE:g} days) for each time a title was opened, {OPENED_MOST:g} a title at "
    f"most; −{PASSED:g} × log(days in view unopened − 1) from the third day on, back to 0 by half "
    f"every {HALF_LIFE:g} days",
    default=0.3,
    guess=True,
    gain=NO_DATA_TELLS,
    weigh=interactions,
)
