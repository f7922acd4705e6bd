"""Stochastic gradient descent over shuffled ratings: what an epoch does to the weights."""

from __future__ import annotations

import math
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from recflix_tui.kernels.arrays import Floats, Longs
from recflix_tui.kernels.pair_predictions import predict_pairs, sum_of_squares
from recflix_tui.kernels.tiles import Grid, Map, RowLayout, count_rows, in_one_tile, lay_out
from recflix_tui.kernels.vector_writer import padded
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import Prior, ridge_prior, ridge_scale
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.judging.advice import mend
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.sgd import sgd_kernels as kernels
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

_TILED_FROM = 1 << 19  # ratings; below, an epoch is quick and a free order a little better
_STRATA = 4  # so many blocks are trained on at once, on as many threads at most
_USER_TILE, _ITEM_TILE = 1 << 16, 1 << 19  # bytes of factors: the items' stay in a core's cache
# The settings that make a step too wide, where they are too high.
_STEPS = ("learning_rate", "reg", "reg_bias", "spread")
_IMPLIED = ("rate_of_users", "rate_of_items", "reg_implied")
_RUN = 16  # ratings that keep their order in the free order: read in one go


class SgdRun:
    """The state of one descent: shuffled ratings, and the weights they move.

    held: ratings kept aside, on which every epoch is measured. The rows of the weights stand
    as the grid places them; the ratings given are not kept.
    """

    def __init__(
        self, ratings: Ratings, settings: SgdSettings, held: Ratings | None = None
    ) -> None:
        self._settings = settings
        self._scale = ratings.low, ratings.high
        self._epochs, self._train_rmse = 0, 0.0
        self._held_rmse: float | None = None
        self._rng = np.random.default_rng(settings.seed)
        few = len(ratings.stars) < _TILED_FROM
        self._run = _map_on(1 if few else min(settings.n_threads, _STRATA))
        user_counts = count_rows(ratings.users, ratings.n_users)
        item_counts = count_rows(ratings.items, ratings.n_items)
        self._grid = self._laid_out(user_counts, item_counts)
        self._mu = float(np.mean(ratings.stars, dtype=np.float64))
        self._records = self._grid.records(*ratings.arrays, self._mu, self._run)
        self._grid.shuffle(self._records, int(self._rng.integers(2**63)), self._run)
        self._held = None if held is None else self._grid.records(*held.arrays, self._mu, self._run)
        # Where each of the records kept aside stood among the ratings that were given.
        self._held_order = None if held is None else self._grid.order(held.users, held.items)
        self._held_over_mean = np.zeros(0, np.float32)
        stars = self._records.stars
        self._limit = 1.5 * math.sqrt(float(stars @ stars) / len(stars)) + 0.1
        self._user_weight = _weights(user_counts, self._grid.users)
        self._item_weight = _weights(item_counts, self._grid.items)
        self._user_bias = np.zeros(ratings.n_users, np.float32)
        self._item_bias = np.zeros(ratings.n_items, np.float32)
        self._P = self._first_factors(self._user_weight)
        self._Q = self._first_factors(self._item_weight)

    def _laid_out(self, user_counts: Longs, item_counts: Longs) -> Grid:
        """Users and items in strata and tiles, or in one tile where ratings are few."""
        if user_counts.sum() < _TILED_FROM:
            return Grid(in_one_tile(len(user_counts)), in_one_tile(len(item_counts)))
        row = 4 * padded(self._settings.factors)
        return Grid(
            lay_out(user_counts, _STRATA, max(1, _USER_TILE // row), self._rng),
            lay_out(item_counts, _STRATA, max(1, _ITEM_TILE // row), self._rng),
        )

    def _first_factors(self, weight: Floats) -> Floats:
        """Small random factors; zeros for rows without ratings and for the padding."""
        k = self._settings.factors
        factors = np.zeros((len(weight), padded(k)), np.float32)
        factors[:, :k] = self._rng.standard_normal((len(weight), k), np.float32)
        factors *= self._settings.spread / math.sqrt(k)
        factors[weight == 0] = 0
        return factors

    def epoch(self) -> Epoch:
        """Run the next epoch. Raises ModelError where it diverges."""
        started = time.perf_counter()
        self._epochs += 1
        train_rmse = self._train_rmse = _root_mean(self._descend(), len(self._records))
        held_rmse = self._held_rmse = self._measured()
        if not (train_rmse <= self._limit and (held_rmse is None or math.isfinite(held_rmse))):
            raise self._diverged()
        return Epoch(self._epochs, train_rmse, held_rmse, time.perf_counter() - started)

    @property
    def _rate(self) -> float:
        """The learning rate of this epoch."""
        return self._settings.learning_rate * self._settings.decay ** (self._epochs - 1)

    def _descend(self) -> float:
        """One pass over the ratings; the sum of the squared errors met.

        In each round every user stratum meets another item stratum: what runs at once shares
        no row, so the outcome does not depend on the number of threads.
        """
        strata = self._grid.n_strata
        blocks = [
            (a, (a + shift) % strata)
            for shift in self._rng.permutation(strata)
            for a in range(strata)
        ]
        runs = [self._runs(a, b) for a, b in blocks]
        total = 0.0
        for start in range(0, len(runs), strata):
            total += sum(self._run(self._descend_on, runs[start : start + strata]))
        return total

    def _runs(self, a: int, b: int) -> tuple[Longs, Longs]:
        """The runs of ratings of a block, in the order of this epoch: where each starts and
        ends. A block's item tiles come one after the other, and meet the user tiles in turn.
        """
        bounds = self._records.bounds
        if self._grid.n_strata == 1:
            starts = _RUN * self._rng.permutation(-(-len(self._records) // _RUN))
            return starts, np.minimum(starts + _RUN, len(self._records))
        cells = self._grid.cells(a, b)
        cells = self._rng.permuted(cells[self._rng.permutation(len(cells))], axis=1).ravel()
        return bounds[cells], bounds[cells + 1]

    def _descend_on(self, runs: tuple[Longs, Longs]) -> float:
        settings, rate, records = self._settings, self._rate, self._records
        return kernels.epoch_kernel(self._P.shape[1])(
            records.users,
            records.items,
            records.stars,
            *runs,
            self._user_bias,
            self._item_bias,
            self._P,
            self._Q,
            self._user_weight,
            self._item_weight,
            np.float32(rate),
            np.float32(settings.reg),
            np.float32(settings.reg_bias),
        )

    def _measured(self) -> float | None:
        """The RMSE on the ratings kept aside."""
        held = self._held
        if held is None:
            return None
        rows, over_mean = self._rows(), np.empty(len(held), np.float32)

        def squares(part: slice) -> float:
            predict_pairs(held.users[part], held.items[part], *rows, over_mean[part])
            found: float = sum_of_squares(held.stars[part], over_mean[part])
            return found

        total = sum(self._run(squares, self._grid.by_users(held)))
        self._held_over_mean = over_mean
        return _root_mean(total, len(held))

    def held_predictions(self) -> Floats:
        """Return what the last epoch predicted of the ratings kept aside, (n_held,)."""
        predicted = np.empty_like(self._held_over_mean)
        predicted[self._held_order] = self._held_over_mean
        return predicted + np.float32(self._mu)

    def _rows(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Biases and factors of users and items, with all that is added to them."""
        return self._user_bias, self._item_bias, self._P, self._Q

    def _diverged(self) -> ModelError:
        steps = (*_STEPS, *(_IMPLIED if "implicit" in self._settings.side else ()))
        advice = mend(self._settings, lower=steps)
        return ModelError(f"the training diverged in epoch {self._epochs}; {advice}")

    def model(self) -> FactorModel:
        """Return a copy of the weights. Raises ModelError where they are not finite."""
        rows = self._rows()
        if not all(np.isfinite(weights).all() for weights in rows):
            raise self._diverged()
        user_bias, item_bias, P, Q = rows
        k, (low, high) = self._settings.factors, self._scale
        users, items = self._grid.users.position, self._grid.items.position
        return FactorModel(
            mu=self._mu,
            user_bias=user_bias[users],
            item_bias=item_bias[items],
            P=P[:, :k][users],
            Q=Q[:, :k][items],
            prior=self._prior(),
            low=low,
            high=high,
        )

    def _prior(self) -> Prior:
        # Errors on ratings not trained on, where there are such, say more about the noise.
        noise = (self._held_rmse or self._train_rmse) ** 2
        settings = self._settings
        return ridge_prior(settings.reg_bias, settings.reg, settings.factors, noise)


def _map_on(threads: int) -> Map:
    return map if threads == 1 else ThreadPoolExecutor(threads).map


def _root_mean(squares: float, n: int) -> float:
    return math.sqrt(squares / n) if math.isfinite(squares) else math.inf


def _weights(counts: Longs, rows: RowLayout) -> Floats:
    """What part of a row's ridge each of its ratings carries, (n_rows,) by position; 0 without
    ratings."""
    weights = np.zeros(len(counts), np.float32)
    weights[rows.position] = np.where(counts > 0, ridge_scale(counts) / np.maximum(counts, 1), 0)
    return weights
