"""What a profile liked of late, as the signals go by it that compare it with others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.activity import ProfileActivity

MOST = 50  # ratings, and as many marks: the newest
MARKED = 0.5  # what a mark as watched or on My List is worth, in stars above the mean


@dataclass(frozen=True)
class Liked:
    """The newest ratings and marks of a profile."""

    items: NDArray[np.int32]
    """The titles, each once, (n,) int32."""
    above: NDArray[np.float64]
    """Their stars above the profile's mean, (n,) float64; half a star where they are marked as
    watched, or on My List, and not rated."""


def liked_of(activity: ProfileActivity) -> Liked:
    """Return the newest 50 ratings of a profile and the newest 50 titles that it did not rate but
    watched or put on My List."""
    marks = {**activity.my_list, **activity.watched}
    for item in (*activity.ratings, *activity.refused, *activity.abandoned):
        marks.pop(item, None)
    newest = sorted(marks, key=lambda item: (marks[item], item))[-MOST:]
    rated = list(activity.ratings)[-MOST:]
    stars = np.array([activity.ratings[item] for item in rated])
    mean = float(np.mean(list(activity.ratings.values()))) if rated else 0.0
    above = np.concatenate([np.full(len(newest), MARKED), stars - mean])
    return Liked(np.array([*newest, *rated], np.int32), above)
