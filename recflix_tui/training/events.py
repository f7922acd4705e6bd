"""What a training tells of itself, event by event: each is a line of JSON on its way to the app."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from recflix_tui.model.ratings import ModelError

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


@dataclass(frozen=True)
class Failed(Event):
    """The training ended without a model; the one before stays in use."""

    message: str
    """Why, in one line."""


def parse_line(line: str) -> Event:
    """The event of one line that `to_json` made. Raises ModelError for any other line."""
    try:
        said = json.loads(line)
        kind = _events[said.pop("event")]
        known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
        return kind(**{name: value for name, value in said.items() if name in known})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ModelError(f"the training said something unexpected: {line.strip()[:80]}") from None
