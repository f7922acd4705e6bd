"""Calibration: a list has of each genre the share that the profile has of it.

Steck, "Calibrated recommendations" (2018).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

SMOOTHING = 0.01  # of the target, in a list's shares: a genre that it lacks costs much, not all


def calibration_gap(target: Doubles, shares: Doubles) -> Doubles:
    """Return how far shares of genres are from the target, 0 where they are the same: the
    Kullback-Leibler divergence sum p log (p / ((1 - .01) q + .01 p)), (...) float64.

    target: p, (n_genres,) float64, which adds up to 1; shares: q, (..., n_genres), of one list or
    of several.
    """
    p, q = target, shares
    if not p.all():
        p, q = p[p > 0], q[..., p > 0]
    smooth = (1 - SMOOTHING) * q
    smooth += SMOOTHING * p
    return np.asarray((p * np.log(p)).sum() - np.log(smooth) @ p)


def gaps_when_filled(
    target: Doubles,
    genres: Doubles,
    before: Doubles,
    n_before: int,
    open_: NDArray[np.intp],
    n: int,
) -> Doubles:
    """Return the `calibration_gap` of a list with each title chosen next, and the places that are
    left then filled with the best: (m,) float64.

    What one title does to a list of which little is chosen says nothing of the list that will
    stand there; what it does to the one that would stand there without any further calibration
    does. genres: (m, n_genres); before: the genres of what is chosen, added up, (n_genres,);
    n_before: how many these are; open_: the places that may be chosen, the best first, at least n
    of them; n: how many are still to be chosen.
    """
    filling = open_[:n]
    filled = before + genres[filling].sum(axis=0)
    totals = genres + (filled - genres[filling[-1]])
    totals[filling] = filled  # it stands there already
    totals /= n_before + n
    return calibration_gap(target, totals)
