"""The slider safe - adventurous, step by step."""

from __future__ import annotations

import math

STEP = 0.1
_NEAR = 1e-6  # of a step: what is so near to one stands on it


def moved(adventure: float, steps: int) -> float:
    """Return how adventurous it is so many steps on, or back where below 0, from 0 to 1: from
    between two steps the first goes to the next of them."""
    at = adventure / STEP
    if abs(at - round(at)) > _NEAR:
        at = math.floor(at) if steps > 0 else math.ceil(at)
    whole = round(1 / STEP)
    return min(max(round(at) + steps, 0), whole) / whole


def adventure_words(adventure: float) -> str:
    """`30 % adventurous`, or `safe`."""
    return f"{100 * adventure:.0f} % adventurous" if adventure > 0 else "safe"
