"""What every solver can be told, and the check of it."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from recflix_tui.model.ratings import ModelError, check_side_inputs


@dataclass(frozen=True, kw_only=True)
class SolverSettings:
    """What each solver can be told; the solvers add their own and set the defaults.

    epochs: at most so many; side: which side inputs to use where they are known;
    holdout: share of ratings kept aside to find the best number of epochs, 0 to run them all;
    patience: epochs without gain before it stops; refit: then train on everything;
    threads: 0 for as many as there are cores (the result does not depend on it).
    """

    factors: int
    epochs: int
    side: tuple[str, ...] = ()
    holdout: float = 0.05
    patience: int = 10
    refit: bool = True
    seed: int = 0
    threads: int = 0

    solver: ClassVar[str]
    """The solver's name."""
    sides: ClassVar[tuple[str, ...]] = ()
    """The side inputs that the solver can use."""
    take_off: ClassVar[int] = 0
    """Epochs that patience does not count."""
    stops_early: ClassVar[bool] = True
    """False: every epoch makes the model better, so all are run."""
    # The values that a tuning tries (tuning/candidates.py), and further ones with a side input.
    search: ClassVar[dict[str, tuple[float, ...]]] = {}
    search_with: ClassVar[dict[str, dict[str, tuple[float, ...]]]] = {}
    bounds: ClassVar[dict[str, tuple[float, float]]] = {
        "factors": (1, 512),
        "epochs": (1, 10_000),
        "holdout": (0.0, 0.5),
        "patience": (1, 10_000),
        "seed": (0, 2**63 - 1),
        "threads": (0, 1024),
    }

    def waits(self, n_ratings: int) -> tuple[int, int]:
        """Return the epochs that patience does not count, and patience, on so many ratings."""
        return self.take_off, self.patience

    def plain(self) -> dict[str, Any]:
        """Return the settings by name, as JSON can say them."""
        return {**asdict(self), "side": list(self.side)}

    @property
    def n_threads(self) -> int:
        """The threads that a run may use."""
        return self.threads or available_cores()


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_settings(settings: SolverSettings) -> None:
    """Raise ModelError where a setting is out of bounds."""
    for name, (low, high) in settings.bounds.items():
        value = getattr(settings, name)
        if not low <= value <= high:
            shown = name.replace("_", " ")
            raise ModelError(
                f"{shown} must be from {_number(low)} to {_number(high)}, not {_number(value)}"
            )
    check_side_inputs(settings.side)


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:g}"
