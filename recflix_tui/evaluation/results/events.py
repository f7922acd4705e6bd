"""What an evaluation tells of itself, event by event: each is a line of JSON on its way."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from recflix_tui.model.ratings import ModelError


class MeasuringEvent:
    """Something that an evaluation tells of. Each kind, a dataclass, goes by its name in lines:
    `phase_begun` is a PhaseBegun."""

    def to_json(self) -> str:
        """The event as one line of JSON, without a line end."""
        return json.dumps({"event": _name(type(self)), **asdict(self)})  # type: ignore[call-overload]


@dataclass(frozen=True)
class MeasuringStarted(MeasuringEvent):
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
class PhaseBegun(MeasuringEvent):
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
class EpochMeasured(MeasuringEvent):
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
class RowMeasured(MeasuringEvent):
    """What a model came to."""

    row: dict[str, Any]
    """As in the result: name, train_seconds, metrics, each with value, low and high."""
    folds: int
    """In how many folds so far: without intervals until it is all of them."""
    of: int
    """How many folds there are."""


@dataclass(frozen=True)
class Evaluated(MeasuringEvent):
    """All is measured."""

    result: dict[str, Any]
    """What `recflix evaluate --json` prints."""
    seconds: float
    """Of the whole evaluation."""


def _name(kind: type[MeasuringEvent]) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", kind.__name__).lower()


_EVENTS: dict[str, type[MeasuringEvent]] = {
    _name(kind): kind
    for kind in (MeasuringStarted, PhaseBegun, EpochMeasured, RowMeasured, Evaluated)
}


def parse_event(line: str) -> MeasuringEvent:
    """The event of one line that `to_json` made. Raises ModelError for any other line."""
    try:
        said = json.loads(line)
        kind = _EVENTS[said.pop("event")]
        known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
        return kind(**{name: value for name, value in said.items() if name in known})
    except (ValueError, KeyError, TypeError, AttributeError):
        said = line.strip()[:80]
        raise ModelError(f"the evaluation said something unexpected: {said}") from None
