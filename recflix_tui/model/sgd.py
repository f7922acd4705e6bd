"""Training by stochastic gradient descent.

The objective is Funk's and Koren's: squared errors plus a ridge on biases and factors, where
the ridge of a row grows slower than its number of ratings (`factors.ridge_scale`): what is
rated often is trusted more, what is rated seldom stays near the mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from recflix_tui.model.factors import FactorModel, Floats, ModelError
from recflix_tui.model.split import random_holdout

Ints = npt.NDArray[np.integer]

# Factors start near zero, where they grow unseen for a while: on few ratings the holdout's
# error can stand still for a dozen epochs before it falls.
_TAKE_OFF = 20


@dataclass(frozen=True)
class Settings:
    """What a training can be told. Defaults: see benchmarks/tune_sgd.py.

    epochs: at most so many; learning_rate: of the first epoch, times `decay` after each;
    reg, reg_bias: ridge of factors and biases; spread: norm of a row's first factors;
    holdout: share of ratings kept aside to find the best number of epochs, 0 to run them all;
    patience: epochs without gain before it stops (the first 20 do not count);
    refit: then train on everything.
    """

    factors: int = 64
    epochs: int = 200
    learning_rate: float = 0.02
    decay: float = 0.98
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
            raise ModelError(
                f"{shown} must be from {_number(low)} to {_number(high)}, not {_number(value)}"
            )


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:g}"


def train(ratings: Ratings, settings: Settings) -> Iterator[Epoch | Refit | Trained]:
    """Trains a model, telling of each epoch; the last thing told is `Trained`.

    The same ratings and settings give the same bytes. Raises ModelError for settings or
    ratings out of bounds and for a training that diverges.
    """
    from recflix_tui.model.descent import Descent  # brings Numba, which takes its time to load

    check_settings(settings)
    check_ratings(ratings)
    held = random_holdout(ratings.users, settings.holdout, settings.seed)
    if not held.any():
        descent = Descent(ratings, settings)
        for _ in range(settings.epochs):
            yield descent.epoch()
        yield Trained(descent.model(), settings.epochs, None)
        return
    descent = Descent(_part(ratings, ~held), settings, held=_part(ratings, held))
    best, best_epoch, best_model = math.inf, 0, None
    for number in range(1, settings.epochs + 1):
        epoch = descent.epoch()
        yield epoch
        if epoch.holdout_rmse is not None and epoch.holdout_rmse < best:
            best, best_epoch = epoch.holdout_rmse, number
            best_model = None if settings.refit else descent.model()
        elif number - max(best_epoch, _TAKE_OFF) >= settings.patience:
            break
    if best_model is None:
        yield Refit(best_epoch, best)
        descent = Descent(ratings, settings)
        for _ in range(best_epoch):
            yield replace(descent.epoch(), refit=True)
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
        lowest, highest = int(indices.min()), int(indices.max())
        if lowest < 0 or highest >= limit:
            worst = lowest if lowest < 0 else highest
            raise ModelError(f"a rating is of {name} {worst}, but there are only {limit} {name}s")
    if not np.isfinite(ratings.stars).all():
        raise ModelError("a rating is not a number; mend or import the dataset again")


def _part(ratings: Ratings, mask: npt.NDArray[np.bool_]) -> Ratings:
    return replace(
        ratings, users=ratings.users[mask], items=ratings.items[mask], stars=ratings.stars[mask]
    )
