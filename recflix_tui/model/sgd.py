"""Training by stochastic gradient descent.

The objective is Funk's and Koren's: squared errors plus a ridge on biases and factors, where
the ridge of a row grows slower than its number of ratings (`factors.ridge_scale`): what is
rated often is trusted more, what is rated seldom stays near the mean.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from recflix_tui.model.factors import FactorModel, Floats, ModelError, ridge_scale
from recflix_tui.model.split import random_holdout

Ints = npt.NDArray[np.integer]

_TILE_BYTES = 1 << 16  # of the factors on one side of a tile
_TILED_FROM = 1 << 19  # ratings; below, an epoch is quick and a free order a little better
_TILED_BLOCK, _BLOCK = 256, 16  # ratings that keep their order: read in one go


@dataclass(frozen=True)
class Settings:
    """What a training can be told. Defaults: see benchmarks/tune_sgd.py.

    epochs: at most so many; learning_rate: of the first epoch, times `decay` after each;
    reg, reg_bias: ridge of factors and biases; spread: norm of a row's first factors;
    holdout: share of ratings kept aside to find the best number of epochs, 0 to run them all;
    patience: epochs without gain before it stops; refit: then train on everything.
    """

    factors: int = 64
    epochs: int = 100
    learning_rate: float = 0.03
    decay: float = 0.96
    reg: float = 1.0
    reg_bias: float = 0.7
    spread: float = 0.15
    holdout: float = 0.05
    patience: int = 10
    refit: bool = True
    seed: int = 0


_BOUNDS: dict[str, tuple[float, float]] = {
    "factors": (1, 512),
    "epochs": (1, 10_000),
    "learning_rate": (1e-6, 10.0),
    "decay": (0.01, 1.0),
    "reg": (0.0, 1000.0),
    "reg_bias": (0.0, 1000.0),
    "spread": (1e-6, 10.0),
    "holdout": (0.0, 0.5),
    "patience": (1, 10_000),
    "seed": (0, 2**63 - 1),
}


@dataclass(frozen=True)
class Epoch:
    """One pass done. The training RMSE is of the errors met during the pass."""

    number: int
    train_rmse: float
    holdout_rmse: float | None
    seconds: float
    refit: bool = False


@dataclass(frozen=True)
class Refit:
    """The best number of epochs is known; training starts again on all ratings."""

    epochs: int
    holdout_rmse: float


@dataclass(frozen=True)
class Trained:
    """The end of a training. holdout_rmse is None where nothing was held out."""

    model: FactorModel
    epochs: int
    holdout_rmse: float | None


@dataclass(frozen=True)
class Ratings:
    """Training ratings: users, items (n,) indices below n_users, n_items; stars (n,) float32."""

    users: Ints
    items: Ints
    stars: Floats
    n_users: int
    n_items: int
    low: float
    high: float


def check_settings(settings: Settings) -> None:
    """Raises ModelError where a setting is out of bounds."""
    for name, (low, high) in _BOUNDS.items():
        value = getattr(settings, name)
        if not low <= value <= high:
            shown = name.replace("_", " ")
            raise ModelError(f"{shown} must be from {low:g} to {high:g}, not {value:g}")


def train(ratings: Ratings, settings: Settings) -> Iterator[Epoch | Refit | Trained]:
    """Trains a model, telling of each epoch; the last thing told is `Trained`.

    The same ratings and settings give the same bytes. Raises ModelError for settings or
    ratings out of bounds and for a training that diverges.
    """
    check_settings(settings)
    check_ratings(ratings)
    held = random_holdout(ratings.users, settings.holdout, settings.seed)
    if not held.any():
        descent = _Descent(ratings, settings)
        for number in range(1, settings.epochs + 1):
            yield descent.epoch(number)
        yield Trained(descent.model(), settings.epochs, None)
        return
    descent = _Descent(_part(ratings, ~held), settings)
    best, best_epoch, best_model = math.inf, 0, None
    for number in range(1, settings.epochs + 1):
        epoch = descent.epoch(number, _part(ratings, held))
        yield epoch
        assert epoch.holdout_rmse is not None
        if epoch.holdout_rmse < best:
            best, best_epoch = epoch.holdout_rmse, number
            best_model = None if settings.refit else descent.model()
        elif number - best_epoch >= settings.patience:
            break
    if best_model is None:
        yield Refit(best_epoch, best)
        descent = _Descent(ratings, settings)
        for number in range(1, best_epoch + 1):
            yield replace(descent.epoch(number), refit=True)
        best_model = descent.model()
    yield Trained(best_model, best_epoch, best)


def fit(ratings: Ratings, settings: Settings) -> Trained:
    """`train` to its end."""
    *_, last = train(ratings, settings)
    assert isinstance(last, Trained)
    return last


def check_ratings(ratings: Ratings) -> None:
    """Raises ModelError for ratings that the compiled loops must not be given."""
    n = len(ratings.stars)
    if n == 0:
        raise ModelError("there are no ratings to train on; rate or import some first")
    if len(ratings.users) != n or len(ratings.items) != n:
        raise ModelError("users, items and ratings differ in number")
    for name, indices, limit in (
        ("user", ratings.users, ratings.n_users),
        ("item", ratings.items, ratings.n_items),
    ):
        if int(indices.min()) < 0 or int(indices.max()) >= limit:
            raise ModelError(f"a rating names a {name} that is not there (there are {limit})")
    if not np.isfinite(ratings.stars).all():
        raise ModelError("a rating is not a number; mend or import the dataset again")


def _part(ratings: Ratings, mask: npt.NDArray[np.bool_]) -> Ratings:
    return replace(
        ratings, users=ratings.users[mask], items=ratings.items[mask], stars=ratings.stars[mask]
    )


class _Descent:
    """The state of one descent: shuffled ratings, and the weights they move."""

    def __init__(self, ratings: Ratings, settings: Settings) -> None:
        from recflix_tui.model import kernels

        self._kernels = kernels
        self._settings = settings
        self._ratings = ratings
        self._rng = np.random.default_rng(settings.seed)
        order, self._bounds = self._tiled(kernels.padded(settings.factors))
        self._users = ratings.users[order].astype(np.uint32)
        self._items = ratings.items[order].astype(np.uint32)
        self._mu = float(np.mean(ratings.stars, dtype=np.float64))
        self._stars = (ratings.stars[order] - self._mu).astype(np.float32)
        self._limit = 1.5 * float(np.std(self._stars)) + 0.1
        self._user_bias = np.zeros(ratings.n_users, np.float32)
        self._item_bias = np.zeros(ratings.n_items, np.float32)
        self._user_weight = _weights(self._users, ratings.n_users)
        self._item_weight = _weights(self._items, ratings.n_items)
        self._P = self._first_factors(self._user_weight)
        self._Q = self._first_factors(self._item_weight)

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
        factors = np.zeros((len(weight), self._kernels.padded(k)), np.float32)
        factors[:, :k] = self._rng.standard_normal((len(weight), k), np.float32)
        factors *= self._settings.spread / math.sqrt(k)
        factors[weight == 0] = 0
        return factors

    def epoch(self, number: int, held: Ratings | None = None) -> Epoch:
        """Runs epoch `number` (from 1); measures it on the ratings held out."""
        started = time.perf_counter()
        settings, kernels = self._settings, self._kernels
        rate = settings.learning_rate * settings.decay ** (number - 1)
        k, n = self._P.shape[1], len(self._stars)
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
        train_rmse = math.sqrt(squares / n) if math.isfinite(squares) else math.inf
        held_rmse = None if held is None else self._rmse(held)
        if not train_rmse <= self._limit or (held_rmse is not None and math.isnan(held_rmse)):
            raise ModelError(
                f"the training diverged in epoch {number}; lower the learning rate "
                f"(now {settings.learning_rate:g})"
            )
        return Epoch(number, train_rmse, held_rmse, time.perf_counter() - started)

    def _rmse(self, held: Ratings) -> float:
        squares = self._kernels.error_kernel(self._P.shape[1])(
            held.users.astype(np.uint32),
            held.items.astype(np.uint32),
            (held.stars - self._mu).astype(np.float32),
            self._user_bias,
            self._item_bias,
            self._P,
            self._Q,
        )
        return math.sqrt(squares / len(held.stars)) if math.isfinite(squares) else math.nan

    def model(self) -> FactorModel:
        """A copy of the weights as they stand."""
        settings, ratings, k = self._settings, self._ratings, self._settings.factors
        return FactorModel(
            mu=self._mu,
            user_bias=self._user_bias.copy(),
            item_bias=self._item_bias.copy(),
            P=self._P[:, :k].copy(),
            Q=self._Q[:, :k].copy(),
            reg_bias=settings.reg_bias,
            reg_factors=settings.reg,
            low=ratings.low,
            high=ratings.high,
        )


def _weights(rows: Ints, n_rows: int) -> Floats:
    """What part of a row's ridge each of its ratings carries, (n_rows,); 0 without ratings."""
    counts = np.bincount(rows, minlength=n_rows)
    shares = np.where(counts > 0, ridge_scale(counts) / np.maximum(counts, 1), 0)
    return shares.astype(np.float32)
