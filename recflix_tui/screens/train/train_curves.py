"""The curves on the Train screen: of a training under way, of versions beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from recflix_tui.screens.train.train_versions import Trained
from recflix_tui.widgets.pictures.plot import Curve

if TYPE_CHECKING:
    from recflix_tui.library.views import VersionInfo
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState


def drawn(
    state: TrainingState | TuningState | None, trained: Trained, version: int | None
) -> tuple[list[Curve], int, str]:
    """What is drawn, towards how many epochs (0: not known), and what is said where it is nothing.

    state: the training or tuning that is looked at; None: the version is, over the one in use.
    """
    here = "the curves of a training are drawn here"
    if state is not None:
        under = [] if state.is_tuning else _of(trained, trained.active, beside=True)
        return [*under, *curves_of(state, bool(under))], of_curves(state), here
    info = next((info for info in trained.infos if info.version == version), None)
    if info is None:
        return [], 0, here
    under = [] if info.active else _of(trained, trained.active, beside=True)
    shown = _of(trained, info)
    return [*under, *shown] if shown else [], 0, f"model {info.version} keeps no curves"


def _of(trained: Trained, info: VersionInfo | None, beside: bool = False) -> list[Curve]:
    if info is None or (beside and info.keeps_biases):  # which have no curve of their own
        return []
    kept = trained.curves.get(info.version)
    return [] if kept is None else curves_of_version(info, kept, beside=beside)


def curves_of(state: TrainingState | TuningState | None, beside: bool = False) -> list[Curve]:
    """The curves of a training, the one that matters most last, as it is drawn on top; of a
    tuning, the best so far over the measurements, with the defaults beside it.

    beside: whether a version's curves are drawn beneath them.
    """
    if state is None:
        return []
    if state.is_tuning:
        return _tuning_curves(state)
    held = [e.holdout_rmse for e in state.epochs if e.holdout_rmse is not None]
    return _pair("this one" if beside else "", [e.train_rmse for e in state.epochs], held)


def _pair(
    group: str,
    training: Sequence[float],
    held: Sequence[float],
    told: float | None = None,
    suffix: str = "",
) -> list[Curve]:
    return [
        Curve("training", training, f"plot--first{suffix}", group),
        Curve("holdout", held, f"plot--second{suffix}", group, told),
    ]


def curves_of_version(
    info: VersionInfo, kept: npt.NDArray[np.float32], beside: bool = False
) -> list[Curve]:
    """The curves that were kept (n_epochs, 2) of a version's training; beside: whether it is the
    one that another is seen beside. Of the biases alone they are those of what was tried."""
    training, held = (column[np.isfinite(column)].tolist() for column in kept.T)
    if info.keeps_biases:
        return _pair("tried", training, held)
    told = info.metrics.get("holdout_rmse")
    return _pair(f"model {info.version}", training, held, told, "-beside" if beside else "")


def _tuning_curves(state: TuningState) -> list[Curve]:
    rung = [m for m in state.measured if m.rung == state.measured[-1].rung]
    own = [m.default_rmse for m in rung if m.default_rmse is not None]
    best = [m.best_rmse for m in rung if m.best_rmse is not None]
    return [Curve("defaults", own, "plot--first"), Curve("best", best, "plot--second")]


def of_curves(state: TrainingState | TuningState | None) -> int:
    """How long the curves get: epochs; 0 where that is not known."""
    if state is None or state.is_tuning or not state.epochs:
        return 0
    return state.epochs[-1].of
