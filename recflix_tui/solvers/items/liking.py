"""How likely a title is liked once it is picked, learnt from ratings that were held out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.pick_curves import LikeCurve, liked_from

_USUAL_NOISE = 0.9  # stars of five: the spread of a rating about its prediction
_PROBIT = 1.7  # a logistic curve is steeper than the normal's by so much
_FEW = 5.0  # `LikeCurve.few`: of people of the sample data who were held out
_WORTH = 50.0  # held-out ratings that the usual curve counts for
_ROUNDS = 60
_LONGEST = 2.0  # step of Newton, so that the chances stay away from 0 and 1


def usual_like_curve(low: float, high: float) -> LikeCurve:
    """The curve of a scale from `low` to `high` while nothing was measured."""
    width = (high - low) or 1.0  # where all stars are the same
    steepness = _PROBIT / (_USUAL_NOISE * width / 4.5)
    threshold = liked_from(low, high) - width / 18  # half a step of ten below the liked
    return LikeCurve(steepness, threshold, _FEW)


def like_curve(raw: Floats, stars: Floats, low: float, high: float) -> LikeCurve:
    """Fit P(likes | picks) by logistic regression, drawn to the usual curve by a few ratings;
    its `few` is the usual one: of those whose ratings were trained on, it cannot be learnt.

    raw: predicted stars of held-out ratings, not clipped, (n,); stars: what they were, (n,).
    Newton's method on the log likelihood, which is concave.
    """
    usual = usual_like_curve(low, high)
    start = np.array([-usual.steepness * usual.middle, usual.steepness])
    design = np.stack([np.ones(len(raw)), np.asarray(raw, np.float64)], axis=1)
    liked = np.asarray(stars >= liked_from(low, high), np.float64)
    middle = (low + high) / 2
    anchors = np.array([[1.0, middle], [1.0, high]])  # where the usual curve is held to
    odds = start.copy()
    for _ in range(_ROUNDS):
        gradient, hessian = _slopes(design, liked, odds, np.ones(len(raw)))
        held, curved = _slopes(anchors, _chance(anchors @ start), odds, np.full(2, _WORTH / 2))
        step = np.linalg.solve(hessian + curved, gradient + held)
        step *= min(1.0, _LONGEST / float(np.abs(step).max(initial=_LONGEST)))
        odds += step
        if np.abs(step).max() < 1e-9:
            break
    if not np.isfinite(odds).all() or odds[1] <= 0:
        return usual  # higher predictions were liked less: that tells of too few ratings
    return LikeCurve(float(odds[1]), float(-odds[0] / odds[1]), usual.few)


def _slopes(
    design: npt.NDArray[np.float64],
    liked: npt.NDArray[np.float64],
    odds: npt.NDArray[np.float64],
    counts: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The gradient (2,) and the negative Hessian (2, 2) of the log likelihood."""
    chance = _chance(design @ odds)
    gradient = design.T @ (counts * (liked - chance))
    return gradient, (design.T * (counts * chance * (1 - chance))) @ design


def _chance(log_odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(log_odds, -60, 60)))
