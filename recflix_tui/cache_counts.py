"""What is asked of a cache, counted as it is asked: hits, misses, and the time of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from functools import partial, wraps
from threading import Lock
from time import perf_counter_ns
from typing import Any, ParamSpec, TypeVar
from weakref import ref

P = ParamSpec("P")
K = TypeVar("K")
T = TypeVar("T")
Values = Iterable[object]
"""What a cache holds."""


@dataclass(frozen=True)
class CacheFigures:
    """How one cache did since the program started."""

    name: str
    """What it is called."""
    what: str
    """What it keeps, in a few words."""
    hits: int
    """How often what was asked for was there."""
    misses: int
    """How often it had to be worked out."""
    entries: int
    """What it holds."""
    nbytes: int
    """Bytes of the arrays in it; 0 where it holds none."""
    hit_seconds: float | None
    """What a hit took, the mean; None before the first."""
    miss_seconds: float | None
    """What a miss took, the mean, with working it out; None before the first."""

    @property
    def hit_rate(self) -> float | None:
        """The share of hits, 0 to 1; None before it was asked for anything."""
        asked = self.hits + self.misses
        return self.hits / asked if asked else None


class CacheCounter:
    """Counts what is asked of one cache, or of several that keep the same. From any thread."""

    def __init__(self, name: str, what: str) -> None:
        """name: what it is called; what: what it keeps, in a few words."""
        self.name, self.what = name, what
        self._lock = Lock()
        self._hits = self._misses = self._hit_ns = self._miss_ns = 0
        self._held: list[tuple[ref[Any], Callable[[Any], Values]]] = []

    def hit(self, began: int) -> None:
        """What was asked for at `began`, by `perf_counter_ns`, was there."""
        took = perf_counter_ns() - began
        with self._lock:
            self._hits += 1
            self._hit_ns += took

    def miss(self, began: int) -> None:
        """What was asked for at `began` has been worked out."""
        took = perf_counter_ns() - began
        with self._lock:
            self._misses += 1
            self._miss_ns += took

    def holds(self, owner: T, values: Callable[[T], Values]) -> None:
        """Have `values(owner)` say what the cache holds, for as long as the owner is there."""
        with self._lock:
            living = [each for each in self._held if each[0]() is not None]
            self._held = [*living, (ref(owner), values)]

    def figures(self) -> CacheFigures:
        """How it did so far."""
        with self._lock:
            held = [(owner(), values) for owner, values in self._held]
            hits, misses, hit_ns, miss_ns = self._hits, self._misses, self._hit_ns, self._miss_ns
        kept = [
            value for owner, values in held if owner is not None for value in _copied(values, owner)
        ]
        return CacheFigures(
            self.name,
            self.what,
            hits,
            misses,
            len(kept),
            sum(map(array_bytes, kept)),
            hit_ns / hits / 1e9 if hits else None,
            miss_ns / misses / 1e9 if misses else None,
        )


_everywhere: list[CacheCounter] = []


def counter(name: str, what: str) -> CacheCounter:
    """A counter of what the whole program shares: `figures_everywhere` tells of it."""
    made = CacheCounter(name, what)
    _everywhere.append(made)
    return made


def figures_everywhere() -> list[CacheFigures]:
    """How each cache did that the whole program shares."""
    return [each.figures() for each in _everywhere]


def _copied(values: Callable[[T], Values], owner: T) -> list[object]:
    """What a cache holds, though another thread may put something in meanwhile."""
    for _ in range(3):
        with suppress(RuntimeError):  # it was changed while it was read
            return list(values(owner))
    return []


def array_bytes(value: object) -> int:
    """The bytes of the arrays in a value: in its fields, its items, or itself."""
    nbytes = getattr(value, "nbytes", None)
    if isinstance(nbytes, int):
        return nbytes
    if isinstance(value, tuple | list):
        return sum(map(array_bytes, value))
    if isinstance(value, dict):
        return sum(map(array_bytes, value.values()))
    if is_dataclass(value) and not isinstance(value, type):
        return sum(array_bytes(getattr(value, field.name)) for field in fields(value))
    return 0


class _Kept(dict[Any, Any]):
    """A dict that can be held weakly."""


def one_of_the_last(
    kept: dict[K, T],
    key: K,
    work: Callable[[], T],
    *,
    count: CacheCounter,
    lock: Lock,
    most: int,
) -> T:
    """Return what is kept under `key`, or what `work` gives, which is kept from then on: counted,
    and the `most` asked for last stay. The lock is `kept`'s, and not held while it is worked out:
    from two threads at a time it may be twice."""
    began = perf_counter_ns()
    with lock:
        found = [kept.pop(key)] if key in kept else []
    given = found[0] if found else work()
    with lock:
        kept[key] = given  # the last
        while len(kept) > most:
            del kept[next(iter(kept))]
    (count.hit if found else count.miss)(began)
    return given


def kept_calls(count: CacheCounter, most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return what keeps the results of a function's last `most` calls by their positional
    arguments, counted. From two threads at a time one may be worked out twice."""

    def keeping(work: Callable[P, T]) -> Callable[P, T]:
        kept: _Kept = _Kept()
        lock = Lock()
        count.holds(kept, lambda those: those.values())

        @wraps(work)
        def known(*args: P.args, **kwargs: P.kwargs) -> T:
            make = partial(work, *args, **kwargs)
            given: T = one_of_the_last(kept, args, make, count=count, lock=lock, most=most)
            return given

        return known

    return keeping
