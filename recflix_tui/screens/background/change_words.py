"""What is said for a while once another model or dataset is in use, or a tuning has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recflix_tui.library.snapshot import Snapshot
    from recflix_tui.library.views import VersionInfo
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.events import Tuned


def model_words(now: VersionInfo, before: VersionInfo | None, trained: bool) -> str:
    """That another model is in use, and how it compares where a training made it."""
    if not trained:
        return f"model {now.version} is in use"
    holdout = now.metrics.get("holdout_rmse")
    alone = " · the biases alone: Train says why" if now.keeps_biases else ""
    if holdout is None:
        return f"model {now.version} is ready{alone}"
    said = f"model {now.version} is ready · holdout {holdout:.3f}{alone}"
    earlier = None if before is None else before.metrics.get("holdout_rmse")
    if earlier is None or earlier >= holdout:
        return said
    from recflix_tui.model.held_errors import TOLERATED

    if holdout - earlier <= TOLERATED:
        more = f"{holdout - earlier:.4f} more than the one before, as another seed could have"
    else:
        more = f"the one before had {earlier:.3f}"
    return f"{said}, {more}: z on Train rolls back"


def unused_words(state: TrainingState) -> str:
    """That a model was made and is not in use, and how it is."""
    return f"model {state.version} is kept, not used: {state.verdict}; y on Train uses it"


def tuned_words(found: Tuned) -> str:
    """What came of a tuning."""
    if found.kept:
        return f"{found.solver} is tuned for this dataset: s on Train starts a training with it"
    return f"the defaults of {found.solver} stay: {found.why}"


def removed_words(version: int, now: VersionInfo | None) -> str:
    """That the model in use was removed by another process, and what is in use in its place."""
    left = "t, then s trains another" if now is None else f"model {now.version} is in use"
    return f"model {version} was removed elsewhere: {left}"


def dataset_words(now: Snapshot, before: Snapshot, gone: bool) -> str:
    """That another dataset is in use. gone: whether the one before was removed."""
    anew = now.dataset_name == before.dataset_name
    said = f"dataset {now.dataset_name} " + ("was imported anew" if anew else "is in use now")
    if gone:
        said = f"dataset {before.dataset_name} was removed elsewhere; {said}"
    return said if now.model else f"{said}, with no model yet"
