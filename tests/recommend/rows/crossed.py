"""Titles of two genres each."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

import numpy as np

from recflix_tui.dataset.dataset import Dataset

FIRST = ("Comedy", "Crime", "Horror", "Sci-Fi")
SECOND = ("IMAX", "Musical", "Mystery", "Sport", "Thriller")


def with_genres(dataset: Dataset, genres: Sequence[Sequence[str]]) -> Dataset:
    """The titles of a dataset with other genres, by item."""
    names = tuple(sorted({name for own in genres for name in own}))
    bits = [sum(1 << names.index(name) for name in own) for own in genres]
    made = copy(dataset)
    made.facts = replace(dataset.facts, genre_names=names)
    made.genre_bits = np.array(bits, np.uint64)
    return made


def crossed(dataset: Dataset) -> Dataset:
    """The titles of a dataset with two genres each: item n has the n-th of the four of `FIRST` and
    the n-th of the five of `SECOND`, counted round and round."""
    return with_genres(dataset, [(FIRST[n % 4], SECOND[n % 5]) for n in range(dataset.n_items)])
