"""Which solver a training takes where none is asked for."""

from __future__ import annotations

from recflix_tui.solvers.gibbs.gibbs_settings import GibbsSettings
from recflix_tui.solvers.pace import crowding, slowness
from recflix_tui.solvers.settings import available_cores

AUTO = "auto"
"""What is given for a solver to have it chosen here."""
QUICKEST = "sgd"
"""The solver that makes a model in the shortest time, compiling included."""
TIME_ALLOWED = 120.0
"""Seconds of a whole training, where nothing else is said."""
# What a sweep of a chain takes on one core of the machine that `slowness` is 1 of: for each rating,
# and for each user and item; and what the whole takes besides.
_RATING_SECONDS, _ROW_SECONDS, _BESIDES_SECONDS = 0.2e-6, 4e-6, 1.0


def choose(
    n_ratings: int,
    n_users: int,
    n_items: int,
    seconds: float | None = None,
    slow: float | None = None,
    crowded: float | None = None,
) -> tuple[str, str]:
    """Return the solver for data of this size within the seconds allowed, and why this one.

    slow, crowded: how slow the machine is and how busy; None: as `slowness` and `crowding` find
    it. What is chosen hangs on how busy it is only where somebody says how long it may take.

    `gibbs` is the most accurate, and takes by far the longest; `sgd` is the quickest.
    """
    allowed = TIME_ALLOWED if seconds is None else seconds
    chains = GibbsSettings().chains
    if crowded is None:
        crowded = crowding(min(available_cores(), chains), available_cores())
    alone = _gibbs_seconds(n_ratings, n_users + n_items) * (slowness() if slow is None else slow)
    wanted = alone * crowded
    if (alone if seconds is None else wanted) <= allowed:
        on = f"on {n_ratings:,} ratings it takes about {_shown(wanted)} here"
        within = f", within the {_shown(allowed)} allowed" if wanted <= allowed else ""
        return "gibbs", f"the most accurate; {on}{within}"
    on = f"on {n_ratings:,} ratings gibbs would take about {_shown(wanted)} here"
    return QUICKEST, f"the quickest; {on}, more than the {_shown(allowed)} allowed"


def _gibbs_seconds(n_ratings: int, n_rows: int) -> float:
    """Return about how many seconds a training by `gibbs` takes: a search and a refit."""
    usual = GibbsSettings()
    sweeps = 2 * usual.epochs * usual.chains
    cores = min(available_cores(), usual.chains)
    each = n_ratings * _RATING_SECONDS + n_rows * _ROW_SECONDS
    return _BESIDES_SECONDS + sweeps * each / cores


def _shown(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
