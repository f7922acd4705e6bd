"""What is watched at this time of the day and week, by everybody and by this profile."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Behaviour
from recflix_tui.recommend.crowd.hours import genre_lifts, lifts_of, of_titles, slots_of
from recflix_tui.recommend.crowd.lift import bounded

DAY = 86_400.0  # seconds
OWN_SHRINK = 10.0  # openings and marks of a genre in a slot


def at_this_hour(
    dataset: Dataset, activity: ProfileActivity, behaviour: Behaviour, now: float
) -> NDArray[np.float32] | None:
    """Return how much more the genres of each title are picked at this time, (n_items,) float32,
    -1 to 1; None where nothing tells.

    It is the mean over its genres of log (c + s) / (e + s), for c ratings of the genre by
    everybody in this quarter of the day, of weekdays or of weekends, in UTC, e were it as at all
    times, and s = 500; plus the same of the profile's own openings and marks, by the clock here,
    with s = 10. Where the dataset's people live is not known, nor when they watched: it is a
    guess. Raises DatasetError.
    """
    everybody = genre_lifts(dataset)
    items, at = _own(activity, behaviour)
    if everybody is None and not len(items):
        return None
    lifts = np.zeros(len(dataset.genre_names))
    if everybody is not None:
        lifts += everybody[int(slots_of(now))]
    if len(items):
        own = lifts_of(dataset, items, slots_of(at, ahead_of_utc(at)), OWN_SHRINK)
        lifts += own[int(slots_of(now, _ahead(now)))]
    return bounded(of_titles(dataset, lifts))


def ahead_of_utc(at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far the clock here was ahead of UTC at moments in Unix seconds, (n,), in seconds,
    (n,) float64. The clock is asked for whole days, and for each moment of a day that changed
    it."""
    days, of_day = np.unique(np.floor(at / DAY), return_inverse=True)
    starts = np.array([_ahead(day * DAY) for day in days.tolist()])
    ends = np.array([_ahead((day + 1) * DAY) for day in days.tolist()])
    ahead = starts[of_day]
    for n in np.flatnonzero((starts != ends)[of_day]).tolist():
        ahead[n] = _ahead(float(at[n]))
    return ahead


def _ahead(moment: float) -> float:
    return float(time.localtime(moment).tm_gmtoff)


def _own(
    activity: ProfileActivity, behaviour: Behaviour
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """What was opened, watched and put on My List, (n,) int32, and when, (n,)."""
    marks = [*activity.watched.items(), *activity.my_list.items()]
    items = np.array([item for item, _ in marks], np.int32)
    at = np.array([moment for _, moment in marks], np.float64)
    opened = behaviour.opened
    return np.concatenate([items, opened.items]), np.concatenate([at, opened.at])
