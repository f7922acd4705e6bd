"""Why a title is predicted as it is: how much each of the profile's ratings moved it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.signals.ratings import rated_arrays


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
    scale_effect: float
    """What it adds that ratings beyond the scale cannot be given, in stars."""
    shown: float
    """The stars to be expected on the scale, as shown everywhere: prediction + scale_effect."""
    contributions: tuple[Contribution, ...]
    """The ratings that it comes from, the strongest effect first."""


def explain(ratings: Mapping[int, float], model: FactorModel, item: int) -> Explanation:
    """Split one prediction over the ratings it comes from.

    The fold-in is linear in the ratings (`FactorModel.explain`), so the split is exact.
    """
    items, stars = rated_arrays(ratings)
    baseline, effects = model.explain(items, stars, item)
    order = np.argsort(-np.abs(effects), kind="stable")
    prediction = baseline + float(effects.sum())
    shown = float(model.on_scale(prediction))
    return Explanation(
        item=item,
        prediction=prediction,
        baseline=baseline,
        scale_effect=shown - prediction,
        shown=shown,
        contributions=tuple(
            Contribution(int(items[j]), float(stars[j]), float(effects[j])) for j in order
        ),
    )


def in_hundredths(parts: Sequence[float], total: float) -> list[int]:
    """The parts of a total in whole hundredths that add up to the total's own.

    Each is rounded down or up (to the nearest, but for those whose rest is nearest to a half).
    Parts that do not add up to the total leave what is missing out.
    """
    down = [math.floor(part * 100) for part in parts]
    rests = [part * 100 - whole for part, whole in zip(parts, down, strict=True)]
    up = min(max(round(total * 100) - sum(down), 0), len(parts))
    for place in sorted(range(len(parts)), key=lambda n: -rests[n])[:up]:
        down[place] += 1
    return down
