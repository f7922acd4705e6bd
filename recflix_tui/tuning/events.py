"""What a tuning tells of itself, event by event, as a training does (training/events.py).

`TuningStarted`, then `Measured` after each fold and `RungDone` after each rung, and at last
`Tuned` or `Failed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recflix_tui.child.events import Event


@dataclass(frozen=True)
class TuningStarted(Event):
    """The ratings are read and the candidates drawn."""

    solver: str
    """The name of the solver that is tuned."""
    why: str
    """What the solver was picked for, empty where it was asked for."""
    settings: dict[str, Any]
    """The solver's own defaults."""
    n_ratings: int
    """Ratings that it tunes on."""
    of_ratings: int
    """Ratings that there are."""
    rungs: list[int]
    """The number of candidates of each rung."""
    folds: list[int]
    """The number of folds on which a candidate is measured by the end of each rung."""
    of: int
    """Measurements that there are to be in all."""
    known: int
    """Those of them that an earlier tuning left."""


@dataclass(frozen=True)
class Measured(Event):
    """A candidate was measured on one fold."""

    rung: int
    """From 1."""
    candidate: int
    """0 for the solver's own defaults."""
    changed: dict[str, Any]
    """Where the candidate differs from the defaults."""
    fold: int
    """From 0."""
    rmse: float | None
    """On the fold, in stars; None where the training failed."""
    problem: str
    """Why it failed, or empty."""
    best_rmse: float | None
    """The lowest mean over the folds of this rung; None until a candidate has them all."""
    best: dict[str, Any] | None
    """Where the candidate of `best_rmse` differs from the defaults."""
    default_rmse: float | None
    """The defaults' mean over the same folds."""
    number: int
    """How many measurements there are by now, this one included."""
    of: int
    """How many there are to be."""
    known: bool
    """An earlier tuning had measured it."""
    seconds: float
    """What the measurement took."""
    eta_seconds: float
    """To the end of everything."""


@dataclass(frozen=True)
class RungDone(Event):
    """All candidates of a rung are measured."""

    rung: int
    """From 1."""
    folds: int
    """Folds on which each was measured."""
    ranking: list[dict[str, Any]]
    """The candidates, best first, each with `candidate`, `changed`, `rmse` (the mean over the
    folds, or None) and whether it `goes_on`."""
    seconds: float
    """Since the tuning began."""
    eta_seconds: float
    """To the end of everything."""


@dataclass(frozen=True)
class Tuned(Event):
    """The end."""

    solver: str
    """The name of the solver that was tuned."""
    kept: bool
    """Whether `settings` are this dataset's defaults from now on; else the solver's own stay,
    and `settings` are those."""
    settings: dict[str, Any]
    """All settings of the solver, by name."""
    changed: dict[str, Any]
    """Where `settings` differ from the solver's own."""
    best: dict[str, Any]
    """What the best candidate changed, also where it was not kept."""
    rmse: float
    """The best candidate's mean over the folds, in stars."""
    default_rmse: float | None
    """The defaults' mean over the folds; None where they could not be trained."""
    gain: float | None
    """The mean of the differences between the two, fold by fold."""
    gain_error: float | None
    """The standard error of the gain."""
    folds: int
    """Folds on which the best candidate was measured."""
    candidates: int
    """Candidates that there were, the defaults among them."""
    why: str
    """Why the best candidate was kept or not, in words."""
    complete: bool
    """False where the time was up before the last rung."""
    seconds: float
    """Of the whole tuning."""
