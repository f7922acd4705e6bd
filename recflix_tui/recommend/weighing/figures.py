"""The figures of what a signal says of titles, as they are shown."""

from __future__ import annotations

import math
from collections.abc import Sequence

FEWEST, MOST = 2, 4  # digits behind the point
OF_SCORE = "added to the score, before the weight"
"""What the figure of a signal that speaks by entries is."""
OF_WORTH = "what a title is worth, times this"
"""What the figure of a signal of titles is."""


def figures_of(values: Sequence[float], of_worth: bool, weight: float) -> list[str]:
    """The figures of some values, in their order: `+0.46` of a score, `×1.12` of a worth.

    They have the two digits behind the point that tell the strongest from nothing, or up to four
    where it takes these; the figure of a value that they cannot tell is empty.

    of_worth: whether the values are in logarithms of what titles are worth; weight: the signal's,
    which these are multiplied by.
    """
    moves = [math.exp(weight * value) - 1 if of_worth else value for value in values]
    strongest = max((abs(move) for move in moves), default=0.0)
    digits = next((n for n in range(FEWEST, MOST) if round(strongest, n)), MOST)
    shown = [f"×{1 + move:.{digits}f}" if of_worth else f"{move:+.{digits}f}" for move in moves]
    return [said if round(move, digits) else "" for said, move in zip(shown, moves, strict=True)]
