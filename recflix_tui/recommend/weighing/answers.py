"""What a profile said no to, which every other trace of the same title gives way to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.weighing.fading import among

UNSAID = 0.5  # how much of a title was watched, where nobody said
NEARLY_ALL = 0.8


def nearly_all(activity: ProfileActivity, item: int) -> bool:
    """Whether so much of an abandoned item was watched that it tells as little against it."""
    return activity.watched_share.get(item, 0.0) > NEARLY_ALL


def said_no(activity: ProfileActivity) -> dict[int, tuple[float, float]]:
    """What was refused, or given up on early and not watched since: when, in Unix seconds, and how
    much of it was left, above 0, 1 for what was refused."""
    watched, share = activity.watched, activity.watched_share
    given_up = {
        item: (at, 1 - share.get(item, UNSAID))
        for item, at in activity.abandoned.items()
        if not nearly_all(activity, item) and watched.get(item, -np.inf) <= at
    }
    return given_up | {item: (at, 1.0) for item, at in activity.refused.items()}


def answered(activity: ProfileActivity) -> set[int]:
    """The titles that were rated or said no to: that says more than whatever else was done to
    them."""
    return {*activity.ratings, *said_no(activity)}


def unanswered(items: NDArray[np.int32], activity: ProfileActivity) -> NDArray[np.bool_]:
    """Which of the items, (n,), are not among the `answered`, (n,) bool."""
    return ~among(items, answered(activity))
