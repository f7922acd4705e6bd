"""What the Train screen says of versions, beside the one in use."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from textual.content import Content

from recflix_tui.screens.train.train_words import duration
from recflix_tui.solvers.settings_words import settings_words, telling_words
from recflix_tui.widgets.lists.version_list import VersionLook

if TYPE_CHECKING:
    from recflix_tui.library.library import Library
    from recflix_tui.library.views import VersionInfo
    from recflix_tui.model.held_errors import Paired

_KNOWN = ("epochs", "n_ratings", "train_seconds", "holdout_rmse")  # metrics with words of their own


@dataclass(frozen=True)
class Trained:
    """The versions of the dataset in use, as Train shows them."""

    infos: Sequence[VersionInfo] = ()
    """What is known of each, the oldest first."""
    beside: Mapping[int, Paired] = field(default_factory=dict)
    """Each beside the one in use on the same ratings, where they can be compared."""
    curves: Mapping[int, npt.NDArray[np.float32]] = field(default_factory=dict)
    """The RMSE after each epoch, (n_epochs, 2), of those that kept it."""

    @property
    def active(self) -> VersionInfo | None:
        """The version in use, None where none is or it is damaged."""
        return next((info for info in self.infos if info.active and not info.damage), None)


def read_trained(library: Library) -> Trained:
    """Read what there is to be shown of the versions."""
    if library.snapshot.dataset is None:
        return Trained()
    models = library.models
    infos = models.versions()
    found = {info.version: models.curves(info.version) for info in infos if not info.damage}
    curves = {version: kept for version, kept in found.items() if kept is not None and len(kept)}
    return Trained(infos, models.beside_active(), curves)


def version_looks(trained: Trained, fingerprint: str) -> list[VersionLook]:
    """Versions as the list shows them, the newest first.

    fingerprint: of the dataset. A difference to the one in use is told where both were trained
    on the same dataset, as exact where both were measured on the same ratings.
    """
    told = telling_words([(info.solver, _values(info)) for info in trained.infos])
    each = zip(trained.infos, told, strict=True)
    return [_look(info, words, trained, fingerprint) for info, words in each][::-1]


def _look(info: VersionInfo, telling: str, trained: Trained, fingerprint: str) -> VersionLook:
    active = trained.active
    holdout, gap, paired = _holdout(info), None, trained.beside.get(info.version)
    if paired is not None:
        gap = paired.difference
    elif active is not None and info is not active and info.fingerprint == active.fingerprint:
        beside = _holdout(active)
        gap = None if holdout is None or beside is None else holdout - beside
    return VersionLook(
        version=info.version,
        active=info.active,
        solver="biases" if info.keeps_biases else info.solver,
        holdout=holdout,
        gap=gap,
        exact=paired is not None,
        apart=paired is not None and paired.is_apart,
        n_ratings=info.metrics.get("n_ratings"),
        when=_date(info.created_at),
        telling=f"alone, by {info.solver}" if info.keeps_biases else telling,
        settings=" · ".join(filter(None, _in_full(info))),
        caution=_caution(info, active, fingerprint, gap, paired),
        damage=info.damage,
    )


def _values(info: VersionInfo) -> dict[str, Any]:
    return {} if info.damage else {**info.settings}


def _settings(info: VersionInfo) -> str:
    """All settings in words, with the epochs that were found best."""
    epochs = info.metrics.get("epochs")
    known = {} if epochs is None else {"epochs": epochs}
    return settings_words(info.solver, _values(info) | known)


def _in_full(info: VersionInfo) -> list[str]:
    """The settings, and what else is known; of the biases alone, first why no more is used."""
    if not info.keeps_biases:
        return [_settings(info), *_more(info)]
    why = "alone, as what was trained was not seen to be better"
    return [why, f"tried {info.solver}", _settings(info), *_more(info)]


def _more(info: VersionInfo) -> list[str]:
    """How long it took, whether it knows what people pick, and the metrics without own words."""
    seconds = info.metrics.get("train_seconds")
    took = [] if seconds is None else [f"took {duration(seconds)}"]
    more = {name: v for name, v in info.metrics.items() if name not in _KNOWN}
    if info.choice is None and not info.damage:
        took.append("without what people pick: train again for it")
    return took + [f"{_name(n)} {v:.4f}" for n, v in more.items() if isinstance(v, float)]


def _holdout(info: VersionInfo) -> float | None:
    return None if info.damage else info.metrics.get("holdout_rmse")


def _caution(
    info: VersionInfo,
    active: VersionInfo | None,
    fingerprint: str,
    gap: float | None,
    paired: Paired | None,
) -> str:
    if info.damage is None and info.fingerprint != fingerprint:
        return "trained on other ratings than this dataset's: not to be compared or used"
    if active is None or info is active:
        return ""
    if paired is not None and not paired.is_apart:
        return f"as good as model {active.version}, as far as can be told"
    if paired is None and gap is not None:
        return f"measured on other ratings than model {active.version}: compare roughly"
    return ""


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
