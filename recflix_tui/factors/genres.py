"""One genre for each title, to colour it by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.space import FactorSpace
from recflix_tui.kernels.arrays import Doubles, Flags

OTHER = "other"
N_COMMON = 2  # genres that have so many titles that they are told apart wherever they stand
_FORMATS = ("IMAX", "(no genres listed)")  # of the field of genres, and none


@dataclass(frozen=True)
class MainGenres:
    """The genres that titles are told apart by."""

    names: tuple[str, ...]
    """The genres, the most common first, and last of all "other"."""
    of_items: npt.NDArray[np.uint8]
    """The place in `names` of each title's genre, (n_items,) uint8."""


def main_genres(dataset: Dataset, space: FactorSpace, known: Flags, n: int = 8) -> MainGenres:
    """The two most common genres and those that stand farthest from the middle of the space, `n`
    in all, and for each title the one of them that it is of: the rarest, where it is of several.

    known: the well-known items, (n_items,) bool. How far a genre stands is what its mean would
    explain of where the titles are: their number times the squared distance, in stars.
    """
    loadings = space.items[known].astype(np.float64)
    middle = loadings.mean(axis=0) if len(loadings) else np.zeros(space.n)
    found: list[tuple[float, int, int]] = []
    for g, name in enumerate(dataset.genre_names):
        own: Doubles = loadings[dataset.in_genre(g)[known]]
        if len(own) and name not in _FORMATS:
            explained = len(own) * float(np.square(own.mean(axis=0) - middle).sum())
            found.append((-explained, len(own), g))
    common = sorted(found, key=lambda genre: -genre[1])[: min(N_COMMON, n)]
    others = [genre for genre in sorted(found) if genre not in common]
    both = [*common, *others[: n - len(common)]]
    chosen = sorted(((count, g) for _, count, g in both), reverse=True)
    of_items = np.full(dataset.n_items, len(chosen), np.uint8)
    for place, (_, g) in enumerate(chosen):
        of_items[dataset.in_genre(g)] = place  # a rarer one comes later, over a more common
    return MainGenres((*(dataset.genre_names[g] for _, g in chosen), OTHER), of_items)
