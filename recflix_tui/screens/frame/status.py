"""What the top bar and the why line say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recflix_tui.screens.all_screens import tabs
from recflix_tui.screens.frame.host import Host
from recflix_tui.widgets.bars.top_bar import BarState
from recflix_tui.widgets.bars.why_line import Why
from recflix_tui.widgets.pictures.figures import hundredths

if TYPE_CHECKING:
    from recflix_tui.dataset.values import Scale
    from recflix_tui.library.library import Library
    from recflix_tui.library.snapshot import Snapshot
    from recflix_tui.recommend.explain import Explanation
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.events import Tuned
    from recflix_tui.tuning.tuning_state import TuningState
    from recflix_tui.versions.registry import VersionInfo

MOST_EFFECTS = 8


def bar_state(host: Host, lit: str) -> BarState:
    """The top bar's state, from the app's; `lit` is the name of the screen in view."""
    status, good, fraction = _model_state(host)
    return BarState(host.profile_name, tabs(host.screens), lit, status, good, fraction)


def no_dataset_words(host: Host) -> str:
    """What stands where titles would be while there is no dataset."""
    problem = host.library.snapshot.dataset_problem
    return host.opening or problem or "no dataset is in use: recflix dataset import PATH"


def _model_state(host: Host) -> tuple[tuple[str, ...], bool, float | None]:
    if host.opening:
        return (host.opening,), False, None
    if host.training is not None and host.training.is_active:
        return _training_state(host.training)
    if host.preparing:
        return (host.preparing,), False, None
    info = host.library.snapshot.model_info
    if info is None:
        return (host.library.snapshot.model_problem or "no model yet", "no model yet"), False, None
    holdout = info.metrics.get("holdout_rmse")
    model = f"● model {info.version}"
    if holdout is None:
        return (model,), True, None
    return (f"{model}  holdout {holdout:.3f}", f"{model} · {holdout:.3f}", model), True, None


def model_words(now: VersionInfo, before: VersionInfo | None, trained: bool) -> str:
    """That another model is in use, and how it compares where a training made it."""
    if not trained:
        return f"model {now.version} is in use"
    holdout = now.metrics.get("holdout_rmse")
    if holdout is None:
        return f"model {now.version} is ready"
    said = f"model {now.version} is ready · holdout {holdout:.3f}"
    earlier = None if before is None else before.metrics.get("holdout_rmse")
    if earlier is None or earlier >= holdout:
        return said
    return f"{said}, the one before had {earlier:.3f}: z on Train rolls back"


def tuned_words(found: Tuned) -> str:
    """What came of a tuning."""
    if found.kept:
        return f"{found.solver} is tuned for this dataset: s on Train starts a training with it"
    return f"the defaults of {found.solver} stay: {found.why}"


def dataset_words(now: Snapshot, before: Snapshot) -> str:
    """That another dataset is in use, or none."""
    if now.dataset is None:
        return now.dataset_problem or "no dataset is in use any more"
    anew = now.dataset_name == before.dataset_name
    said = f"dataset {now.dataset_name} " + ("was imported anew" if anew else "is in use now")
    return said if now.model else f"{said}, with no model yet"


def _training_state(
    state: TrainingState | TuningState,
) -> tuple[tuple[str, ...], bool, float | None]:
    if state.is_tuning:
        return (_tuning_words(state), "tuning"), False, state.fraction
    if state.status == "saving":
        return ("saving the model", "saving"), False, state.fraction
    if not state.epochs:
        return ("training starts", "training"), False, state.fraction
    if state.refit is not None:
        said = f"on all ratings {state.refit.number}/{state.refit.of}"
        return (said, "training"), False, state.fraction
    last = state.epochs[-1]
    rmse = "" if last.holdout_rmse is None else f"  holdout {last.holdout_rmse:.3f}"
    return (f"training {last.number}/{last.of}{rmse}", "training"), False, state.fraction


def _tuning_words(state: TuningState) -> str:
    if not state.measured:
        return f"tuning 1/{state.of}" if state.of else "tuning starts"
    last = state.measured[-1]
    best = "" if last.best_rmse is None else f"  best {last.best_rmse:.3f}"
    return f"tuning {last.number}/{last.of}{best}"


def why_of(library: Library, profile_id: int, item: int) -> Why | str:
    """What moved an item's prediction for a profile, or why nothing did."""
    taste = library.recommendations.taste(profile_id)
    if not taste.activity.ratings:
        return "rate a few titles and this line says why"
    found = library.recommendations.why(profile_id, item)
    if found is None:
        return "the reasons are here once the model is trained"
    dataset = library.snapshot.need_dataset()
    effects = [
        (dataset.title(c.item), c.rating, c.effect)
        for c in found.contributions[:MOST_EFFECTS]
        if abs(c.effect) >= 0.005
    ]
    count = len(found.contributions)
    return Why(effects, found.baseline, found.prediction, count, held_to(found, dataset.scale))


def held_to(why: Explanation, scale: Scale) -> float | None:
    """The end of the scale that a prediction beyond it is held to, None for one within it."""
    held = min(max(why.prediction, scale.low), scale.high)
    return None if hundredths(held) == hundredths(why.prediction) else held
