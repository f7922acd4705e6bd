"""Which places are numbered along an axis."""

from __future__ import annotations

import math


def ticks(first: int, last: int, most: int) -> tuple[int, ...]:
    """At most `most` places from `first` to `last`, both in it, round ones (1, 2 or 5 times a
    power of ten) between: `1, 200, 400, 671`.

    With room for one, the first alone; none where there is no place or no room.
    """
    if last < first or most < 1:
        return ()
    if last == first or most == 1:
        return (first,)
    step = _round_step((last - first) / max(most - 1, 1))
    while True:
        between = range((first // step + 1) * step, last, step)
        # A round place too near to an end would only repeat it.
        kept = [place for place in between if min(place - first, last - place) * 2 >= step]
        if len(kept) + 2 <= most or not kept:
            return (first, *kept, last)
        step = _round_step(step + 1)


def _round_step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 ... that is not below `least`."""
    power: int = 10 ** math.floor(math.log10(max(least, 1)))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
