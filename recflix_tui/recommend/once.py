"""What hangs on a dataset, or on a title of it, is worked out once, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from threading import Lock
from time import perf_counter_ns
from typing import TypeVar
from weakref import WeakKeyDictionary

from recflix_tui.cache_counts import counter, one_of_the_last
from recflix_tui.dataset.dataset import Dataset

MOST_KEPT = 32  # titles of a dataset: half a megabyte each on a large catalogue
T = TypeVar("T")
_OF_DATASETS = counter("dataset", "what hangs on the dataset alone, such as which titles are known")
_OF_TITLES = counter("alike", "how many picked a title together with each other one")


def once_a_dataset(work: Callable[[Dataset], T]) -> Callable[[Dataset], T]:
    """Return `work`, done at its first call for a dataset: what it gave is given ever after.

    From two threads at a time it may be done twice, with the same result.
    """
    kept: WeakKeyDictionary[Dataset, T] = WeakKeyDictionary()
    _OF_DATASETS.holds(kept, lambda those: those.values())

    @wraps(work)
    def known(dataset: Dataset) -> T:
        began = perf_counter_ns()
        found = dataset in kept
        if not found:
            kept[dataset] = work(dataset)
        (_OF_DATASETS.hit if found else _OF_DATASETS.miss)(began)
        return kept[dataset]

    return known


def _by_title(kept: WeakKeyDictionary[Dataset, dict[int, T]]) -> list[T]:
    return [value for by_item in kept.values() for value in by_item.values()]


def once_a_title(work: Callable[[int, Dataset], T]) -> Callable[[int, Dataset], T]:
    """Return `work`, whose results for the last 32 items of a dataset are kept."""
    kept: WeakKeyDictionary[Dataset, dict[int, T]] = WeakKeyDictionary()
    _OF_TITLES.holds(kept, _by_title)
    lock = Lock()

    @wraps(work)
    def known(item: int, dataset: Dataset) -> T:
        with lock:
            of_dataset = kept.setdefault(dataset, {})
        make = partial(work, item, dataset)
        return one_of_the_last(of_dataset, item, make, count=_OF_TITLES, lock=lock, most=MOST_KEPT)

    return known
