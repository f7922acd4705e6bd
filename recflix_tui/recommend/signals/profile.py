"""Profile identity: the groups of titles that it said it likes, until its ratings say more."""

from __future__ import annotations

import numpy as np

from recflix_tui.model.choice import ChoiceModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.weighing.answers import answered
from recflix_tui.recommend.weighing.signal import NO_CHOICE, Signal, SignalContext, Weights

SAID_UNTIL = 20
"""The ratings that say all that was said before them."""


def said(context: SignalContext) -> Weights:
    """What stands for the groups draws to what the same people pick, as if it had been rated, and
    liked, before all else."""
    if not context.activity.like_these:
        return Weights(nothing="no groups were picked: Rate offers them at first")
    if context.choice is None:
        return Weights(nothing=NO_CHOICE)
    return said_entries(context.activity, context.choice)


def said_entries(activity: ProfileActivity, choice: ChoiceModel) -> Weights:
    """What the groups that a profile picked enter: the less of it, the more is rated."""
    ratings, told = activity.ratings, answered(activity)
    counted = max(SAID_UNTIL - len(ratings), 0) * len(activity.like_these) // SAID_UNTIL
    items = [item for item in list(activity.like_these)[:counted] if item not in told]
    if not items:
        return Weights(nothing=f"from {SAID_UNTIL} ratings on they say all that the groups said")
    as_liked = np.full(len(items) + len(ratings), choice.liked_from)
    entries = choice.entries(as_liked)[: len(items)]
    return Weights(np.array(items, np.int32), entries, n=len(items))


PROFILE = Signal(
    name="profile",
    label="groups you picked",
    about="the groups of titles that you said you like",
    formula="entry (1 + r / scale)^−recency for each title that stands for a picked group, r "
    "counted from the newest rating, scale and recency the model's; fewer of them with each "
    f"rating, none from {SAID_UNTIL} on",
    default=1.0,
    guess=False,
    gain="not measured: ratings do not tell what was picked before them",
    weigh=said,
)
