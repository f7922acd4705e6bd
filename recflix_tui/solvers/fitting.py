"""How every solver is run: the search for the best number of epochs, then a refit on all."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.kernels.arrays import Flags, Floats
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.held_errors import HeldErrors, held_errors
from recflix_tui.model.holdout import shared_holdout
from recflix_tui.model.pick_curves import LikeCurve
from recflix_tui.model.ratings import Ratings, check_ratings
from recflix_tui.solvers.all_solvers import start_run
from recflix_tui.solvers.items.liking import like_curve
from recflix_tui.solvers.judging.early_stop import EarlyStop
from recflix_tui.solvers.judging.judging import (
    calibration_of,
    judge,
    kept_biases,
    too_few,
    unmeasured,
    with_noise,
)
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.settings import SolverSettings, check_settings


@dataclass(frozen=True)
class Refit:
    """The best number of epochs is known; training starts again on all ratings."""

    epochs: int
    """The best number of them: so many are run."""
    holdout_rmse: float
    """That of the best epoch."""


@dataclass(frozen=True)
class Trained:
    """The end of a training."""

    model: FactorModel
    """The model, trained on all ratings where there was a refit."""
    epochs: int
    """Those that the model was trained for."""
    holdout_rmse: float | None
    """That of the best epoch; None where nothing was held out."""
    held: HeldErrors | None = None
    """The errors of the best epoch on the ratings held out, before the refit; None where nothing
    was held out."""
    likes: LikeCurve | None = None
    """How likely a title is liked by what is predicted of it, as the ratings held out show; None
    where nothing was held out."""
    because: str | None = None
    """Why the model is the biases alone, None where it is the solver's own. The epochs, errors
    and RMSE are then of the search, and of the biases."""


def train(
    ratings: Ratings, settings: SolverSettings, whatever: bool = False
) -> Generator[Epoch | Refit | Trained, None, None]:
    """Train a model and yield each epoch; the last of what is yielded is `Trained`.

    Where some ratings are to be held out, and they do not show that the model is better than the
    biases, or are too few to show it, the biases are the model (`Trained.because`); with
    `whatever` it is the solver's own all the same.

    The same ratings and settings give the same bytes. Raises ModelError for settings or
    ratings out of bounds and for a training that diverges. Closing the generator cancels the
    training: nothing of it is kept.
    """
    check_settings(settings)
    check_ratings(ratings)
    held = shared_holdout(ratings, settings.holdout)
    if held.any():
        yield from _search_and_refit(ratings, held, settings, whatever)
        return
    run = start_run(settings, ratings)
    for _ in range(settings.epochs):
        epoch = run.epoch()
        yield epoch
    if settings.holdout and not whatever:
        biases = kept_biases(ratings, None)
        yield Trained(biases, settings.epochs, None, because=too_few(0))
        return
    model = unmeasured(run.model(), ratings, epoch.train_rmse**2)
    yield Trained(model, settings.epochs, None)


def _search_and_refit(
    ratings: Ratings, held: Flags, settings: SolverSettings, whatever: bool
) -> Generator[Epoch | Refit | Trained, None, None]:
    known, aside = ratings.part(~held), ratings.part(held)
    run = start_run(settings, known, held=aside)
    stop, best_model = EarlyStop(settings, len(ratings.stars)), None
    predicted = np.zeros(len(aside.stars), np.float32)
    # What draws say of themselves is asked before those ratings are in them; of one draw, what
    # few ratings leave open hardly hangs on it.
    is_asked = not (settings.refit and settings.stops_early)
    for number in range(1, settings.epochs + 1):
        epoch = run.epoch()
        yield epoch
        if epoch.holdout_rmse is None:
            continue
        if stop.is_better(number, epoch.holdout_rmse):
            if settings.stops_early or number == settings.epochs:
                predicted = run.held_predictions()
                best_model = run.model() if is_asked else None
        elif stop.is_out_of_patience(number):
            break
    del run  # before the refit takes as much memory again
    verdict = judge(known, aside, predicted)
    if verdict.because is not None and not whatever:
        model, errors = kept_biases(ratings, verdict), held_errors(aside, verdict.biases)
        rmse = math.sqrt(verdict.mse_of_biases)
        likes = _likes(aside, verdict.biases)
        yield Trained(model, stop.best_epoch, rmse, errors, likes, verdict.because)
        return
    calibration = None
    mse = stop.best_rmse**2
    if best_model is not None:
        best_model = with_noise(best_model, known, mse)
        calibration = calibration_of(best_model, known, verdict)
    if best_model is None or settings.refit:
        del best_model
        yield Refit(stop.best_epoch, stop.best_rmse)
        run = start_run(settings, ratings)
        for _ in range(stop.best_epoch):
            yield replace(run.epoch(), refit=True)
        best_model = with_noise(run.model(), ratings, mse)
    if calibration is None:
        calibration = calibration_of(best_model, known, verdict)
    model = replace(best_model, calibration=calibration)
    errors, likes = held_errors(aside, predicted), _likes(aside, predicted)
    yield Trained(model, stop.best_epoch, stop.best_rmse, errors, likes)


def _likes(aside: Ratings, predicted: Floats) -> LikeCurve:
    """How likely titles were liked by what was predicted of them; predicted: (n,) stars."""
    return like_curve(predicted, aside.stars, aside.low, aside.high)


def fit(
    ratings: Ratings,
    settings: SolverSettings,
    tell: Callable[[Epoch | Refit], None] | None = None,
) -> Trained:
    """Run `train` to the end of what the solver itself makes, better than the biases or not.

    Where a holdout would decide nothing, none is taken. tell: is called with each step on the way.
    """
    if not settings.stops_early:
        settings = replace(settings, holdout=0.0)
    return to_the_end(ratings, settings, whatever=True, tell=tell)


def to_the_end(
    ratings: Ratings,
    settings: SolverSettings,
    whatever: bool = False,
    tell: Callable[[Epoch | Refit], None] | None = None,
) -> Trained:
    """Run `train` to its end; tell: is called with each step on the way."""
    for step in train(ratings, settings, whatever):
        if isinstance(step, Trained):
            return step
        if tell:
            tell(step)
    raise AssertionError("a training ends with Trained")
