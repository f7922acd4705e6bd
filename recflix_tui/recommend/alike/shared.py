"""What a title shares with those that are like it, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.people import shared_people
from recflix_tui.recommend.alike.picked import COUNTS_FOR_HALF
from recflix_tui.recommend.alike.rarity import genre_rarity

MOST_GENRES = 2
SHARED_BY = 2 / 3  # of the others, for it to be said of them
SAME_PEOPLE = "often picked by the same people"
SAME_KIND = "of the same kind"  # hardly anybody picked it: that alone is known


def reason(item: int, others: Sequence[int], dataset: Dataset) -> str:
    """Return why `others` stand beside `item`: "often picked by the same people · directed by
    Carol Reed · Film-Noir · 1940s"."""
    said = [*shared_people(item, others, dataset), *shared(item, others, dataset)]
    return " · ".join([same(item, dataset), *said])


def same(item: int, dataset: Dataset) -> str:
    """Return what all that is like `item` has in common with it."""
    return SAME_PEOPLE if dataset.counts[item] >= COUNTS_FOR_HALF else SAME_KIND


def shared(item: int, others: Sequence[int], dataset: Dataset) -> list[str]:
    """Return the rarest two genres of `item` and its decade, as far as two thirds of `others` or
    more have them too: four of five in sight."""
    among = np.array(others, np.intp)
    own, names = int(dataset.genre_bits[item]), dataset.genre_names
    rarity = genre_rarity(dataset)
    common = [
        g
        for g in range(len(names))
        if own >> g & 1 and rarity[g] and _share(dataset.in_genre(g, among)) >= SHARED_BY
    ]
    common.sort(key=lambda g: -rarity[g])
    decade = int(dataset.years[item]) // 10
    said = [names[g] for g in common[:MOST_GENRES]]
    return (
        [*said, f"{decade}0s"]
        if decade and _share(dataset.years[among] // 10 == decade) >= SHARED_BY
        else said
    )


def _share(have: NDArray[np.generic]) -> float:
    return int(np.count_nonzero(have)) / len(have) if len(have) else 0.0
