"""What an evaluation tells of itself on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recflix_tui.child.events import Event


@dataclass(frozen=True)
class MeasuringStarted(Event):
    """It is known what is measured on what."""

    solver: str
    """Its name: `gibbs`."""
    split: dict[str, Any]
    """What is held out: its `kind`, and the numbers of it."""
    seed: int
    """Of all that is drawn to measure."""
    version: int | None = None
    """The version whose settings are measured; None where the command line gives them."""


@dataclass(frozen=True)
class MeasuringPhase(Event):
    """What is done from here on."""

    words: str
    """What it is, such as `training gibbs`."""
    fold: int
    """Of which fold, from 1; 0 of none of them."""
    folds: int
    """How many folds there are."""
    eta_seconds: float | None = None
    """To the end of everything, about: by the folds that are done; None before the first is."""


@dataclass(frozen=True)
class MeasuringEpoch(Event):
    """An epoch of the training under way."""

    number: int
    """From 1; it begins anew where the training does, on all of its ratings."""
    of: int
    """Epochs at most."""
    train_rmse: float
    """In stars."""
    holdout_rmse: float | None
    """In stars; None without a holdout."""


@dataclass(frozen=True)
class RowMeasured(Event):
    """What a model came to."""

    row: dict[str, Any]
    """As in the result: name, train_seconds, metrics, each with value, low and high."""
    folds: int
    """In how many folds so far: without intervals until it is all of them."""
    of: int
    """How many folds there are."""


@dataclass(frozen=True)
class Evaluated(Event):
    """All is measured."""

    result: dict[str, Any]
    """What `recflix evaluate --json` prints."""
    seconds: float
    """Of the whole evaluation."""
