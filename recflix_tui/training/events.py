"""What a training tells of itself, event by event: each is a line of JSON on its way to the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recflix_tui.child.events import Event


@dataclass(frozen=True)
class Started(Event):
    """The ratings are read and training begins (with a compilation, the first time ever)."""

    n_ratings: int
    """Ratings that it trains on, those to be held out included."""
    n_users: int
    """Users that the model has a row for, with ratings or without."""
    n_items: int
    """Items that the model has a row for, with ratings or without."""
    settings: dict[str, Any]
    """All settings of the solver, by name."""
    solver: str = ""
    """Its name: `sgd`."""
    why: str = ""
    """What the solver was picked for, where it was not asked for."""
    stayed_out: int = 0
    """Profiles here with ratings that are not trained on, as their owners did not agree to it."""


@dataclass(frozen=True)
class EpochDone(Event):
    """An epoch of the search for the best number of epochs; without a holdout the only phase."""

    number: int
    """From 1."""
    of: int
    """Epochs at most."""
    train_rmse: float
    """In stars."""
    holdout_rmse: float | None
    """In stars; None without a holdout."""
    seconds: float
    """What the epoch took."""
    eta_seconds: float
    """To the end of everything, at most."""


@dataclass(frozen=True)
class Refitting(Event):
    """Training starts again on all ratings, for the number of epochs found best."""

    epochs: int
    """The number of epochs found best: so many follow."""
    holdout_rmse: float
    """That of the best epoch, in stars."""


@dataclass(frozen=True)
class RefitEpochDone(Event):
    """An epoch of the refit."""

    number: int
    """From 1."""
    of: int
    """Epochs of the refit."""
    train_rmse: float
    """In stars."""
    seconds: float
    """What the epoch took."""
    eta_seconds: float
    """To the end of everything."""


@dataclass(frozen=True)
class Choosing(Event):
    """What people pick is worked out, on the same ratings: the second model of the version."""

    n_titles: int
    """Titles that somebody rated."""
    eta_seconds: float
    """To the end of everything, about."""


@dataclass(frozen=True)
class Saved(Event):
    """The model is on disk, and in use unless it was found worse than the one that is, or
    that one was measured and it was not."""

    version: int
    """The number that the model is kept under."""
    holdout_rmse: float | None
    """In stars; None without a holdout."""
    seconds: float
    """Of the whole training."""
    used: bool = True
    """Whether it was taken into use."""
    verdict: str = ""
    """Why it was, or was not, as what follows `kept, not used:`."""
    beside: int | None = None
    """The version that was in use before, None where there was none."""
    n_shared: int = 0
    """Held-out ratings that both were measured on, 0 where they were not compared."""
    difference: float | None = None
    """Stars by which the new model's RMSE on these is above that of the one before: below 0 it is
    better; None where they were not compared."""
    interval: list[float] | None = None
    """Between which two differences it lies, with 5 % of all chances below and 5 % above."""
    kept: str = ""
    """`biases` where these alone are the model, as what was trained does not beat them."""
    because: str = ""
    """Why they are."""
    caution: str = ""
    """What is to be said of the settings, where they suit the ratings badly."""
    stayed_out: int = 0
    """As `Started` has it."""
