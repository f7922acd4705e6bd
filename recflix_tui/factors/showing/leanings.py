"""Along which axes a title stands out."""

from __future__ import annotations

import numpy as np

from recflix_tui.factors.slide import Terms


def leanings(terms: Terms, n: int) -> tuple[tuple[int, float], ...]:
    """The axes along which a title stands farthest out: (axis, stars for one unit of a person),
    the farthest first."""
    order = np.argsort(-np.abs(terms.loadings), kind="stable")[:n]
    return tuple((int(axis), float(terms.loadings[axis])) for axis in order)
