"""The stars of a scale, and the way from one to the next."""

from __future__ import annotations

import math

import pytest

from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS, Scale


@pytest.mark.parametrize(
    ("scale", "now", "steps", "then"),
    [
        (HALF_STARS, 4.0, 1, 4.5),
        (HALF_STARS, 5.0, 1, 5.0),
        (WHOLE_STARS, 3.0, -1, 2.0),
        (WHOLE_STARS, 3.5, 1, 4.0),
        (WHOLE_STARS, 3.5, -1, 3.0),
        (WHOLE_STARS, 1.0, -1, 1.0),
    ],
)
def test_a_step_leads_to_the_next_value_of_the_scale(
    scale: Scale, now: float, steps: int, then: float
) -> None:
    assert scale.step_from(now, steps) == then


@pytest.mark.parametrize(
    ("scale", "stars", "nearest"),
    [
        (HALF_STARS, 3.6, 3.5),
        (HALF_STARS, 0.0, 0.5),
        (WHOLE_STARS, 7.0, 5.0),
        (WHOLE_STARS, math.nan, 3.0),
    ],
)
def test_a_number_of_stars_is_held_to_the_nearest_value(
    scale: Scale, stars: float, nearest: float
) -> None:
    assert scale.nearest(stars) == nearest
