"""What the top bar says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recflix_tui.screens.all_screens import Group, tabs
from recflix_tui.screens.background.host import Host
from recflix_tui.widgets.bars.top_bar import BarState, TabGroup

if TYPE_CHECKING:
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState


def bar_state(host: Host, lit: str) -> BarState:
    """The top bar's state, from the app's; `lit` is the name of the screen in view."""
    status, good, fraction = _model_state(host)
    groups = tuple(
        TabGroup(group.value, tabs(host.screens, group), group is host.group) for group in Group
    )
    return BarState(host.profile_name, groups, lit, status, good, fraction)


def no_dataset_words(host: Host) -> str:
    """What stands where titles would be while there is no dataset."""
    problem = host.library.snapshot.dataset_problem
    return host.opening or problem or "no dataset is in use: recflix dataset import PATH"


def _model_state(host: Host) -> tuple[tuple[str, ...], bool, float | None]:
    if host.opening:
        return _and_shorter(host.opening), False, None
    training = host.training.state
    if training is not None and training.is_active:
        words, good, fraction = _training_state(training)
        if host.quits_when_done:
            words = (*(f"{said}, then quits" for said in words), "quits when done")
        return words, good, fraction
    if host.quits_when_done:
        return ("measuring, then quits", "quits when done"), False, None
    if host.preparing:
        return _and_shorter(host.preparing), False, None
    info = host.library.snapshot.model_info
    if info is None:
        problem = host.library.snapshot.model_problem
        if problem:
            return (problem, "no model in use"), False, None
        return ("no model yet: t trains one", "no model yet"), False, None
    holdout = info.metrics.get("holdout_rmse")
    model = f"● model {info.version}"
    if holdout is None:
        return (model,), True, None
    return (f"{model}  holdout {holdout:.3f}", f"{model} · {holdout:.3f}", model), True, None


def _and_shorter(words: str) -> tuple[str, str]:
    """What is going on, and the same in a word: `opening …`."""
    return words, f"{words.split()[0]} …"


def _training_state(
    state: TrainingState | TuningState,
) -> tuple[tuple[str, ...], bool, float | None]:
    if state.is_tuning:
        trial = state.measured[-1].number if state.measured else 1
        shorter = (f"tuning {trial}/{state.of}",) if state.of else ()
        return (_tuning_words(state), *shorter, "tuning"), False, state.fraction
    if state.status == "saving":
        return ("saving the model", "saving"), False, state.fraction
    if state.status == "choosing":
        return ("what people pick", "training"), False, state.fraction
    if not state.epochs:
        return ("training starts", "training"), False, state.fraction
    if state.refit is not None:
        said = f"on all ratings {state.refit.number}/{state.refit.of}"
        return (said, "training"), False, state.fraction
    last = state.epochs[-1]
    rmse = "" if last.holdout_rmse is None else f"  holdout {last.holdout_rmse:.3f}"
    epoch = f"training {last.number}/{last.of}"
    return (f"{epoch}{rmse}", epoch, "training"), False, state.fraction


def _tuning_words(state: TuningState) -> str:
    if not state.measured:
        return f"tuning 1/{state.of}" if state.of else "tuning starts"
    last = state.measured[-1]
    best = "" if last.best_rmse is None else f"  best {last.best_rmse:.3f}"
    return f"tuning {last.number}/{last.of}{best}"
