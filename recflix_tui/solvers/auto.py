"""The solvers by name, and which of them a training takes."""

from __future__ import annotations

from typing import Any

from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.als import als_settings as als
from recflix_tui.solvers.fitting import SolverSettings, available_cores, check_settings
from recflix_tui.solvers.gibbs import gibbs_settings as gibbs
from recflix_tui.solvers.sgd import sgd_settings as sgd

SOLVERS: dict[str, type[SolverSettings]] = {
    "sgd": sgd.SgdSettings,
    "als": als.AlsSettings,
    "gibbs": gibbs.GibbsSettings,
}
TIME_ALLOWED = 120.0  # seconds of a whole training, where nothing else is said
# What a sweep of a chain takes on one core: for each rating, and for each user and item.
_RATING_SECONDS, _ROW_SECONDS = 0.2e-6, 4e-6


def settings_for(solver: str, **given: Any) -> SolverSettings:
    """The solver's defaults but for what is given (None: not given). Raises ModelError."""
    if solver not in SOLVERS:
        raise ModelError(f"there is no solver {solver!r}; give one of {', '.join(SOLVERS)}")
    kind = SOLVERS[solver]
    known = {name: value for name, value in given.items() if value is not None}
    foreign = [name for name in known if name not in kind.__dataclass_fields__]
    if foreign:
        raise ModelError(f"{solver} has no setting {foreign[0].replace('_', ' ')}")
    settings = kind(**known)
    check_settings(settings)
    return settings


def choose(
    n_ratings: int, n_users: int, n_items: int, seconds: float | None = None
) -> tuple[str, str]:
    """The solver for data of this size within the seconds allowed, and why it is this one.

    `gibbs` is the most accurate, and takes by far the longest; `sgd` is the quickest.
    """
    allowed = TIME_ALLOWED if seconds is None else seconds
    wanted = _gibbs_seconds(n_ratings, n_users + n_items)
    if wanted <= allowed:
        on = f"on {n_ratings:,} ratings it takes about {_shown(wanted)}"
        return "gibbs", f"the most accurate; {on}, within the {_shown(allowed)} allowed"
    on = f"on {n_ratings:,} ratings gibbs would take about {_shown(wanted)}"
    return "sgd", f"the quickest; {on}, more than the {_shown(allowed)} allowed"


def _gibbs_seconds(n_ratings: int, n_rows: int) -> float:
    """About how long a training by `gibbs` takes here: a search and a refit."""
    usual = gibbs.GibbsSettings()
    sweeps = 2 * usual.epochs * usual.chains
    cores = min(available_cores(), usual.chains)
    return sweeps * (n_ratings * _RATING_SECONDS + n_rows * _ROW_SECONDS) / cores


def _shown(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
