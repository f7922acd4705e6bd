"""The experiment: every way at every number of titles, each figure told the moment it is there."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator

import numpy as np

from recflix_tui.child.events import Event
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.lab.errors import LabError
from recflix_tui.lab.lookup.events import (
    LookupBuilding,
    LookupDone,
    LookupMeasured,
    LookupStarted,
)
from recflix_tui.lab.lookup.timing import Batch, time_look_up
from recflix_tui.lab.lookup.ways import (
    WAYS_IN_PYTHON,
    WAYS_OF_APP,
    Built,
    Catalogue,
    Ids,
    Titles,
    Way,
    build,
    build_app,
    empty_loop,
    first_titles,
)

SMALLEST, LARGEST = 1000, 10_000_000
"""Numbers of titles, from and up to."""
FEWEST_THERE = 8
"""Ids of a batch, one from each eighth of the catalogue: a list is read half on average."""
FEWEST_ABSENT = 2
"""Ids of a batch where none is there: a list is read whole for each."""


def sizes_up_to(largest: int) -> list[int]:
    """1,000, 3,000, 10,000 ... up to `largest`, which is the last."""
    steps = (SMALLEST * factor * 10**k for k in range(10) for factor in (1, 3))
    below = list(itertools.takewhile(lambda size: size < largest, steps))
    return [*below, max(largest, SMALLEST)]


def app_sizes(n_items: int) -> list[int]:
    """The same up to the size of the catalogue, which is the last; that alone if it is small."""
    return [n_items] if n_items <= SMALLEST else sizes_up_to(n_items)


def measure(dataset: Dataset, largest: int = LARGEST, seed: int = 0) -> Iterator[Event]:
    """Look ids up among ever more titles, and tell of each figure.

    Up to the dataset's size the ids are its own, above they are made up, with gaps like
    MovieLens'; titles are the dataset's, over and over. Which ids are asked for hangs on the seed
    alone; each is another number object than the one that is kept, as an id that comes from a
    file or a key is. Raises LabError where the memory does not do.
    """
    began = time.perf_counter()
    rng = np.random.default_rng(seed)
    sizes, of_app = sizes_up_to(largest), app_sizes(dataset.n_items)
    loop = time_look_up(empty_loop, _there(dataset.movie_ids, rng), FEWEST_THERE)
    yield LookupStarted(dataset.name, dataset.n_items, sizes, of_app, seed, loop.ns)
    names = [dataset.title(item) for item in range(dataset.n_items)]
    for n in sorted({*sizes, *of_app}):
        try:
            if n in of_app:
                part = first_titles(dataset, n)
                for way in WAYS_OF_APP:
                    yield from _both(way, build_app(way, part), part.movie_ids, rng)
            if n in sizes:
                yield LookupBuilding(n)
                yield from _in_python(ids_of(dataset, n), names, rng)
        except MemoryError:
            raise LabError(
                f"{n:,} titles do not fit into memory; take fewer: --largest {max(n // 10, 1)}"
            ) from None
    yield LookupDone(time.perf_counter() - began)


def ids_of(dataset: Dataset, n: int) -> Ids:
    """`n` ids, ascending, (n,): the dataset's first, or made up where it has fewer."""
    if n <= dataset.n_items:
        return dataset.movie_ids[:n]
    gaps = np.random.default_rng(n).integers(1, 4, n)
    return np.asarray(np.cumsum(gaps), np.int64)


def absent_ids(ids: Ids) -> Ids:
    """Numbers next to those of `ids` (n,), ascending, that are not among them: (m,), m > 0."""
    after = ids + 1
    is_free = np.append(ids[1:] != after[:-1], True)
    free: Ids = after[is_free]
    return free


def _in_python(ids: Ids, names: list[str], rng: np.random.Generator) -> Iterator[LookupMeasured]:
    n = len(ids)
    catalogue = Catalogue(ids.tolist(), (names * (n // len(names) + 1))[:n])
    for way in WAYS_IN_PYTHON:
        # Not held by a name: one way's table is gone before the next one's is made.
        yield from _both(way, build(way, catalogue), ids, rng)


def _both(way: Way, built: Built, ids: Ids, rng: np.random.Generator) -> Iterator[LookupMeasured]:
    """Ids that are there, then ids that are not."""
    cases = ((True, _there(ids, rng), FEWEST_THERE), (False, _absent(ids, rng), FEWEST_ABSENT))
    for is_there, batch, fewest in cases:
        timed = time_look_up(built.look_up, batch, fewest, _checking(way, is_there))
        yield LookupMeasured(way, len(ids), is_there, timed.ns, timed.n_lookups, built.nbytes)


def _checking(way: Way, is_there: bool) -> Callable[[Titles], None]:
    """A way that finds other than what there is would be timed for nothing."""

    def check(found: Titles) -> None:
        if any((title is not None) != is_there for title in found):
            raise LabError(f"looking up by {way} found other titles than there are")

    return check


def _there(ids: Ids, rng: np.random.Generator) -> Batch:
    """Batches of ids that are there, evenly spread, in no order."""

    def batch(n: int) -> list[int]:
        # One from each n-th part, so that batches differ in little but which ids they hold.
        places = (np.arange(n) + rng.random(n)) * (len(ids) / n)
        wanted: list[int] = rng.permutation(ids[places.astype(np.int64)]).tolist()
        return wanted

    return batch


def _absent(ids: Ids, rng: np.random.Generator) -> Batch:
    return _there(absent_ids(ids), rng)
