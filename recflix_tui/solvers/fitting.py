"""How every solver is run: the search for the best number of epochs, then a refit on all."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.held_errors import HeldErrors, held_errors
from recflix_tui.model.holdout import shared_holdout
from recflix_tui.model.ratings import Ratings, check_ratings
from recflix_tui.solvers.all_solvers import start_run
from recflix_tui.solvers.early_stop import EarlyStop
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


def train(
    ratings: Ratings, settings: SolverSettings
) -> Generator[Epoch | Refit | Trained, None, None]:
    """Train a model and yield each epoch; the last of what is yielded is `Trained`.

    The same ratings and settings give the same bytes. Raises ModelError for settings or
    ratings out of bounds and for a training that diverges. Closing the generator cancels the
    training: nothing of it is kept.
    """
    check_settings(settings)
    check_ratings(ratings)
    held = shared_holdout(ratings, settings.holdout)
    if not held.any():
        run = start_run(settings, ratings)
        for _ in range(settings.epochs):
            yield run.epoch()
        yield Trained(run.model(), settings.epochs, None)
        return
    aside = ratings.part(held)
    run = start_run(settings, ratings.part(~held), held=aside)
    stop, best_model = EarlyStop(settings, len(ratings.stars)), None
    predicted = np.zeros(len(aside.stars), np.float32)
    for number in range(1, settings.epochs + 1):
        epoch = run.epoch()
        yield epoch
        if epoch.holdout_rmse is None:
            continue
        if stop.is_better(number, epoch.holdout_rmse):
            wanted = settings.stops_early or number == settings.epochs
            if wanted:
                predicted = run.held_predictions()
            if wanted and not settings.refit:
                best_model = _with_noise(run.model(), stop.best_rmse)
        elif stop.is_out_of_patience(number):
            break
    errors = held_errors(aside, predicted)
    if best_model is None:
        del run  # before the refit takes as much memory again
        yield Refit(stop.best_epoch, stop.best_rmse)
        run = start_run(settings, ratings)
        for _ in range(stop.best_epoch):
            yield replace(run.epoch(), refit=True)
        best_model = _with_noise(run.model(), stop.best_rmse)
    yield Trained(best_model, stop.best_epoch, stop.best_rmse, errors)


def _with_noise(model: FactorModel, holdout_rmse: float) -> FactorModel:
    """Return the model with the noise that was seen on ratings it had not met.

    Those it was fitted to look less noisy than they are. Where the noise was sampled with the
    rest, it stays.
    """
    if not model.prior.grows:
        return model
    noise = np.full_like(model.prior.noise, holdout_rmse**2)
    return replace(model, prior=replace(model.prior, noise=noise))


def fit(ratings: Ratings, settings: SolverSettings) -> Trained:
    """Run `train` to its end. Where a holdout would decide nothing, none is taken."""
    if not settings.stops_early:
        settings = replace(settings, holdout=0.0)
    *_, last = train(ratings, settings)
    assert isinstance(last, Trained)
    return last
