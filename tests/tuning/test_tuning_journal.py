"""What was measured is kept, through kills and damage, and not measured again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recflix_tui.child.events import parse_line
from recflix_tui.model.ratings import ModelError
from recflix_tui.tuning.events import Measured, RungDone, TuningStarted
from recflix_tui.tuning.tuning_journal import Measurement, forget_journals, open_journal
from tests.tuning.guess import Guess, outcome, tune, without_time


def test_what_was_measured_is_not_measured_again(tmp_path: Path) -> None:
    first = outcome(tune(tmp_path, candidates=7))
    assert len(Guess.trained) == 16
    events = tune(tmp_path, candidates=7)
    assert len(Guess.trained) == 16
    assert without_time(outcome(events)) == without_time(first)
    started = events[0]
    assert isinstance(started, TuningStarted)
    assert started.known == started.of == 16
    assert all(event.known for event in events if isinstance(event, Measured))
    # Other data, or another seed and hence other folds, are measured anew.
    tune(tmp_path, candidates=7, facts={"fingerprint": "g"})
    assert len(Guess.trained) == 32
    tune(tmp_path, candidates=7, seed=1)
    assert len(Guess.trained) == 48


def test_a_line_cut_short_is_dropped_and_a_damaged_one_measured_again(tmp_path: Path) -> None:
    first = outcome(tune(tmp_path, candidates=7))
    (path,) = tmp_path.glob("*.jsonl")
    lines = path.read_bytes().split(b"\n")
    lines[3] = lines[3][: len(lines[3]) // 2]
    torn = b"\n".join(lines[:-1])[:-9]
    path.write_bytes(torn)
    again = outcome(tune(tmp_path, candidates=7))
    assert len(Guess.trained) == 16 + 2
    assert without_time(again) == without_time(first)
    tune(tmp_path, candidates=7)
    assert len(Guess.trained) == 18


def test_threads_are_no_part_of_what_was_measured(tmp_path: Path) -> None:
    with open_journal(tmp_path, "guess", {}) as journal:
        journal.add(Guess(threads=1), 3, Measurement(0.5, 1.0))
        assert journal.find(Guess(threads=2), 3) == Measurement(0.5, 1.0)
        assert journal.find(Guess(seed=2), 3) is None
        assert journal.find(Guess(), 2) is None


def test_two_tunings_of_one_dataset_do_not_mix(tmp_path: Path) -> None:
    with (
        open_journal(tmp_path, "guess", {}),
        pytest.raises(ModelError, match="being tuned"),
        open_journal(tmp_path, "other", {}),
    ):
        pass


def test_journals_are_forgotten_by_solver_or_all(tmp_path: Path) -> None:
    for solver in ("als", "sgd"):
        with open_journal(tmp_path, solver, {}):
            pass
    forget_journals(tmp_path, "als")
    assert [path.name[:3] for path in tmp_path.glob("*.jsonl")] == ["sgd"]
    forget_journals(tmp_path)
    assert not list(tmp_path.glob("*.jsonl"))
    forget_journals(tmp_path / "nothing")


ROOT = Path(__file__).parents[2]
CHILD = """
import sys
from pathlib import Path
from recflix_tui.solvers import all_solvers
from tests.tuning.guess import FACTS, Guess, iterate, make_ratings, start_guess

all_solvers.STARTS["guess"] = start_guess
for event in iterate(
    Path(sys.argv[1]), Guess(nap=0.01), make_ratings(), FACTS, candidates=7, workers=2
):
    print(event.to_json(), flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")
def test_a_killed_tuning_goes_on_where_it_was(tmp_path: Path) -> None:
    told: set[tuple[int, int]] = set()
    for _ in range(4):
        before = len(told)
        command = [sys.executable, "-c", CHILD, str(tmp_path / "killed")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
            assert child.stdout is not None
            known = json.loads(child.stdout.readline())["known"]
            assert known >= before, "a measurement that was told is lost"
            for event in map(parse_line, child.stdout):
                assert isinstance(event, Measured | RungDone)
                if isinstance(event, Measured):
                    told.add((event.candidate, event.fold))
                if len(told) >= before + 3:
                    break
            child.kill()
    assert len(told) >= 12, "a tuning that was killed did not go on"
    start = Guess(nap=0.01)
    events = tune(tmp_path / "killed", start, candidates=7, workers=2)
    known_now = {(e.candidate, e.fold) for e in events if isinstance(e, Measured) and e.known}
    assert told <= known_now
    assert len(Guess.trained) == 16 - len(known_now)
    whole = outcome(tune(tmp_path / "whole", start, candidates=7))
    assert without_time(outcome(events)) == without_time(whole)
