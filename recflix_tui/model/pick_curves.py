"""From scores to chances: how likely a title is to be picked, and then to be liked."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats

NEXT = 20  # picks: what P(picks) is the chance of, that a title is among the next ones
LIKED = 0.75  # of the way up the rating scale: 4 stars of 5 on the half-star scale
FEW = 10  # ratings of a profile that a curve's level is given for
MOST = 1000  # ratings from which on a curve no longer changes
LEAST = 1e-6  # of what a chance is worked out from: nothing is impossible


def liked_from(low: float, high: float) -> float:
    """The stars from which on a title is liked, on a scale from `low` to `high`."""
    return low + LIKED * (high - low)


@dataclass(frozen=True)
class PickCurve:
    """P(picks): the chance that a title is among a person's next 20 picks.

    With s the title's score (`ChoiceModel.score`), p its popularity, n the person's ratings,
    m = log(n / 10), and l how far the person leans to the title's kind (`ChoiceModel.leaning`):
    logit P = level + (steepness + steepness_growth m) log(max(s, 0) + p e^w), where
    w = popularity + popularity_growth m + popularity_leaning l. Where popularity_growth is below 0,
    what everybody picks weighs the less the more is known of the person; by popularity_leaning it
    weighs the less the further a title is from the genres and decades that the person picks.
    """

    level: float
    """The log odds where the logarithm is 0."""
    steepness: float
    """By how much the log odds rise with the logarithm, at ten ratings."""
    steepness_growth: float
    """By how much more, for each e-fold of ratings."""
    popularity: float
    """The logarithm of what popularity is multiplied by beside the score, at ten ratings."""
    popularity_growth: float
    """By how much that rises for each e-fold of ratings."""
    popularity_leaning: float
    """By how much that rises with how far the person leans to the title's kind."""

    def popular_part(self, popularity: Floats, leaning: Floats, n_rated: float) -> Floats:
        """What popularity adds to the score of each title, float32; both of one shape."""
        weight = self.popularity + self.popularity_growth * _grown(n_rated)
        own = np.exp(np.float32(weight) + np.float32(self.popularity_leaning) * leaning)
        part: Floats = popularity * own
        return part

    def chances(self, scores: Floats, popular_part: Floats, n_rated: float) -> Floats:
        """P(picks) of each title, float32, 0 to 1, of the shape of the scores.

        scores, popular_part: of the same shape; n_rated: the person's ratings.
        """
        steep = np.float32(max(self.steepness + self.steepness_growth * _grown(n_rated), 0.0))
        worth = np.maximum(scores, np.float32(0)) + popular_part
        np.maximum(worth, np.float32(LEAST), out=worth)
        return logistic(np.float32(self.level) + steep * np.log(worth))


@dataclass(frozen=True)
class LikeCurve:
    """P(likes | picks): the chance that a title, once picked, is given 4 stars or more (the like
    on another scale).

    With r the predicted stars, not clipped, and n the person's ratings:
    logit P = steepness (n + 1) / (n + 1 + few) (r - middle). The less is known of the person, the
    less a prediction tells.
    """

    steepness: float
    """By how much the log odds rise a star, for somebody of whom all is known."""
    middle: float
    """The predicted stars of which half are liked."""
    few: float
    """The ratings, one less, at which a prediction tells half as much."""

    def chances(self, raw: Floats, n_rated: float) -> Floats:
        """P(likes | picks) of each title, float32, 0 to 1; raw: predicted stars, any shape;
        n_rated: the person's ratings."""
        steep = np.float32(self.steepness * (n_rated + 1) / (n_rated + 1 + self.few))
        return logistic(steep * (raw - np.float32(self.middle)))


def _grown(n_rated: float) -> float:
    """The logarithm of how many times ten ratings a person has, as far as it counts."""
    return math.log(min(max(n_rated, 1), MOST) / FEW)


def logistic(log_odds: npt.NDArray[np.float32]) -> Floats:
    """The chance of log odds, float32, of any shape; far out it is 0 or 1."""
    odds = np.exp(-np.clip(log_odds, -60, 60))
    return (1 / (1 + odds)).astype(np.float32, copy=False)
