"""The combinations of genres that titles have: what hangs on genres is worked out once for each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_dataset


@dataclass(frozen=True)
class Kinds:
    """Which titles have the same genres."""

    of: NDArray[np.intp]
    """The kind of each title, (n_items,)."""
    genres: NDArray[np.float64]
    """1 where a kind has a genre, else 0, (n_kinds, n_genres) float64."""


@once_a_dataset
def genre_kinds(dataset: Dataset) -> Kinds:
    """Return the kinds of a dataset's titles."""
    bits, of = np.unique(dataset.genre_bits, return_inverse=True)
    places = np.arange(len(dataset.genre_names), dtype=np.uint64)
    return Kinds(of, (bits[:, np.newaxis] >> places & np.uint64(1)).astype(np.float64))
