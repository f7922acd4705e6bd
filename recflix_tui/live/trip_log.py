"""The last trips of a session, noted from whatever thread does a part of one."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from time import perf_counter_ns

from recflix_tui.live.trip import STAGES, Stage, Trip

MOST_TRIPS = 200
MOST_TIMES = 10_000  # of each stage: what the quantiles of a session are taken from


@dataclass(frozen=True)
class StageFigures:
    """What a stage took so far in a session."""

    stage: Stage | None
    """Which one; None for all of them together."""
    n: int
    """How many acts went through it."""
    p50: float | None
    """The milliseconds that half of them stayed within; None before the first."""
    p95: float | None
    """The milliseconds that 95 in 100 of them stayed within."""


class TripLog:
    """The last trips, and the times of a session's.

    An act is under way until what came of it is on the screen: the work that is done for its
    profile meanwhile is noted to each of the profile's acts under way, as it is done once for all.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """clock: gives Unix seconds."""
        self._clock = clock
        self._lock = Lock()
        self._begun = 0
        self._trips: deque[Trip] = deque(maxlen=MOST_TRIPS)
        self._under_way: dict[int, Trip] = {}  # by number
        self._scored: dict[int, int] = {}  # by number, when every title was, by `perf_counter_ns`
        self._times: dict[Stage | None, deque[float]] = {
            stage: deque(maxlen=MOST_TIMES) for stage in (*STAGES, None)
        }

    def begin(
        self, profile_id: int, what: str, title: str, event_ms: float, kind: str = ""
    ) -> None:
        """Something was done, and took `event_ms` milliseconds to be written down.

        kind: the kind of behaviour that it is of; empty for ratings and marks.
        """
        first = (event_ms, *(None for _ in STAGES[1:]))
        at = self._clock()
        with self._lock:
            self._begun += 1
            trip = Trip(self._begun, profile_id, what, title, at, first, kind)
            self._put(trip)

    def under_way(self, profile_id: int) -> tuple[int, ...]:
        """Return the numbers of a profile's acts that are not on the screen yet."""
        with self._lock:
            return tuple(n for n, t in self._under_way.items() if t.profile_id == profile_id)

    def note(self, numbers: tuple[int, ...], times: Mapping[Stage, float]) -> None:
        """Work was done for these acts just now, with the milliseconds of its stages."""
        now = perf_counter_ns()
        with self._lock:
            for number in numbers:
                trip = self._under_way.get(number)
                if trip is not None:
                    self._put(_with_times(trip, times))
                    self._scored[number] = now

    def shown(self, profile_id: int, asked: int = 0) -> None:
        """A profile's acts under way, as far as their titles are scored, are on the screen.

        asked: when what shows them was asked for, by `perf_counter_ns`: what was scored before
        waited for nobody until then, and that is no part of its delivery.
        """
        now = perf_counter_ns()
        with self._lock:
            mine = [n for n in self._scored if self._under_way[n].profile_id == profile_id]
            for number in mine:
                took = (now - max(self._scored.pop(number), asked)) / 1e6
                trip = _with_times(self._under_way.pop(number), {Stage.DELIVERY: took})
                self._replace(trip)
                for stage, time in zip(STAGES, trip.times, strict=True):
                    if time is not None:
                        self._times[stage].append(time)
                self._times[None].append(trip.total)

    def forget(self, profile_id: int) -> None:
        """A profile is gone: nothing of it is told any more."""
        self._let_go(lambda trip: trip.profile_id == profile_id)

    def forget_kinds(
        self, profile_id: int, kinds: Collection[str], before: float | None = None
    ) -> None:
        """Behaviour of these kinds is no more kept of a profile, or what was done before a time
        (in Unix seconds): it is not told here either."""
        until = math.inf if before is None else before
        self._let_go(
            lambda trip: trip.profile_id == profile_id and trip.kind in kinds and trip.at < until
        )

    def last(self) -> tuple[Trip, ...]:
        """Return the last trips, the newest first."""
        with self._lock:
            return tuple(reversed(self._trips))

    def figures(self) -> tuple[StageFigures, ...]:
        """Return what each of `STAGES` took, then all of them together, of the acts that were
        shown: exact over the last 10,000."""
        with self._lock:
            times = {stage: sorted(those) for stage, those in self._times.items()}
        return tuple(
            StageFigures(stage, len(those), _quantile(those, 0.5), _quantile(those, 0.95))
            for stage, those in times.items()
        )

    def _let_go(self, goes: Callable[[Trip], bool]) -> None:
        with self._lock:
            self._trips = deque((t for t in self._trips if not goes(t)), MOST_TRIPS)
            for number in [n for n, trip in self._under_way.items() if goes(trip)]:
                self._drop(number)

    # --- inside; the lock is held ---------------------------------------------------------------

    def _put(self, trip: Trip) -> None:
        if trip.number in self._under_way:
            self._replace(trip)
        else:
            if len(self._trips) == MOST_TRIPS:
                self._drop(self._trips[0].number)
            self._trips.append(trip)
        self._under_way[trip.number] = trip

    def _replace(self, trip: Trip) -> None:
        for place in range(len(self._trips) - 1, -1, -1):  # it is among the last
            if self._trips[place].number == trip.number:
                self._trips[place] = trip
                return

    def _drop(self, number: int) -> None:
        self._under_way.pop(number, None)
        self._scored.pop(number, None)


def _with_times(trip: Trip, times: Mapping[Stage, float]) -> Trip:
    both = tuple(times.get(stage, before) for stage, before in zip(STAGES, trip.times, strict=True))
    return replace(trip, times=both)


def _quantile(ascending: list[float], share: float) -> float | None:
    """The least of some numbers that at least a share of them do not exceed."""
    if not ascending:
        return None
    at = -int(-share * len(ascending) // 1) - 1
    return ascending[max(at, 0)]
