"""Varimax: the turn of a table of loadings after which each row stands out on few columns."""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Floats

_ROUNDS = 200
_GAIN = 1e-6  # of the criterion, in one round: below it is at its end
_ROWS = 4096  # that decide: more of them turn hardly otherwise, and take their time


def varimax(loadings: Floats) -> Doubles:
    """The rotation, (c, c) float64 orthogonal, that makes the variance of the squares in the
    columns of `loadings` @ rotation largest.

    loadings: (n, c); of more than 4,096 rows an even selection decides. The criterion is Kaiser's
    ("The varimax criterion for analytic rotation in factor analysis", 1958), each row scaled to
    length 1 as he does, so that every title counts the same. It rises in each round: the best
    rotation along its gradient is found by a singular value decomposition. Where there is
    nothing to turn, the identity.
    """
    c = loadings.shape[1]
    rotation = np.eye(c)
    L = _unit_rows(loadings[:: max(-(-len(loadings) // _ROWS), 1)])
    if c < 2 or not len(L):
        return rotation
    reached = 0.0
    for _ in range(_ROUNDS):
        turned = L @ rotation.astype(np.float32)
        squares = turned * turned
        gradient = L.T @ ((squares - squares.mean(axis=0)) * turned)
        left, values, right = np.linalg.svd(gradient.astype(np.float64))
        rotation = left @ right
        if values.sum() <= reached * (1 + _GAIN):
            break
        reached = float(values.sum())
    return rotation


def _unit_rows(loadings: Floats) -> Floats:
    lengths = np.sqrt(np.square(loadings).sum(axis=1))
    unit: Floats = loadings[lengths > 0] / lengths[lengths > 0, np.newaxis]
    return unit.astype(np.float32)
