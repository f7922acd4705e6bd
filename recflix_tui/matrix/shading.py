"""How a view is coloured: the level of each bin on a scale, and what the levels stand for."""

from __future__ import annotations

import numpy as np

from recflix_tui.matrix.values import Picture, View
from recflix_tui.pictures.levels import (
    Levels,
    Steps,
    legend,
    linear_levels,
    rank_levels,
    reach,
)

SEEN = 0.005  # stars: what is less beyond a scale is not seen in its words
WHOLE_ERROR = 2.0  # stars that the scale of single errors reaches to


def shaded(view: View, picture: Picture, low: float, high: float, n: int) -> tuple[Levels, Steps]:
    """The level of each bin, (h, w) uint8, of n on the picture's scale, and the value that each
    level stands for, (n,).

    low, high: the ends of the rating scale. Shares are coloured by rank, so that structure shows
    at any sparsity; stars and errors evenly: over the whole scale where bins are single cells,
    else over what is in view, as means lie close together.
    """
    if picture is Picture.DENSITY:
        return rank_levels(view.values, n)
    single = bool((view.cells == 1).all())
    if picture is Picture.ERROR:
        furthest = WHOLE_ERROR if single else reach(np.abs(view.values), 0, WHOLE_ERROR)[1]
        return linear_levels(view.values, -furthest, furthest, n)
    ends = (low, high) if single else reach(view.values, low, high)
    return linear_levels(view.values, *ends, n)


def legend_words(view: View, picture: Picture, steps: Steps) -> list[tuple[float, str]]:
    """What to write along a picture's scale: where, 0 to 1, and the value there in words; an end
    that stands for what is beyond it, too, says so: `≥ +2.00`.

    steps: as `shaded` gives them.
    """
    marks = [(at, value_words(picture, value)) for at, value in legend(steps)]
    known = view.values[~np.isnan(view.values)]
    if picture is Picture.DENSITY or len(marks) < 2 or not len(known):
        return marks
    (low, below), (high, above) = marks[0], marks[-1]
    if known.min() < steps[0] - SEEN:
        marks[0] = low, f"≤ {below}"
    if known.max() > steps[-1] + SEEN:
        marks[-1] = high, f"≥ {above}"
    return marks


def value_words(picture: Picture, value: float) -> str:
    """A value on a picture's scale: a share in percent, an error with its sign, stars."""
    if picture is Picture.DENSITY:
        return f"{100 * value:.0f} %" if value >= 0.0995 else f"{100 * value:.2g} %"
    if picture is Picture.ERROR:
        return f"{round(value, 2) + 0.0:+.2f}".replace("-", "−")
    return f"{value:.1f}"
