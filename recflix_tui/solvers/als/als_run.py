"""Alternating least squares: the state of a run, and what a sweep does to it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue

import numpy as np

from recflix_tui.kernels.arrays import Floats, Ids, Longs
from recflix_tui.kernels.pair_predictions import predict_pairs, sum_of_squares
from recflix_tui.kernels.sorting import sort_by_row
from recflix_tui.kernels.vector_writer import padded
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior, ridge_scale
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.als import normal_equations as kernels
from recflix_tui.solvers.als.als_settings import AlsSettings
from recflix_tui.solvers.als.als_vectors import LANES
from recflix_tui.solvers.judging.advice import mend
from recflix_tui.solvers.run import Epoch

# Conjugate gradients on a row read its ratings' factors several times, which pays while they
# fit a core's cache; rows of more ratings are solved exactly from one reading.
_CAPACITY = 8192
_LEAST_RIDGE = 1e-6  # as in the fold-in
_PART_RATINGS, _PARTS = 20_000, 64  # ratings from which sharing pays; parts at most
_HELD_PART = 1 << 16  # held ratings measured at once

Records = tuple[Ids, Ids, Floats]


@dataclass(frozen=True)
class Rows:
    """The ratings of one side by row, and what is learnt of the rows."""

    starts: Longs
    """(n_rows + 1,) int64: row r has the ratings from starts[r] to starts[r + 1]."""
    others: Ids
    """(n,) uint32: the row of the other side of each rating."""
    stars: Floats
    """(n,) float32, over the mean."""
    scale: Floats
    """(n_rows,) float32: growth of the ridge with a row's ratings."""
    weights: Floats
    """(n_rows * k,) float32: the factors, k padded."""
    bias: Floats
    """(n_rows,) float32."""
    bounds: Sequence[int]
    """The rows where each part of about equal work begins, and the last's end."""


class AlsRun:
    """The state of one run. In a sweep the items are solved first and then the users, so that a
    user of the model is exactly what folding in its ratings gives.

    held: ratings kept aside, on which every sweep is measured.
    """

    def __init__(
        self, ratings: Ratings, settings: AlsSettings, held: Ratings | None = None
    ) -> None:
        self._settings, self._low, self._high = settings, ratings.low, ratings.high
        self._epochs, self._train_rmse, self._n = 0, 0.0, len(ratings.stars)
        self._k = padded(settings.factors, LANES)
        self._steps = settings.steps(self._n)
        self._mu = float(np.mean(ratings.stars, dtype=np.float64))
        users, items, stars = self._as_records(ratings)
        self._users = self._rows(users, items, stars, ratings.n_users)
        # From the users' order, so that the users of each item come in ascending order.
        users = np.repeat(np.arange(ratings.n_users, dtype=np.uint32), np.diff(self._users.starts))
        self._items = self._rows(self._users.others, users, self._users.stars, ratings.n_items)
        self._held = None if held is None else self._as_records(held)
        self._held_predicted = np.zeros(0, np.float32)
        self._first_factors()

    def _as_records(self, ratings: Ratings) -> Records:
        """Users, items and stars over the mean, as the compiled loops take them."""
        stars = ratings.stars - np.float32(self._mu)
        users, items = (ids.astype(np.uint32, copy=False) for ids in (ratings.users, ratings.items))
        return users, items, stars.astype(np.float32, copy=False)

    def _rows(self, rows: Ids, others: Ids, stars: Floats, n_rows: int) -> Rows:
        starts, others, stars = sort_by_row(rows, others, stars, n_rows)
        return Rows(
            starts,
            others,
            stars,
            scale=ridge_scale(np.diff(starts)).astype(np.float32),
            weights=_aligned(n_rows * self._k),
            bias=np.zeros(n_rows, np.float32),
            bounds=_parts(starts, self._k),
        )

    def _first_factors(self) -> None:
        """Small random factors for the users who rated; the rest stays zero."""
        k, n_users = self._settings.factors, len(self._users.bias)
        rng = np.random.default_rng(self._settings.seed)
        factors = self._users.weights.reshape(n_users, self._k)
        factors[:, :k] = rng.standard_normal((n_users, k), np.float32)
        factors *= np.float32(self._settings.spread / math.sqrt(k))
        factors[np.diff(self._users.starts) == 0] = 0

    def epoch(self) -> Epoch:
        """Run the next sweep; its training RMSE is that of the model after it."""
        started = time.perf_counter()
        self._epochs += 1
        with ThreadPoolExecutor(self._settings.n_threads) as pool:
            self._solve(self._items, self._users, pool)
            self._train_rmse = math.sqrt(self._solve(self._users, self._items, pool) / self._n)
            held = None if self._held is None else self._held_rmse(*self._held, pool)
        if not math.isfinite(self._train_rmse):
            raise self._failed()
        return Epoch(self._epochs, self._train_rmse, held, time.perf_counter() - started)

    def _solve(self, rows: Rows, others: Rows, pool: ThreadPoolExecutor) -> float:
        """A half-sweep: every row by the others as they stand; the sum of squared errors.

        The parts are the same whatever the threads, and no row depends on another of its side.
        """
        settings, k = self._settings, self._k
        work = _Spare(lambda: (_aligned(k), _aligned(kernels.work_size(k, self._capacity))))

        def solve_part(first: int, last: int) -> float:
            x, space = work.take()
            squares: float = kernels.half_sweep(
                first,
                last,
                rows.starts,
                rows.others,
                rows.stars,
                rows.scale,
                others.weights,
                others.bias,
                rows.weights,
                rows.bias,
                k,
                settings.reg,
                settings.reg_bias,
                _LEAST_RIDGE,
                self._steps,
                self._capacity,
                x,
                space,
            )
            work.give((x, space))
            return squares

        return math.fsum(pool.map(solve_part, rows.bounds[:-1], rows.bounds[1:]))

    @property
    def _capacity(self) -> int:
        return _CAPACITY if self._steps else 0

    def _held_rmse(self, users: Ids, items: Ids, stars: Floats, pool: ThreadPoolExecutor) -> float:
        P, Q = (side.weights.reshape(-1, self._k) for side in (self._users, self._items))
        biases = self._users.bias, self._items.bias
        over_mean = np.empty(len(stars), np.float32)

        def measure(start: int) -> float:
            part = slice(start, start + _HELD_PART)
            predict_pairs(users[part], items[part], *biases, P, Q, over_mean[part])
            found: float = sum_of_squares(stars[part], over_mean[part])
            return found

        squares = math.fsum(pool.map(measure, range(0, len(stars), _HELD_PART)))
        self._held_predicted = over_mean + np.float32(self._mu)
        return math.sqrt(squares / len(stars))

    def held_predictions(self) -> Floats:
        """Return what the last sweep predicted of the ratings kept aside, (n_held,)."""
        return self._held_predicted

    def _failed(self) -> ModelError:
        advice = mend(self._settings, lower=("spread",), higher=("reg", "reg_bias"))
        return ModelError(f"the training failed in sweep {self._epochs}; {advice}")

    def model(self) -> FactorModel:
        """Return a copy of the weights. Raises ModelError where they are not finite."""
        settings, k = self._settings, self._settings.factors
        arrays = [self._users.bias, self._items.bias, self._users.weights, self._items.weights]
        if not all(np.isfinite(array).all() for array in arrays):
            raise self._failed()
        return FactorModel(
            mu=self._mu,
            user_bias=self._users.bias.copy(),
            item_bias=self._items.bias.copy(),
            P=self._users.weights.reshape(-1, self._k)[:, :k].copy(),
            Q=self._items.weights.reshape(-1, self._k)[:, :k].copy(),
            prior=ridge_prior(settings.reg_bias, settings.reg, k, self._train_rmse**2),
            low=self._low,
            high=self._high,
        )


class _Spare:
    """Working space for whoever works at the moment: made where none is spare."""

    def __init__(self, make: Callable[[], tuple[Floats, Floats]]) -> None:
        self._make, self._spare = make, SimpleQueue[tuple[Floats, Floats]]()

    def take(self) -> tuple[Floats, Floats]:
        try:
            return self._spare.get_nowait()
        except Empty:
            return self._make()

    def give(self, space: tuple[Floats, Floats]) -> None:
        self._spare.put(space)


def _aligned(n: int) -> Floats:
    """(n,) float32 zeros that begin at a line of memory, so that no vector lies across two."""
    line = 64 // 4
    raw = np.zeros(n + line, np.float32)
    start = -raw.ctypes.data // 4 % line
    return raw[start : start + n]


def _parts(starts: Longs, k: int) -> list[int]:
    """The rows between which the work of all is cut into equal parts."""
    n_rows = len(starts) - 1
    # A row's own equations cost about as much as k/3 more ratings.
    work = starts + np.arange(n_rows + 1) * (k // 3)
    parts = int(min(_PARTS, max(1, work[-1] // _PART_RATINGS)))
    cuts = np.searchsorted(work, np.arange(1, parts) * (work[-1] / parts))
    return [0, *cuts.tolist(), n_rows]
