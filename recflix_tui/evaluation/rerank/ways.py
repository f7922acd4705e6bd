"""The ways to make a list of the best candidates, each with its strengths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from recflix_tui.evaluation.rerank.greedy import greedy_calibrated, greedy_map
from recflix_tui.evaluation.rerank.mmr import mmr
from recflix_tui.kernels.arrays import Doubles, Indices
from recflix_tui.recommend.rerank.rerank import (
    AT_ONCE,
    Candidates,
    Strengths,
    chosen,
    strengths_of,
)

PLAIN = "recflix"


def _of_best(pool: Candidates) -> Doubles:
    """The worth of candidates, of which the best is 1, (m,)."""
    return pool.worth / max(float(pool.worth[0]), 1e-30)


def _of_ten(pool: Candidates) -> Doubles:
    """The worth of candidates, of which the best ten together are 1, (m,)."""
    return pool.worth / max(float(pool.worth[:AT_ONCE].sum()), 1e-30)


@dataclass(frozen=True)
class Way:
    """A way to make a list, at one strength."""

    name: str
    """What its row is called."""
    choose: Callable[[Candidates, int], list[int]]
    """The places in a pool of so many titles, in the order in which to show them."""


def _plain(pool: Candidates, n: int) -> list[int]:
    return list(range(min(n, len(pool.items))))


def _mmr(strength: float) -> Way:
    return Way(f"mmr-{strength:g}", lambda pool, n: mmr(_of_best(pool), pool.likeness, strength, n))


def _dpp(strength: float) -> Way:
    def choose(pool: Candidates, n: int) -> list[int]:
        return greedy_map(_of_ten(pool), pool.likeness, strength, n)

    return Way(f"dpp-{strength:g}", choose)


def _steck(strength: float) -> Way:
    def choose(pool: Candidates, n: int) -> list[int]:
        return greedy_calibrated(_of_best(pool), pool.genres, pool.target, strength, n)

    return Way(f"steck-{strength:g}", choose)


def _sorted_steck(strength: float) -> Way:
    def choose(pool: Candidates, n: int) -> list[int]:
        places = greedy_calibrated(_of_best(pool), pool.genres, pool.target, strength, n)
        return [*sorted(places[:AT_ONCE]), *sorted(places[AT_ONCE:])]

    return Way(f"sorted-{strength:g}", choose)


def _whole(name: str, strengths: Strengths) -> Way:
    def choose(pool: Candidates, n: int) -> list[int]:
        return chosen(pool, strengths, n)

    return Way(name, choose)


def _ways() -> Iterator[Way]:
    yield Way(PLAIN, _plain)
    yield from map(_mmr, (0.1, 0.3, 0.5))
    yield from map(_dpp, (0.01, 0.03, 0.1))
    yield from map(_steck, (0.2, 0.3, 0.5))
    yield from map(_sorted_steck, (0.2, 0.3, 0.5))
    for diversity in (0.003, 0.01, 0.03):
        yield _whole(f"diverse-{diversity:g}", Strengths(0.0, diversity))
    for calibration in (0.05, 0.1, 0.15, 0.3):
        yield _whole(f"calibrated-{calibration:g}", Strengths(calibration, 0.0))
    for adventure in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        yield _whole(f"adventure-{adventure:g}", strengths_of(adventure))


WAYS = tuple(_ways())
GROUPS: tuple[tuple[str, str], ...] = (
    ("mmr", "maximal marginal relevance"),
    ("dpp", "the greedy set of a determinantal process, as it is chosen"),
    ("steck", "Steck's greedy calibration, as it is chosen"),
    ("sorted", "the same titles, each ten in the order of worth"),
    ("diverse", "the slider's way, for diversity alone"),
    ("calibrated", "the slider's way, for calibration alone"),
    ("adventure", "the slider"),
)
"""What the names of ways begin with, and what these are."""


def shown_by(ways: Iterable[Way], pool: Candidates, n: int) -> Iterator[tuple[str, Indices]]:
    """The list of each way by its name: items (n,) int32, fewer where there are fewer."""
    for way in ways:
        yield way.name, pool.items[way.choose(pool, n)].astype("int32")
