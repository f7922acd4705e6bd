"""What hangs on a dataset, or on a title of it, is worked out once, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from recflix_tui.dataset.dataset import Dataset

MOST_KEPT = 32  # titles of a dataset: half a megabyte each on a large catalogue
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


def once_a_title(work: Callable[[int, Dataset], T]) -> Callable[[int, Dataset], T]:
    """Return `work`, whose results for the last 32 items of a dataset are kept."""
    kept: WeakKeyDictionary[Dataset, dict[int, T]] = WeakKeyDictionary()
    lock = Lock()

    @wraps(work)
    def known(item: int, dataset: Dataset) -> T:
        with lock:
            before = kept.setdefault(dataset, {})
            found = [before.pop(item)] if item in before else []
        given = found[0] if found else work(item, dataset)
        with lock:
            before[item] = given  # the last
            while len(before) > MOST_KEPT:
                del before[next(iter(before))]
        return given

    return known
