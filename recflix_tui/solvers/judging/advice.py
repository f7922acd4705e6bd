"""What to change where a training diverged: the setting that is farthest from what is usual."""

from __future__ import annotations

from collections.abc import Sequence

from recflix_tui.solvers.setting import settings_of, spoken, written
from recflix_tui.solvers.settings import SolverSettings


def mend(settings: SolverSettings, lower: Sequence[str], higher: Sequence[str] = ()) -> str:
    """`lower the learning rate (now 5); 0.02 is usual`: of the settings that may be too high
    (`lower`) or too low (`higher`), the one that is the most times off its default.

    Where none is, the first: of data that are out of the ordinary.
    """
    off = {name: _times(settings, name) for name in lower}
    off |= {name: 1 / max(_times(settings, name), 1e-12) for name in higher}
    worst = max(off, key=off.__getitem__)
    verb = "lower" if worst in lower else "raise"
    now, usual = getattr(settings, worst), settings_of(type(settings))[worst].default
    said = f"{verb} {_called(worst)} (now {written(now)})"
    return said if now == usual else f"{said}; {written(usual)} is usual"


def _times(settings: SolverSettings, name: str) -> float:
    """How many times its default a setting is."""
    return float(getattr(settings, name) / settings_of(type(settings))[name].default)


def _called(name: str) -> str:
    return "the learning rate" if name == "learning_rate" else spoken(name)
