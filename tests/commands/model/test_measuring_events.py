"""An evaluation that tells how far it is, as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.child.events import Event
from recflix_tui.commands.model.measuring_events import MeasuringEvents
from recflix_tui.evaluation.comparison import Row
from recflix_tui.evaluation.figures import Figure
from recflix_tui.evaluation.results.events import (
    MeasuringEpoch,
    MeasuringPhase,
    RowMeasured,
)
from recflix_tui.solvers.fitting import Refit
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from tests.drivers.command_line import recflix, said

QUICK = ("evaluate", "--solver", "sgd", "--factors", "4", "--epochs", "3")


def events_of(home: Path, *words: str) -> list[dict[str, Any]]:
    done = recflix(home, *QUICK, *words, "--progress", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def figures(data: dict[str, Any]) -> list[Any]:
    return [(model["name"], model["metrics"]) for model in data["models"]]


@pytest.mark.parametrize("split", ["random", "user", "time"])
def test_each_row_is_told_as_it_is_measured_and_the_result_last(
    shared_home: Path, split: str
) -> None:
    events = events_of(shared_home, "--split", split)
    assert [events[0]["event"], events[-1]["event"]] == ["measuring_started", "evaluated"]
    result = events[-1]["result"]
    assert events[0]["split"] == result["split"]
    assert events[0]["version"] is None
    told = [event["row"] for event in events if event["event"] == "row_measured"]
    assert [(row["name"], row["metrics"]) for row in told] == figures(result)
    kinds = [event["event"] for event in events]
    assert kinds.index("measuring_epoch") < kinds.index("row_measured")
    words = [event["words"] for event in events if event["event"] == "measuring_phase"]
    assert words[0] == "training sgd"
    assert "measuring item-kNN" in words
    same = said(shared_home, *QUICK, "--split", split)
    assert [list(metrics) for _, metrics in figures(same)] == [list(row["metrics"]) for row in told]
    assert set(same) == set(result)


def test_people_are_told_fold_by_fold_and_with_intervals_at_the_end(shared_home: Path) -> None:
    people = ("--split", "people", "--folds", "3", "--given", "8")
    events = events_of(shared_home, *people)
    told = [event for event in events if event["event"] == "row_measured"]
    so_far = [event for event in told if event["folds"] < 3]
    assert {event["of"] for event in told} == {3}
    assert [event["folds"] for event in so_far] == [1] * 9 + [2] * 9
    for event in so_far:
        assert all(metric["low"] is None for metric in event["row"]["metrics"].values())
    result = events[-1]["result"]
    whole = [event["row"] for event in told if event["folds"] == 3]
    assert [(row["name"], row["metrics"]) for row in whole] == figures(result)
    assert whole[0]["metrics"]["ndcg@10"]["low"] < whole[0]["metrics"]["ndcg@10"]["high"]
    # A value so far is that of the folds so far: between those of the folds that it is of.
    folds = [fold["ndcg@10"]["popularity"] for fold in result["folds"]]
    first, second = (
        event["row"]["metrics"]["ndcg@10"]["value"]
        for event in so_far
        if event["row"]["name"] == "popularity"
    )
    assert first == pytest.approx(folds[0])
    assert min(folds[:2]) <= second <= max(folds[:2])


def test_rating_files_are_told_of_as_well(
    shared_home: Path, tmp_path: Path, small_movielens: Path
) -> None:
    lines = (small_movielens / "ratings.csv").read_text().splitlines(keepends=True)
    (tmp_path / "train.csv").write_text("".join(lines[:400]))
    (tmp_path / "test.csv").write_text("".join([lines[0], *lines[400:500]]))
    files = ("--train", str(tmp_path / "train.csv"), "--test", str(tmp_path / "test.csv"))
    events = events_of(shared_home, *files)
    assert events[0] == {
        "event": "measuring_phase",
        "words": "reading train.csv",
        "fold": 0,
        "folds": 1,
        "eta_seconds": None,
    }
    assert events[-1]["result"]["n_test"] == 100


def test_an_error_is_one_line_and_no_event(shared_home: Path) -> None:
    done = recflix(shared_home, *QUICK, "--split", "user", "--leave", "40", "--progress", "jsonl")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def told_by(seconds: list[float]) -> tuple[list[Event], MeasuringEvents]:
    """What is told of an evaluation whose clock says these seconds, one at each look."""
    told: list[Event] = []
    clock: Iterator[float] = iter(seconds)
    return told, MeasuringEvents(told.append, lambda: next(clock))


def test_what_is_left_is_told_by_the_folds_that_are_done_and_not_before() -> None:
    # It begins at 0; folds begin at 2, 12 and 26; each look after the first fold is timed.
    told, events = told_by([0.0, 2.0, 12.0, 15.0, 26.0, 40.0, 41.0])
    events.fold(1, 3)
    events.say("training sgd")
    events.fold(2, 3)
    events.say("training sgd")
    events.fold(3, 3)
    events.say("training sgd")
    assert told == [
        MeasuringPhase("training sgd", 1, 3, None),
        MeasuringPhase("training sgd", 2, 3, 10.0 * 2 - 3.0),
        MeasuringPhase("training sgd", 3, 3, 0.0),  # 12 s a fold, and 14 are gone
    ]


def test_epochs_and_the_training_on_all_ratings_are_told() -> None:
    told, events = told_by([0.0] * 9)
    tell = events.training(SgdSettings(epochs=4))
    tell(Epoch(1, 0.9, 0.95, seconds=2.0))
    tell(Refit(2, 0.9))
    tell(Epoch(1, 0.85, None, seconds=5.0, refit=True))
    assert told == [
        MeasuringPhase("training sgd", 0, 1),
        MeasuringEpoch(1, 4, 0.9, 0.95),
        MeasuringPhase("training sgd on all its ratings", 0, 1),
        MeasuringEpoch(1, 2, 0.85, None),
    ]


def test_a_row_is_told_beside_the_first_of_those_of_all_folds() -> None:
    told, events = told_by([0.0] * 9)
    events.fold(1, 2)
    events.measured(Row("recflix", 1.0, {"mrr": Figure(0.25)}), 1)
    events.measured(Row("recflix", 1.0, {"mrr": Figure(0.5)}), 2)
    events.measured(Row("ease", 1.0, {"mrr": Figure(0.375)}), 2)
    rows = [event.row for event in told if isinstance(event, RowMeasured)]
    assert [row["metrics"]["mrr"]["value"] for row in rows] == [0.25, 0.5, 0.375]
    assert rows[2]["metrics"]["mrr"]["less_solver"] == -0.125
    assert all("less_solver" not in row["metrics"]["mrr"] for row in rows[:2])
