"""Which titles one signal speaks for, and which it speaks against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.model.choice import ChoiceModel, Entered
from recflix_tui.recommend.best import best
from recflix_tui.recommend.weighing.signal import NO_CHOICE, Weights

SHOWN = 20
LEAST = 1e-4  # of a value that says anything, as it is shown


@dataclass(frozen=True)
class Speaks:
    """What one signal says of titles."""

    titles: tuple[tuple[int, float], ...] = ()
    """Those that it says most of, the strongest first: (item, value)."""
    n_titles: int = 0
    """How many it says anything of."""
    nothing: str = ""
    """Why it says nothing; empty where it does."""


def speaks_for(
    weights: Weights, choice: ChoiceModel | None, open_items: NDArray[np.bool_]
) -> Speaks:
    """What a signal says of the open titles, (n_items,), before its weight: of its entries, what
    the scores gain by them; without any, what it adds to the logarithm of what titles are worth.
    Without a choice model nothing is ranked by either."""
    if choice is None:
        return Speaks(nothing=weights.nothing or NO_CHOICE)
    values = weights.titles
    if len(weights.items):
        values = choice.score(Entered(weights.items, weights.entries, len(weights.items)))
    if values is None:
        return Speaks(nothing=weights.nothing)
    sizes = np.abs(values)
    said = open_items & (sizes >= LEAST)
    strongest = best(sizes, said, SHOWN).tolist()
    nothing = "" if strongest else weights.nothing or "it says nothing of what is left to pick"
    return Speaks(
        tuple((item, float(values[item])) for item in strongest), int(said.sum()), nothing
    )
