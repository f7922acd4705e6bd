"""What was measured, as a value: read from what an evaluation says, with nothing believed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from recflix_tui.evaluation.metric_names import METRICS
from recflix_tui.kept_files import Damaged
from recflix_tui.model.split import PEOPLE, SPLITS
from recflix_tui.text import clean

_LONGEST_NAME = 40
_MOST_ROWS = 40
# What each kind of split is told by, and the way from JSON to it.
_NUMBERS: Mapping[str, tuple[tuple[str, type], ...]] = {
    "random": (("share", float),),
    "user": (("leave", int),),
    "time": (("share", float),),
    PEOPLE: (("given", int), ("folds", int)),
}


@dataclass(frozen=True)
class MeasuredFigure:
    """A figure of one model, and how far it is from that of the first model."""

    value: float
    """Of all users together, or of the folds so far."""
    low: float | None = None
    """The lower end of its 95 % interval; None without one."""
    high: float | None = None
    """The upper end."""
    less: float | None = None
    """By how much it is above the first model's figure; None of the first model."""
    less_low: float | None = None
    """The lower end of the 95 % interval of that difference, user by user; None without one."""
    less_high: float | None = None
    """The upper end."""

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95 % interval; None without one."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True)
class MeasuredRow:
    """What one model came to."""

    name: str
    """Of the solver, the app's list or a baseline."""
    seconds: float
    """What its trainings took."""
    figures: Mapping[str, MeasuredFigure]
    """By the names of metric_names.py, those that were measured."""


@dataclass(frozen=True)
class Held:
    """What was held out, and by which draw: equal ones hold out the same of the same ratings."""

    kind: str
    """`random`, `user`, `time` or `people`."""
    numbers: tuple[tuple[str, float], ...]
    """Its numbers by name: share, leave, or given and folds; of people liked_from as well, the
    stars from which on a title is to be found."""
    seed: int
    """Of all that was drawn."""

    @property
    def folds(self) -> int:
        """How many trainings there were."""
        return int(dict(self.numbers).get("folds", 1))

    @property
    def key(self) -> str:
        """A name for it that a file can have."""
        told = (f"{name}{value:g}" for name, value in self.numbers)
        return "-".join([self.kind, *told, f"seed{self.seed}"])


@dataclass(frozen=True)
class Evaluation:
    """All models of one evaluation of a version."""

    version: int
    """Whose solver and settings were measured."""
    solver: str
    """Its name."""
    held: Held
    """What was held out."""
    rows: tuple[MeasuredRow, ...]
    """The version's own first, then the others."""
    n_asked: int
    """Users whose lists were measured."""
    n_ratings: int
    """Ratings that were predicted."""
    fingerprint: str
    """Of the dataset."""
    measured_at: float
    """Unix seconds."""
    seconds: float
    """What all of it took."""
    tuned: bool
    """Whether the settings are those of a tuning, which saw what is held out here."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """The signals that the app's list went by, with their weights; empty where none were told."""

    def figure(self, model: str, metric: str) -> MeasuredFigure | None:
        """A figure of a model, None where it was not measured."""
        row = next((row for row in self.rows if row.name == model), None)
        return None if row is None else row.figures.get(metric)


def row_of(said: Any) -> MeasuredRow:
    """A model's figures from what `--json` says of them. Raises Damaged."""
    try:
        name = _name(said["name"])
        named = {metric: _figure(told) for metric, told in said["metrics"].items()}
        known = ((metric, named.get(metric)) for metric in METRICS)
        figures = {metric: figure for metric, figure in known if figure is not None}
        return MeasuredRow(name, _number(said["train_seconds"]), figures)
    except (KeyError, TypeError, AttributeError):
        raise Damaged("says nonsense") from None


def held_of(result: Mapping[str, Any]) -> Held:
    """What was held out, from what `--json` says. Raises Damaged."""
    try:
        split, seed = result["split"], _whole(result["seed"])
        if split["kind"] not in (*SPLITS, PEOPLE):
            raise Damaged("says nonsense")
        numbers = [(name, kind(_number(split[name]))) for name, kind in _NUMBERS[split["kind"]]]
        if split["kind"] == PEOPLE:
            numbers.append(("liked_from", _number(result["relevant_from"])))
        return Held(split["kind"], tuple(numbers), seed)
    except (KeyError, TypeError, AttributeError):
        raise Damaged("says nonsense") from None


def evaluation_of(said: Mapping[str, Any]) -> Evaluation:
    """An evaluation from what was kept of it (`keeping.py`). Raises Damaged."""
    try:
        result = said["result"]
        models = result["models"]
        if not isinstance(models, list) or not 0 < len(models) <= _MOST_ROWS:
            raise Damaged("says nonsense")
        fingerprint = said["fingerprint"]
        if not isinstance(fingerprint, str):
            raise Damaged("says nonsense")
        return Evaluation(
            version=_whole(said["version"]),
            solver=_name(result["solver"]),
            held=held_of(result),
            rows=tuple(row_of(model) for model in models),
            n_asked=_whole(result["n_ranked"]),
            n_ratings=_whole(result["n_rest"] if "n_rest" in result else result["n_test"]),
            fingerprint=fingerprint,
            measured_at=_number(said["measured_at"]),
            seconds=_number(said["seconds"]),
            tuned=said["tuned"] is True,
            signals=_weights(result.get("signal_weights", {})),
        )
    except (KeyError, TypeError, AttributeError):
        raise Damaged("says nonsense") from None


def _figure(said: Mapping[str, Any]) -> MeasuredFigure | None:
    """A figure, None where there is none (JSON knows no NaN)."""
    if said["value"] is None:
        return None
    others = (said.get(of) for of in ("low", "high", "less_solver", "less_low", "less_high"))
    rest = [None if value is None else _number(value) for value in others]
    return MeasuredFigure(_number(said["value"]), *rest)


def _weights(said: Mapping[str, Any]) -> dict[str, float]:
    return {_name(name): _number(weight) for name, weight in said.items()}


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Damaged("says nonsense")
    if not math.isfinite(value) or abs(value) > 1e15:
        raise Damaged("says nonsense")
    return float(value)


def _whole(value: Any) -> int:
    number = _number(value)
    if number < 0 or number != int(number):
        raise Damaged("says nonsense")
    return int(number)


def _name(value: Any) -> str:
    if not isinstance(value, str) or not clean(value):
        raise Damaged("says nonsense")
    return clean(value)[:_LONGEST_NAME]
