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
    """Those that it says most of: those that it speaks for, the strongest first, then those that it
    speaks against, the strongest first: (item, value)."""
    n_titles: int = 0
    """How many it says anything of."""
    nothing: str = ""
    """Why it says nothing; empty where it does."""
    of_worth: bool = False
    """Whether the values are added to the logarithm of what titles are worth; else to scores."""


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
    strongest = _strongest(values, said)
    nothing = "" if strongest else weights.nothing or "it says nothing of what is left to pick"
    titles = tuple((item, float(values[item])) for item in strongest)
    return Speaks(titles, int(said.sum()), nothing, of_worth=not len(weights.items))


def _strongest(values: NDArray[np.float32], said: NDArray[np.bool_]) -> list[int]:
    """The items of `said`, (n_items,), of the strongest values, (n_items,): for them first. Each
    side has half of the places at least, as far as it has titles."""
    above, below = said & (values > 0), said & (values < 0)
    n_above, n_below = int(above.sum()), int(below.sum())
    places = max(SHOWN - min(n_below, SHOWN // 2), min(n_above, SHOWN // 2))
    spoken_for = best(values, above, places)
    against = best(-values, below, SHOWN - len(spoken_for))
    return [int(item) for item in (*spoken_for, *against)]
