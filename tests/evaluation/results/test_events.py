"""What an evaluation tells on its way, as lines."""

from __future__ import annotations

import json

import pytest

from recflix_tui.child.events import Event, EventError, parse_line
from recflix_tui.evaluation.results.events import (
    Evaluated,
    MeasuringEpoch,
    MeasuringPhase,
    MeasuringStarted,
    RowMeasured,
)

ALL = [
    MeasuringStarted("gibbs", {"kind": "people", "given": 10, "folds": 5}, 0, 3),
    MeasuringPhase("training gibbs", 2, 5, 31.5),
    MeasuringEpoch(3, 40, 0.81, None),
    RowMeasured({"name": "recflix", "train_seconds": 1.0, "metrics": {}}, 1, 5),
    Evaluated({"dataset": "small", "models": []}, 12.5),
]


@pytest.mark.parametrize("event", ALL)
def test_an_event_is_read_back_from_its_line(event: Event) -> None:
    line = event.to_json()
    assert "\n" not in line
    assert parse_line(line) == event


def test_an_event_goes_by_its_name_and_what_is_new_in_it_is_passed_over() -> None:
    said = json.loads(ALL[2].to_json())
    assert said["event"] == "measuring_epoch"
    assert parse_line(json.dumps(said | {"of_a_later_version": 1})) == ALL[2]


@pytest.mark.parametrize("line", ["", "nan", "[]", '{"event": "other"}', '{"event": "evaluated"}'])
def test_any_other_line_is_refused(line: str) -> None:
    with pytest.raises(EventError, match="something unexpected"):
        parse_line(line)
