"""Contenders in processes of their own."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from benchmarks.contest import handover
from benchmarks.contest.contest import ROOT, Fallen, Job, started
from tests.benchmarks.small import SMALL


@pytest.fixture
def on_disk(tmp_path: Path) -> Path:
    """Ratings of the small shape as `whole`, `train` and `held`."""
    handover.make(SMALL, 0.1, 0, tmp_path)
    return tmp_path


def test_a_contender_in_its_own_process(on_disk: Path) -> None:
    train, held = str(on_disk / "train"), str(on_disk / "held")
    with started(Job("Sgd", 4, 1, train, held)) as child:
        assert child.loaded["loading"] > 0
        lap, told = child.ask("lap"), child.ask("train")
    assert lap["laps"]
    assert min(lap["laps"]) > 0
    assert told["memory"] >= lap["memory"] >= 0
    assert told["seconds"] > 0
    assert 0.5 < told["rmse"] < 1.5


def test_a_contender_that_fails_says_why(on_disk: Path) -> None:
    job = Job("Sgd", 4, 1, str(on_disk / "whole"), given={"no_such": 1})
    with pytest.raises(Fallen, match="no_such"), started(job):
        pass
    with started(Job("Sgd", 4, 1, str(on_disk / "whole"))) as child:
        os.kill(child.pid, signal.SIGKILL)
        with pytest.raises(Fallen, match="SIGKILL"):
            child.ask("lap")


def test_a_child_is_started_where_the_benchmarks_are_found() -> None:
    assert (ROOT / "benchmarks" / "contest" / "contest.py").is_file()
