"""What the Train screen says of a training or a tuning, in a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from recflix_tui.solvers.all_solvers import SOLVERS
from recflix_tui.solvers.setting import in_words, settings_of
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.text import counted
from recflix_tui.widgets.stars import bar

if TYPE_CHECKING:
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState

_LEAST_SHOWN = 0.00005  # in RMSE: what four digits show as more than nothing
METER = 16  # cells
RMSE = "RMSE: how far predictions are off, in stars; lower is better"


def duration(seconds: float) -> str:
    """`8 s`, `2 min 10 s`."""
    whole = max(round(seconds), 1)
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def asked_of(
    state: TrainingState | TuningState | None, in_use: int | None, there: Sequence[int] | None
) -> int | None:
    """The version of which the person is asked if it is to be used all the same: that of the last
    training, while it is not in use and the latest of those there; None without any.

    there: the versions, ascending; None where they were not looked for since.
    """
    if state is None or state.is_tuning or state.status != "done" or state.used:
        return None
    is_latest = there is None or (len(there) > 0 and there[-1] == state.version)
    return state.version if is_latest and state.version != in_use else None


def status_words(
    state: TrainingState | TuningState | None,
    in_use: int | None = None,
    there: Sequence[int] | None = None,
) -> Content:
    """How the training or tuning goes, in a line or two.

    in_use: the version that is; there: the versions, as in `asked_of`.
    """
    if state is None:
        return Content.styled("ready: s starts a training in the background", "$muted")
    if state.status == "failed":
        return Content.styled(f"failed: {state.message}", "$less")
    if state.status == "cancelled":
        if not state.is_tuning:
            return Content.styled("cancelled: the model stays as it was", "$muted")
        kept = ": what was measured is kept" if state.measured else ""
        return Content.styled(f"cancelled{kept}", "$muted")
    if state.status == "cancelling":
        return Content.styled("cancelling…", "$muted")
    if state.status == "done":
        return _tuned(state) if state.is_tuning else _done(state, in_use, there)
    left = "" if state.eta_seconds is None else f"{duration(state.eta_seconds)} left"
    if state.is_tuning:
        return Content.assemble((f"{_measuring(state)}   ", "$foreground"), (left, "$muted"))
    filled, rest = bar(state.fraction, METER)
    return Content.assemble(
        (f"{_step(state)}   ", "$foreground"),
        (filled, "$accent"),
        (f"{rest}   ", "$track"),
        (_left_words(state), "$muted"),
    )


def _left_words(state: TrainingState) -> str:
    if state.eta_seconds is None:
        return ""
    left = duration(state.eta_seconds)
    return f"about {left} for that" if state.status == "choosing" else f"{left} left at most"


def _measuring(state: TuningState) -> str:
    """`tuning gibbs   12 of 31   best 0.8741, defaults 0.8745`."""
    if not state.measured:
        doing = f"measuring 1 of {state.of}" if state.of else "reading the ratings"
        return f"tuning {state.solver}".rstrip() + f"   {doing}"
    last = state.measured[-1]
    said = f"tuning {state.solver}   {last.number} of {last.of}"
    if last.best_rmse is not None:
        said += f"   best {last.best_rmse:.4f}"
    if last.default_rmse is not None:
        said += f", defaults {last.default_rmse:.4f}"
    return said


def _tuned(state: TuningState) -> Content:
    found = state.outcome
    assert found is not None
    if not found.kept:
        words = (f"the defaults of {found.solver} stay   ", "$foreground")
        return Content.assemble(words, (found.why, "$muted"))
    return Content.assemble(
        (f"{found.solver} is tuned for this dataset   ", "$more"),
        (f"{in_words(found.changed)}   RMSE {found.rmse:.4f}", "$muted"),
        (_gained(found.gain), "$muted"),
    )


def _gained(gain: float | None) -> str:
    if gain is None:
        return ""
    much = f"{gain:.4f}" if gain >= _LEAST_SHOWN else "less than 0.0001"
    return f", {much} better than the defaults"


def _step(state: TrainingState) -> str:
    if state.status == "saving":
        return "saving the model"
    if state.status == "choosing":
        return f"what people pick of {state.n_chosen_of:,} titles"
    named = f"{state.solver}   " if state.solver else ""
    passes = passes_of(state.solver)[:-1]
    if state.refit is not None:
        return f"{named}on all ratings, {passes} {state.refit.number} of {state.refit_epochs}"
    if state.refit_epochs:
        return f"{named}on all ratings"
    if state.epochs:
        return f"{named}{passes} {state.epochs[-1].number} of {state.epochs[-1].of}"
    return "reading the ratings" if state.status == "starting" else f"{named}{passes} 1"


def passes_of(solver: str) -> str:
    """What a solver's passes over the ratings are called: `epochs`, of `gibbs` `sweeps`."""
    declared = settings_of(SOLVERS.get(solver, SolverSettings))
    return declared["epochs"].label.partition(",")[0]


def _done(state: TrainingState, in_use: int | None, there: Sequence[int] | None) -> Content:
    if there is not None and state.version not in there:
        return Content.styled(f"model {state.version} was trained, and is removed", "$muted")
    if asked_of(state, in_use, there) is not None:
        return Content.assemble(
            (f"model {state.version} is kept, not used   ", "$less"),
            (f"{state.verdict}   ", "$muted"),
            ("y", "$accent"),
            (" uses it all the same", "$muted"),
        )
    if not state.used and state.version != in_use:
        kept = f"model {state.version} is kept, not used   {state.verdict}"
        return Content.styled(kept, "$muted")
    best, found = state.best, ""
    if best is not None and state.stops_early:
        found = f"best epoch {best.number}, holdout {best.holdout_rmse:.3f}   "
    elif best is not None:
        passes = passes_of(state.solver)
        found = f"{best.number} {passes}, holdout {best.holdout_rmse:.3f}   "
    named = f"{state.solver}   " if state.solver else ""
    out = state.stayed_out
    return Content.assemble(
        (f"model {state.version} is ready   ", "$more"),
        (f"{named}{found}{duration(state.seconds)}", "$muted"),
        (f"   {state.verdict}" if state.beside is not None else "", "$muted"),
        (f"   {state.caution}" if state.caution else "", "$less"),
        (f"   the {state.kept} alone are used: {state.because}" if state.kept else "", "$less"),
        (f"   without {counted(out, 'profile')} that did not agree" if out else "", "$muted"),
    )
