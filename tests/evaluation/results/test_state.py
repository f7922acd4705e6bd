"""How an evaluation is, event by event."""

from __future__ import annotations

from recflix_tui.child.events import Failed
from recflix_tui.commands.model.figures_data import row_data
from recflix_tui.evaluation.results.events import (
    Evaluated,
    MeasuringEpoch,
    MeasuringPhase,
    MeasuringStarted,
    RowMeasured,
)
from recflix_tui.evaluation.results.state import EvaluationState
from recflix_tui.evaluation.results.ways import usual_way
from tests.evaluation.results.made_up import rows_of_people

FIRST = EvaluationState(3, usual_way())


def told(name: int, folds: int) -> RowMeasured:
    rows = rows_of_people()
    return RowMeasured(row_data(rows[name], rows[0]), folds, 2)


def test_it_says_what_is_done_and_which_epoch_is_trained() -> None:
    state = FIRST.after(MeasuringStarted("gibbs", {"kind": "people"}, 0, 3))
    assert (state.status, state.solver, state.is_active) == ("running", "gibbs", True)
    state = state.after(MeasuringPhase("training gibbs", 2, 5, 30.0))
    state = state.after(MeasuringEpoch(4, 40, 0.9, None))
    assert (state.doing, state.fold, state.folds) == ("training gibbs", 2, 5)
    assert (state.epoch, state.eta_seconds) == ((4, 40), 30.0)
    state = state.after(MeasuringPhase("measuring recflix", 2, 5))
    assert (state.epoch, state.eta_seconds) == (None, None)


def test_rows_come_as_they_are_measured_and_give_way_to_those_of_more_folds() -> None:
    state = FIRST
    for event in (told(0, 1), told(1, 1), told(0, 2)):
        state = state.after(event)
    assert [row.name for row in state.rows] == ["recflix", "popularity"]
    assert state.folds_done == 1
    assert state.after(told(1, 2)).folds_done == 2
    assert state.after(RowMeasured({"name": "odd"}, 1, 2)) == state
    assert FIRST.folds_done == 0


def test_it_ends_done_failed_or_cancelled() -> None:
    done = FIRST.after(Evaluated({}, 12.0))
    assert (done.status, done.seconds, done.is_active) == ("done", 12.0, False)
    failed = FIRST.after(Failed("too few people"))
    assert (failed.status, failed.message, failed.is_active) == ("failed", "too few people", False)
    assert FIRST.cancelling().is_active
    assert FIRST.cancelling().cancelled().status == "cancelled"
    assert not FIRST.cancelled().is_active
