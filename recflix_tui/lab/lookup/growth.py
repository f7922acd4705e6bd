"""How the time of a look-up grows with the number of titles."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

Line = Sequence[tuple[int, float]]
"""Number of titles and nanoseconds, the fewest titles first."""


def exponent(line: Line) -> float:
    """The a of t = c n^a that fits a line of two points or more, by least squares on the
    logarithms: 1 where ten times the titles take ten times the time, 0 where they take the same.
    """
    n, t = np.log(np.array(line, np.float64)).T
    n -= n.mean()
    return float(n @ (t - t.mean()) / (n @ n))


def ratio(line: Line) -> float:
    """How many times as long the last point of a line takes as its first."""
    return line[-1][1] / line[0][1]


def steps(n_titles: int) -> int:
    """The most halvings until one of `n_titles` is found, or none is left: ceil(log2(n + 1))."""
    return math.ceil(math.log2(n_titles + 1))
