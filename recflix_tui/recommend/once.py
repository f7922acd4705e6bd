"""What hangs on a dataset alone is worked out once, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from recflix_tui.dataset.dataset import Dataset

T = TypeVar("T")


def once_a_dataset(work: Callable[[Dataset], T]) -> Callable[[Dataset], T]:
    """Return `work`, done at its first call for a dataset: what it gave is given ever after.

    From two threads at a time it may be done twice, with the same result.
    """
    kept: WeakKeyDictionary[Dataset, T] = WeakKeyDictionary()

    @wraps(work)
    def known(dataset: Dataset) -> T:
        if dataset not in kept:
            kept[dataset] = work(dataset)
        return kept[dataset]

    return known
