"""Ratings of other scales as stars: from half a star to five, in halves."""

from __future__ import annotations

import math

NOT_A_RATING = "a rating that is off the scale"
"""Why a row is left out whose rating is no number, or too large."""


def stars(said: object, best: float) -> float:
    """A rating on a scale up to `best` as stars, rounded to halves, quarters up; 0 where there
    is none, as that is what services write for no rating.

    Raises ValueError where it is no number, below 0 or above `best`.
    """
    if said is None or said == "":
        return 0.0
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        raise ValueError(NOT_A_RATING)
    try:
        value = float(said.replace(",", ".") if isinstance(said, str) else said)
    except (ValueError, OverflowError):
        raise ValueError(NOT_A_RATING) from None
    if not 0 <= value <= best:
        raise ValueError(NOT_A_RATING)
    return max(math.floor(value / best * 10 + 0.5) / 2, 0.5) if value else 0.0
