"""A training told line by line: what the training process prints, and its reader parses."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.fitting import Refit, Trained, train
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.settings import SolverSettings

Save = Callable[[FactorModel, dict[str, Any]], int]


_events: dict[str, type[Event]] = {}


class Event:
    """Something that a training tells of. Each kind, a dataclass, goes by its name in lines:
    `epoch_done` is an EpochDone."""

    def __init_subclass__(cls) -> None:
        _events[_name(cls)] = cls

    def to_json(self) -> str:
        """The event as one line of JSON, without a line end."""
        return json.dumps({"event": _name(type(self)), **asdict(self)})  # type: ignore[call-overload]


def _name(kind: type[Event]) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", kind.__name__).lower()


@dataclass(frozen=True)
class Started(Event):
    """The ratings are read and training begins (with a compilation, the first time ever).

    why: what the solver was picked for, where it was not asked for.
    """

    n_ratings: int
    n_users: int
    n_items: int
    settings: dict[str, Any]
    solver: str = ""
    why: str = ""


@dataclass(frozen=True)
class EpochDone(Event):
    """An epoch of the search for the best number of epochs. Without a holdout (None) this is
    the only phase. eta_seconds: to the end of everything, at most."""

    number: int
    of: int
    train_rmse: float
    holdout_rmse: float | None
    seconds: float
    eta_seconds: float


@dataclass(frozen=True)
class Refitting(Event):
    """Training starts again on all ratings, for the number of epochs found best."""

    epochs: int
    holdout_rmse: float


@dataclass(frozen=True)
class RefitEpochDone(Event):
    """An epoch of the refit."""

    number: int
    of: int
    train_rmse: float
    seconds: float
    eta_seconds: float


@dataclass(frozen=True)
class Saved(Event):
    """The model is on disk as `version` and in use. seconds: the whole training."""

    version: int
    holdout_rmse: float | None
    seconds: float


@dataclass(frozen=True)
class Failed(Event):
    """The training ended without a model; the one before stays in use."""

    message: str


def parse_line(line: str) -> Event:
    """The event of one line that `to_json` made. Raises ModelError for any other line."""
    try:
        said = json.loads(line)
        kind = _events[said.pop("event")]
        known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
        return kind(**{name: value for name, value in said.items() if name in known})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ModelError(f"the training said something unexpected: {line.strip()[:80]}") from None


def run(ratings: Ratings, settings: SolverSettings, save: Save, why: str = "") -> Iterator[Event]:
    """Trains and saves, telling of each step; ends with `Saved` or `Failed`.

    save: is given the model and its metrics and returns the version it became.
    """
    started = time.perf_counter()
    sizes = len(ratings.stars), int(ratings.n_users), int(ratings.n_items)
    yield Started(*sizes, settings.plain(), settings.solver, why)
    try:
        for step in _told(ratings, settings):
            if isinstance(step, Event):
                yield step
                continue
            metrics = _metrics(step, sizes[0], time.perf_counter() - started)
            version = save(step.model, metrics)
            yield Saved(version, step.holdout_rmse, time.perf_counter() - started)
    except ModelError as error:
        yield Failed(str(error))


def _metrics(trained: Trained, n_ratings: int, seconds: float) -> dict[str, float]:
    """What versions are compared by; what was not measured is left out."""
    metrics: dict[str, float] = {
        "epochs": trained.epochs,
        "n_ratings": n_ratings,
        "train_seconds": seconds,
    }
    if trained.holdout_rmse is not None:
        metrics["holdout_rmse"] = trained.holdout_rmse
    return metrics


def _told(ratings: Ratings, settings: SolverSettings) -> Iterator[Event | Trained]:
    """The steps of a training as events, with the time that is left."""
    spent, of, phases = 0.0, settings.epochs, 2 if settings.refit and settings.holdout else 1
    for step in train(ratings, settings):
        if isinstance(step, Trained):
            yield step
        elif isinstance(step, Refit):
            spent, of = 0.0, step.epochs
            yield Refitting(step.epochs, step.holdout_rmse)
        else:
            spent += step.seconds
            yield _epoch_event(step, of, spent / step.number, phases)


def _epoch_event(epoch: Epoch, of: int, pace: float, phases: int) -> Event:
    number, left = epoch.number, of - epoch.number
    if epoch.refit:
        return RefitEpochDone(number, of, epoch.train_rmse, epoch.seconds, left * pace)
    eta = (left + (phases - 1) * of) * pace
    return EpochDone(number, of, epoch.train_rmse, epoch.holdout_rmse, epoch.seconds, eta)
