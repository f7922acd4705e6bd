"""What a version says of itself: checked and cleaned, so that it can be shown and compared."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from recflix_tui.kept_files import Damaged
from recflix_tui.text import clean
from recflix_tui.versions.choice_files import are_facts

_ARRAY = re.compile(r"[A-Za-z][A-Za-z_]{0,39}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBERS = (
    "holdout_rmse",
    "epochs",
    "n_ratings",
    "train_seconds",
)  # metrics that are computed with
_LATEST = 1 << 37  # seconds
_LONGEST_TEXT = 300
_DEEPEST = 6


def checked(said: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a version, its texts made fit to be shown. Raises Damaged for what cannot be
    one's."""
    try:
        facts: dict[str, Any] = {name: _cleaned(value) for name, value in said.items()}
        right = (
            isinstance(facts["solver"], str)
            and isinstance(facts["fingerprint"], str)
            and _is_number(facts["created_at"], 0, _LATEST)
            and _are_settings(facts["settings"])
            and _are_metrics(facts["metrics"])
            and all(map(_is_number, facts["scalars"].values()))
            and all(map(_ARRAY.fullmatch, facts["arrays"]))
            and all(map(_is_of_array, facts["arrays"].values()))
            and _are_of_choice(facts.get("choice"))
        )
    except (KeyError, TypeError, AttributeError):
        right = False
    if not right:
        raise Damaged("says nonsense")
    return facts


def _cleaned(value: Any, depth: int = 0) -> Any:
    """What JSON can say, its texts as they may be shown."""
    if depth > _DEEPEST:
        raise TypeError
    if isinstance(value, str):
        return clean(value)[:_LONGEST_TEXT]
    if isinstance(value, list):
        return [_cleaned(part, depth + 1) for part in value]
    if isinstance(value, dict):
        return {
            clean(key)[:_LONGEST_TEXT]: _cleaned(part, depth + 1) for key, part in value.items()
        }
    return value


def _is_number(value: Any, low: float = -math.inf, high: float = math.inf) -> bool:
    """A finite number; true and false are, as 1 and 0."""
    return isinstance(value, int | float) and low <= value <= high and abs(value) < 1e300


def _are_settings(said: Any) -> bool:
    """A value a name; only `side` is a list, of names."""
    side = said.get("side") or []
    others = (value for name, value in said.items() if name != "side")
    named = isinstance(side, list) and all(isinstance(name, str) for name in side)
    return named and all(v is None or isinstance(v, int | float | str) for v in others)


def _are_metrics(said: Any) -> bool:
    values = (said.get(name) for name in _NUMBERS)
    return all(value is None or _is_number(value, 0) for value in values)


def _are_of_choice(said: Any) -> bool:
    """What it says of its choice model; a version may have none."""
    return said is None or (are_facts(said) and all(map(_is_of_array, said["arrays"].values())))


def _is_of_array(said: Any) -> bool:
    sizes = isinstance(said["shape"], list) and all(type(n) is int for n in said["shape"])
    sums = _DIGEST.fullmatch(said.get("sums", said["sha256"]))  # not kept by older programs
    return sizes and _DIGEST.fullmatch(said["sha256"]) is not None and sums is not None
