"""What stood in view counts from the next day on, or the next start: nothing moves under one's eyes
because one looked at it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.behaviour import Behaviour, Glances
from recflix_tui.times import DAY


class Settled:
    """What stood in view as it was when each profile was first asked for on a day."""

    def __init__(self) -> None:
        self._of: dict[int, tuple[Dataset, int, Glances]] = {}

    def settle(
        self, behaviour: Behaviour, profile_id: int, dataset: Dataset, now: float
    ) -> Behaviour:
        """The same behaviour with what stood in view as it was then, less what was opened, or
        pruned, since; now: Unix seconds."""
        day, newest = int(now // DAY), behaviour.glances
        kept = self._of.get(profile_id)
        if kept is None or kept[0] is not dataset or kept[1] != day:
            self._of[profile_id] = dataset, day, newest
            return behaviour
        return replace(behaviour, glances=_left_of(kept[2], newest))


def _left_of(first: Glances, newest: Glances) -> Glances:
    """Of what stood in view at first what still does: on as many days or more."""
    if first is newest:
        return first
    days = np.zeros(int(max(first.items.max(initial=0), newest.items.max(initial=0))) + 1, np.int32)
    days[newest.items] = newest.days
    still = days[first.items] >= first.days
    if still.all():
        return first
    return Glances(first.items[still], first.days[still], first.last[still])
