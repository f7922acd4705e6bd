"""What the Train screen says of versions, beside the one in use."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content

from recflix_tui.model.ratings import SIDE_INPUTS
from recflix_tui.screens.train.train_words import duration
from recflix_tui.solvers.all_solvers import SOLVERS
from recflix_tui.solvers.setting import Setting, in_words, spoken
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.widgets.lists.version_list import VersionLook

if TYPE_CHECKING:
    from recflix_tui.library.views import VersionInfo

_KNOWN = ("epochs", "n_ratings", "train_seconds", "holdout_rmse")  # metrics with words of their own
_WITHOUT_EFFECT = ("threads",)  # on the model


def version_looks(infos: Sequence[VersionInfo], fingerprint: str) -> list[VersionLook]:
    """Versions as the list shows them, the newest first.

    fingerprint: of the dataset. A difference to the one in use is told where both were trained
    on the same dataset, as exact where both were measured on the same ratings.
    """
    active = next((info for info in infos if info.active and not info.damage), None)
    lowest = _lowest(infos, fingerprint)
    return [_look(info, active, fingerprint, info.version == lowest) for info in infos[::-1]]


def _lowest(infos: Sequence[VersionInfo], fingerprint: str) -> int | None:
    """The version of this dataset with the lowest holdout RMSE, None where there is but one."""
    own = [i for i in infos if i.fingerprint == fingerprint and _holdout(i) is not None]
    return min(own, key=lambda i: _holdout(i) or 0.0).version if len(own) > 1 else None


def _look(
    info: VersionInfo, active: VersionInfo | None, fingerprint: str, lowest: bool
) -> VersionLook:
    holdout, gap, exact = _holdout(info), None, False
    if active is not None and info is not active and info.fingerprint == active.fingerprint:
        beside = _holdout(active)
        gap = None if holdout is None or beside is None else holdout - beside
        exact = _same_holdout(info, active)
    return VersionLook(
        version=info.version,
        active=info.active,
        solver=info.solver,
        holdout=holdout,
        gap=gap,
        exact=exact,
        lowest=lowest,
        n_ratings=info.metrics.get("n_ratings"),
        when=_date(info.created_at),
        took=duration(info.metrics["train_seconds"]) if "train_seconds" in info.metrics else "",
        settings=settings_words(info.solver, info.settings, info.metrics),
        caution=_caution(info, active, fingerprint, gap is not None and not exact),
        damage=info.damage,
    )


def _holdout(info: VersionInfo) -> float | None:
    return None if info.damage else info.metrics.get("holdout_rmse")


def _same_holdout(a: VersionInfo, b: VersionInfo) -> bool:
    """Whether both were measured on the same ratings: these hang on the seed, the share held
    out and the number of ratings in all (`model/holdout.py`)."""
    return _drawn_by(a) == _drawn_by(b)


def _drawn_by(info: VersionInfo) -> tuple[Any, ...]:
    wanted = [info.settings.get(name) for name in ("seed", "holdout")]
    return (info.fingerprint, info.metrics.get("n_ratings"), *wanted)


def _caution(info: VersionInfo, active: VersionInfo | None, fingerprint: str, rough: bool) -> str:
    if info.damage is None and info.fingerprint != fingerprint:
        return "trained on other ratings than this dataset's: not to be compared or used"
    if rough and active is not None:
        return f"measured on other ratings than model {active.version}: compare roughly"
    return ""


def settings_words(solver: str, settings: Mapping[str, Any], metrics: Mapping[str, Any]) -> str:
    """`64 factors · 37 epochs · rate 0.03 · reg 1 · side all`: of what there is, the usual
    settings, and others where they differ from the defaults; metrics that have no column follow."""
    values = {**settings, "epochs": metrics.get("epochs", settings.get("epochs"))}
    said = [
        _setting_words(solver, known, values[known.name])
        for known in SOLVERS.get(solver, SolverSettings).declared()
        if values.get(known.name) is not None and known.name not in _WITHOUT_EFFECT
    ]
    more = {name: v for name, v in metrics.items() if name not in _KNOWN}
    said += [f"{_name(n)} {v:.4f}" for n, v in more.items() if isinstance(v, float)]
    return " · ".join(filter(None, said))


def _setting_words(solver: str, known: Setting, value: Any) -> str:
    """A setting in words, "" where it goes without saying."""
    if known.kind is tuple:
        return f"side {_side(solver, value)}" if value else ""
    if known.words:
        return known.words.format(value)
    if value == known.default:
        return ""
    if known.kind is bool:
        return spoken(known.name) if value else f"no {spoken(known.name)}"
    return in_words({known.name: value})


def _side(solver: str, side: Sequence[str]) -> str:
    every = SOLVERS[solver].sides if solver in SOLVERS else SIDE_INPUTS
    return "all" if len(every) > 1 and set(side) == set(every) else ", ".join(side)


def _name(metric: str) -> str:
    return metric.removeprefix("holdout_").replace("_", " ")


def version_words(look: VersionLook | None) -> Content:
    """The line under the list: the version in focus in full."""
    if look is None:
        return Content("")
    if look.damage:
        return Content.styled(look.damage, "$less")
    settings = f" · {look.settings}" if look.settings else ""
    caution = f"{look.caution}   " if look.caution else ""
    return Content.assemble(
        (f"model {look.version}   ", "$foreground"),
        (caution, "$foreground"),
        (f"{look.solver}{settings}", "$muted"),
    )


def _date(seconds: float) -> str:
    """The date and time of day here: `24 Nov 19:40`, with the year once it is another."""
    then, now = time.localtime(seconds), time.localtime()
    day = time.strftime("%d %b %H:%M" if then.tm_year == now.tm_year else "%d %b %Y", then)
    return day.lstrip("0")
