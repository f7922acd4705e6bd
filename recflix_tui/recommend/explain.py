"""Why a title is predicted as it is: how much each of the profile's ratings moved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.taste import rated_arrays


@dataclass(frozen=True)
class Contribution:
    """One rating of the profile and what it added to a prediction."""

    item: int
    """The title that was rated."""
    rating: float
    """What it was given, in stars."""
    effect: float
    """What this added to the prediction, in stars."""


@dataclass(frozen=True)
class Explanation:
    """One prediction, split over what it comes from."""

    item: int
    """The title that is predicted."""
    prediction: float
    """In stars, unclipped: the baseline plus all effects."""
    baseline: float
    """What is predicted for somebody without ratings, in stars."""
    contributions: tuple[Contribution, ...]
    """The ratings that it comes from, the strongest effect first."""


def explain(ratings: Mapping[int, float], model: FactorModel, item: int) -> Explanation:
    """Split one prediction over the ratings it comes from.

    The fold-in is linear in the ratings (`FactorModel.explain`), so the split is exact.
    """
    items, stars = rated_arrays(ratings)
    baseline, effects = model.explain(items, stars, item)
    order = np.argsort(-np.abs(effects), kind="stable")
    return Explanation(
        item=item,
        prediction=baseline + float(effects.sum()),
        baseline=baseline,
        contributions=tuple(
            Contribution(int(items[j]), float(stars[j]), float(effects[j])) for j in order
        ),
    )
