"""Where a person stands among the titles, and how strongly their taste pulls some in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recflix_tui.factors.slide import Slid
from recflix_tui.kernels.arrays import Doubles

_WEAKEST = 0.25  # of the strongest, what any pull at least counts for


def pull_strengths(slid: Slid, items: Sequence[int]) -> tuple[float, ...]:
    """How strongly a taste pulls each of the items in, 0 to 1: what the axes add to its
    prediction beside the most that they add to one of them; 0 where they take away."""
    added = slid.space.items[list(items)].astype(np.float64) @ slid.coordinates
    most = float(added.max(initial=0.0))
    if most <= 0:
        return (0.0,) * len(items)
    strengths = np.where(added > 0, _WEAKEST + (1 - _WEAKEST) * added / most, 0.0)
    return tuple(float(strength) for strength in strengths)


def in_view(place: Doubles) -> Doubles:
    """A place (3,) as near to where it is as is still among the titles: within 1 of the middle."""
    far = float(np.sqrt(place @ place))
    return place / far if far > 1 else place
