"""The ways to make a list of the best candidates, each with its strengths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.kernels.arrays import Doubles, Indices
from recflix_tui.recommend.best import best
from recflix_tui.recommend.rerank.calibration import greedy_calibrated
from recflix_tui.recommend.rerank.dpp import greedy_map
from recflix_tui.recommend.rerank.genre_shares import shares_of, target_of
from recflix_tui.recommend.rerank.likeness import likeness_of
from recflix_tui.recommend.rerank.mmr import mmr
from recflix_tui.recommend.rerank.picks import CANDIDATES
from recflix_tui.recommend.rerank.rerank import AT_ONCE, Strengths, chosen, strengths_of
from recflix_tui.recommend.taste import Taste

PLAIN = "recflix"


@dataclass(frozen=True)
class Pool:
    """What lists for one person are made from."""

    items: Indices
    """The candidates, those of highest worth first, (m,) int32."""
    worth: Doubles
    """What each is worth, (m,) float64."""
    likeness: Doubles
    """How alike they are, (m, m) float64."""
    genres: Doubles
    """The shares of their genres, (m, n_genres) float64."""
    target: Doubles
    """The shares that a list is to have, (n_genres,) float64."""

    @property
    def of_best(self) -> Doubles:
        """Their worth, of which the best is 1, (m,)."""
        return self.worth / max(float(self.worth[0]), 1e-30)

    @property
    def of_ten(self) -> Doubles:
        """Their worth, of which the best ten together are 1, (m,)."""
        return self.worth / max(float(self.worth[:AT_ONCE].sum()), 1e-30)


def pool_of(taste: Taste, dataset: Dataset) -> Pool:
    """Return the hundred best titles for a taste, which must be by a choice model."""
    assert taste.worth is not None
    items = best(taste.worth, taste.open_items, CANDIDATES)
    return Pool(
        items.astype(np.int32),
        taste.worth[items].astype(np.float64),
        likeness_of(dataset, items),
        shares_of(dataset, items),
        target_of(taste, dataset),
    )


@dataclass(frozen=True)
class Way:
    """A way to make a list, at one strength."""

    name: str
    """What its row is called."""
    choose: Callable[[Pool, int], list[int]]
    """The places in a pool of so many titles, in the order in which to show them."""


def _plain(pool: Pool, n: int) -> list[int]:
    return list(range(min(n, len(pool.items))))


def _mmr(strength: float) -> Way:
    return Way(f"mmr-{strength:g}", lambda pool, n: mmr(pool.of_best, pool.likeness, strength, n))


def _dpp(strength: float) -> Way:
    def choose(pool: Pool, n: int) -> list[int]:
        return greedy_map(pool.of_ten, pool.likeness, strength, n)

    return Way(f"dpp-{strength:g}", choose)


def _steck(strength: float) -> Way:
    def choose(pool: Pool, n: int) -> list[int]:
        return greedy_calibrated(pool.of_best, pool.genres, pool.target, strength, n)

    return Way(f"steck-{strength:g}", choose)


def _sorted_steck(strength: float) -> Way:
    def choose(pool: Pool, n: int) -> list[int]:
        places = greedy_calibrated(pool.of_best, pool.genres, pool.target, strength, n)
        return [*sorted(places[:AT_ONCE]), *sorted(places[AT_ONCE:])]

    return Way(f"sorted-{strength:g}", choose)


def _whole(name: str, strengths: Strengths) -> Way:
    def choose(pool: Pool, n: int) -> list[int]:
        return chosen(pool.worth, pool.likeness, pool.genres, pool.target, strengths, n)

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
    for adventure in (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0):
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


def shown_by(ways: Iterable[Way], pool: Pool, n: int) -> Iterator[tuple[str, Indices]]:
    """The list of each way by its name: items (n,) int32, fewer where there are fewer."""
    for way in ways:
        yield way.name, pool.items[way.choose(pool, n)]
