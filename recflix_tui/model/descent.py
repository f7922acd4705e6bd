"""Stochastic gradient descent over shuffled ratings: what an epoch does to the weights."""

from __future__ import annotations

import math
import time

import numpy as np
import numpy.typing as npt

from recflix_tui.model import kernels
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.fitting import Epoch
from recflix_tui.model.prior import ridge_prior, ridge_scale
from recflix_tui.model.ratings import Floats, Ints, ModelError, Ratings
from recflix_tui.model.sgd import Settings

_TILE_BYTES = 1 << 16  # of the factors on one side of a tile
_TILED_FROM = 1 << 19  # ratings; below, an epoch is quick and a free order a little better
_TILED_BLOCK, _BLOCK = 256, 16  # ratings that keep their order: read in one go

Ids = npt.NDArray[np.uint32]
Records = tuple[Ids, Ids, Floats]


class Descent:
    """The state of one descent: shuffled ratings, and the weights they move.

    held: ratings kept aside, on which every epoch is measured.
    """

    def __init__(self, ratings: Ratings, settings: Settings, held: Ratings | None = None) -> None:
        self._settings = settings
        self._ratings = ratings
        self._epochs, self._train_rmse = 0, 0.0
        self._rng = np.random.default_rng(settings.seed)
        order, self._bounds = self._tiled(kernels.padded(settings.factors))
        self._mu = float(np.mean(ratings.stars, dtype=np.float64))
        users, items, stars = self._as_records(ratings)
        self._users, self._items, self._stars = users[order], items[order], stars[order]
        self._limit = 1.5 * float(np.std(self._stars)) + 0.1
        self._user_bias = np.zeros(ratings.n_users, np.float32)
        self._item_bias = np.zeros(ratings.n_items, np.float32)
        self._user_weight = _weights(self._users, ratings.n_users)
        self._item_weight = _weights(self._items, ratings.n_items)
        self._held = None if held is None else self._as_records(held)
        self._P = self._first_factors(self._user_weight)
        self._Q = self._first_factors(self._item_weight)

    def _as_records(self, ratings: Ratings) -> Records:
        """Users, items and stars over the mean, as the compiled loops take them."""
        stars = (ratings.stars - self._mu).astype(np.float32)
        return ratings.users.astype(np.uint32), ratings.items.astype(np.uint32), stars

    def _tiled(self, k: int) -> tuple[Ints, npt.NDArray[np.int64]]:
        """The ratings shuffled, then gathered by tiles of users x items whose factors fit a
        processor's cache: their order (n,), and where each tile's blocks begin (n_tiles + 1,).
        """
        n = len(self._ratings.stars)
        shuffled = self._rng.permutation(n)
        if n < _TILED_FROM:
            self._block = _BLOCK
            return shuffled, np.array([0, -(-n // _BLOCK)])
        self._block = _TILED_BLOCK
        rows = max(1, _TILE_BYTES // (4 * k))
        across = -(-self._ratings.n_items // rows)
        down = self._ratings.users[shuffled] // rows
        tiles = down.astype(np.int64) * across + self._ratings.items[shuffled] // rows
        order = np.argsort(tiles, kind="stable")
        _, starts = np.unique(tiles[order], return_index=True)
        # A block that two tiles share goes to the first of them.
        blocks = -(-np.append(starts, n) // self._block)
        return shuffled[order], blocks.astype(np.int64)

    def _first_factors(self, weight: Floats) -> Floats:
        """Small random factors; zeros for rows without ratings and for the padding."""
        k = self._settings.factors
        factors = np.zeros((len(weight), kernels.padded(k)), np.float32)
        factors[:, :k] = self._rng.standard_normal((len(weight), k), np.float32)
        factors *= self._settings.spread / math.sqrt(k)
        factors[weight == 0] = 0
        return factors

    def epoch(self) -> Epoch:
        """Runs the next epoch. Raises ModelError where it diverges."""
        started = time.perf_counter()
        self._epochs += 1
        train_rmse = self._train_rmse = self._descend()
        held_rmse = None if self._held is None else self._held_rmse(*self._held)
        if not (train_rmse <= self._limit and (held_rmse is None or math.isfinite(held_rmse))):
            raise self._diverged()
        return Epoch(self._epochs, train_rmse, held_rmse, time.perf_counter() - started)

    def _descend(self) -> float:
        """One pass over the ratings; the RMSE of the errors met."""
        settings, k, n = self._settings, self._P.shape[1], len(self._stars)
        rate = settings.learning_rate * settings.decay ** (self._epochs - 1)
        order = kernels.visiting_order(
            self._rng.permutation(len(self._bounds) - 1),
            self._bounds,
            self._rng.integers(0, 2**64, dtype=np.uint64),
        )
        squares = kernels.epoch_kernel(k)(
            self._users,
            self._items,
            self._stars,
            order,
            self._block,
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
        return _root_mean(squares, n)

    def _held_rmse(self, users: Ids, items: Ids, stars: Floats) -> float:
        squares = kernels.error_kernel(self._P.shape[1])(
            users, items, stars, self._user_bias, self._item_bias, self._P, self._Q
        )
        return _root_mean(squares, len(stars))

    def _diverged(self) -> ModelError:
        return ModelError(
            f"the training diverged in epoch {self._epochs}; lower the learning rate "
            f"(now {self._settings.learning_rate:g})"
        )

    def model(self) -> FactorModel:
        """A copy of the weights as they stand. Raises ModelError where they are not finite."""
        for weights in (self._user_bias, self._item_bias, self._P, self._Q):
            if not np.isfinite(weights).all():
                raise self._diverged()
        settings, ratings, k = self._settings, self._ratings, self._settings.factors
        return FactorModel(
            mu=self._mu,
            user_bias=self._user_bias.copy(),
            item_bias=self._item_bias.copy(),
            P=self._P[:, :k].copy(),
            Q=self._Q[:, :k].copy(),
            prior=ridge_prior(settings.reg_bias, settings.reg, k, self._train_rmse**2),
            low=ratings.low,
            high=ratings.high,
        )


def _root_mean(squares: float, n: int) -> float:
    return math.sqrt(squares / n) if math.isfinite(squares) else math.inf


def _weights(rows: Ints, n_rows: int) -> Floats:
    """What part of a row's ridge each of its ratings carries, (n_rows,); 0 without ratings."""
    counts = np.bincount(rows, minlength=n_rows)
    shares = np.where(counts > 0, ridge_scale(counts) / np.maximum(counts, 1), 0)
    return shares.astype(np.float32)
