"""The solvers by name: the settings of each, and how a run of it is started.

A run brings Numba, which takes its time to load, so that it is imported once it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.als.als_settings import AlsSettings
from recflix_tui.solvers.gibbs.gibbs_settings import GibbsSettings
from recflix_tui.solvers.run import Run
from recflix_tui.solvers.setting import spoken
from recflix_tui.solvers.settings import SolverSettings, check_settings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings


def _start_sgd(ratings: Ratings, settings: SgdSettings, held: Ratings | None) -> Run:
    if "implicit" in settings.side:
        from recflix_tui.solvers.sgd.implicit_run import ImplicitSgdRun

        return ImplicitSgdRun(ratings, settings, held)
    from recflix_tui.solvers.sgd.sgd_run import SgdRun

    return SgdRun(ratings, settings, held)


def _start_als(ratings: Ratings, settings: AlsSettings, held: Ratings | None) -> Run:
    from recflix_tui.solvers.als.als_run import AlsRun

    return AlsRun(ratings, settings, held)


def _start_gibbs(ratings: Ratings, settings: GibbsSettings, held: Ratings | None) -> Run:
    from recflix_tui.solvers.gibbs.gibbs_run import GibbsRun

    return GibbsRun(ratings, settings, held)


SOLVERS: dict[str, type[SolverSettings]] = {
    kind.solver: kind for kind in (SgdSettings, AlsSettings, GibbsSettings)
}
STARTS: dict[str, Callable[[Ratings, Any, Ratings | None], Run]] = {
    "sgd": _start_sgd,
    "als": _start_als,
    "gibbs": _start_gibbs,
}


def settings_for(solver: str, **given: Any) -> SolverSettings:
    """Return the solver's defaults but for what is given (None: not given). Raises ModelError."""
    if solver not in SOLVERS:
        raise ModelError(f"there is no solver {solver!r}; give one of {', '.join(SOLVERS)}")
    kind = SOLVERS[solver]
    known = {name: value for name, value in given.items() if value is not None}
    foreign = [name for name in known if name not in kind.__dataclass_fields__]
    if foreign:
        raise ModelError(f"{solver} has no setting {spoken(foreign[0])}")
    settings = kind(**known)
    check_settings(settings)
    return settings


def start_run(settings: SolverSettings, ratings: Ratings, held: Ratings | None = None) -> Run:
    """Begin a run; held: ratings kept aside, on which every epoch is measured."""
    return STARTS[settings.solver](ratings, settings, held)
