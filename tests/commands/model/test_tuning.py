"""`recflix tune`, as scripts use it: tuned, interrupted, resumed, trained with, forgotten."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.child.events import parse_line
from recflix_tui.commands.model.tuning import _told
from recflix_tui.commands.shared.solver_choice import Choice, with_tuned
from recflix_tui.library.library import Library
from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.sgd import sgd_settings as sgd
from recflix_tui.training.events import Started
from recflix_tui.tuning.events import Measured, Tuned, TuningStarted
from recflix_tui.tuning.search import Search
from recflix_tui.tuning.tuned import TunedDefaults, find_tuned, keep_tuned
from tests.drivers.command_line import recflix, recflix_process

FOUND = TunedDefaults({"reg": 0.8, "factors": 32}, 0.8, 0.81, 0.01, 0.001, 5, 16, 0, 1e9)
FEW = ("tune", "--solver", "sgd", "--side", "none", "--candidates", "2")


def start(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "recflix_tui", *words],
        env=os.environ | {"RECFLIX_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ran(home: Path, *words: str) -> tuple[int, str, str]:
    """Run a command: its exit code, what it said, and what it complained of."""
    done = recflix(home, *words)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, small_movielens: Path) -> Path:
    home = tmp_path_factory.mktemp("tune") / "home"
    code, _, complaint = ran(home, "dataset", "import", str(small_movielens), "--name", "small")
    assert code == 0, complaint
    return home


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    library = Library.open(home)
    yield library
    library.models.forget_tuning()
    library.close()


def tuned_in(home: Path) -> Path:
    return home / "models" / "small"


@pytest.mark.skipif(os.name != "posix", reason="interrupts with SIGINT")
def test_an_interrupted_tuning_says_so_and_goes_on(home: Path, library: Library) -> None:
    words = (*FEW[:-1], "12", "--progress", "jsonl", "--threads", "1")
    with start(home, *words) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if isinstance(parse_line(line), Measured):
                break
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate()
    assert process.returncode == 130
    assert complaint == (
        "recflix: stopped; what was measured is kept: the same command goes on from there\n"
    )
    code, said, complaint = ran(home, *words)
    assert code == 0, complaint
    events = [parse_line(line) for line in said.splitlines()]
    started, last = events[0], events[-1]
    assert isinstance(started, TuningStarted)
    assert started.known >= 1
    assert isinstance(last, Tuned)
    assert last.complete
    kept = library.models.tuned(sgd.SgdSettings(side=()))
    assert (kept is not None) == last.kept
    if kept is not None:
        assert kept.of(sgd.SgdSettings(side=())).plain() == last.settings


def test_a_training_uses_what_was_found_and_says_so(home: Path, library: Library) -> None:
    own = sgd.SgdSettings(side=())
    fingerprint = library.snapshot.need_dataset().fingerprint
    keep_tuned(tuned_in(home), fingerprint, own, FOUND)
    words = ("train", "--solver", "sgd", "--side", "none", "--epochs", "2", "--progress", "jsonl")
    started = first_event(home, *words)
    assert started.why == "tuned for this dataset"
    assert (started.settings["reg"], started.settings["factors"]) == (0.8, 32)
    # What is given counts.
    started = first_event(home, *words, "--factors", "4")
    assert (started.settings["reg"], started.settings["factors"]) == (0.8, 4)
    started = first_event(home, *words, "--factors", "4", "--reg", "2")
    assert (started.why, started.settings["reg"]) == ("", 2.0)
    # Other ratings have other defaults.
    keep_tuned(tuned_in(home), "another dataset", own, FOUND)
    started = first_event(home, *words)
    assert (started.why, started.settings["reg"]) == ("", own.reg)


def test_an_evaluation_leaves_out_what_was_found_and_says_so(home: Path, library: Library) -> None:
    words = ("evaluate", "--solver", "sgd", "--epochs", "2", "--metrics", "mae")
    note = "without what tune kept: its search saw the ratings held out here"
    assert note not in ran(home, *words)[1].splitlines()
    assert json.loads(ran(home, *words, "--json")[1])["tuned_left_out"] is False
    fingerprint, own = library.snapshot.need_dataset().fingerprint, sgd.SgdSettings()
    keep_tuned(tuned_in(home), fingerprint, own, FOUND)
    assert note in ran(home, *words)[1].splitlines()
    measured = json.loads(ran(home, *words, "--json")[1])
    assert measured["tuned_left_out"] is True
    assert measured["settings"]["reg"] == own.reg


def first_event(home: Path, *words: str) -> Started:
    code, said, complaint = ran(home, *words)
    assert code == 0, complaint
    event = parse_line(said.splitlines()[0])
    assert isinstance(event, Started)
    return event


def test_why_a_solver_was_picked_and_that_it_is_tuned_are_both_said() -> None:
    choice = with_tuned(Choice(sgd.SgdSettings(), "the quickest"), FOUND)
    assert choice.why == "the quickest; tuned for this dataset"
    assert with_tuned(Choice(sgd.SgdSettings(), "the quickest"), None).why == "the quickest"


def test_the_outcome_is_json_or_words_and_can_be_forgotten(home: Path, library: Library) -> None:
    code, said, complaint = ran(home, *FEW, "--json")
    assert code == 0, complaint
    outcome = json.loads(said)
    assert (outcome["solver"], outcome["folds"], outcome["candidates"]) == ("sgd", 5, 2)
    assert outcome["settings"]["side"] == []
    code, said, complaint = ran(home, *FEW)
    assert (code, complaint) == (0, "")
    assert said.startswith("sgd is tuned" if outcome["kept"] else "the defaults of sgd stay: ")
    assert f"RMSE {outcome['rmse']:.4f}" in said
    keep_tuned(
        tuned_in(home), library.snapshot.need_dataset().fingerprint, sgd.SgdSettings(), FOUND
    )
    code, said, _ = ran(home, "tune", "--forget", "--solver", "als", "--json")
    assert (code, json.loads(said)) == (0, {"forgotten": []})
    code, said, _ = ran(home, "tune", "--forget", "--json")
    assert json.loads(said)["forgotten"]
    assert library.models.tuned(sgd.SgdSettings()) is None
    assert not list((tuned_in(home) / "tuning").glob("*.jsonl"))


def test_two_at_once_are_refused(home: Path, library: Library) -> None:
    events = library.models.tune(sgd.SgdSettings(side=()), Search(candidates=2))
    next(events)
    done = recflix_process(home, *FEW)
    assert done.returncode == 1
    assert done.stderr == "recflix: this dataset is being tuned; let that end first\n"
    with pytest.raises(ModelError, match="is being tuned"):
        library.models.forget_tuning()
    events.close()


def test_a_later_tuning_tries_what_an_earlier_one_found(home: Path, library: Library) -> None:
    own = sgd.SgdSettings(side=(), epochs=3, factors=4)
    fingerprint = library.snapshot.need_dataset().fingerprint
    keep_tuned(tuned_in(home), fingerprint, own, FOUND)
    events = list(library.models.tune(own, Search(candidates=2)))
    tried = {str(e.changed) for e in events if isinstance(e, Measured)}
    assert tried == {"{}", str({"factors": 32, "reg": 0.8})}
    last = events[-1]
    assert isinstance(last, Tuned)
    # What is no longer better than the defaults is no longer kept.
    assert (find_tuned(tuned_in(home), fingerprint, own) is not None) == last.kept


def test_the_command_of_the_app_is_understood(home: Path, library: Library) -> None:
    command = library.models.tuning_command(solver="sgd", side="none", candidates=2, time=0.001)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    events = [parse_line(line) for line in done.stdout.splitlines()]
    assert isinstance(events[0], TuningStarted)
    last = events[-1]
    assert isinstance(last, Tuned)
    assert not last.complete


def test_a_removed_dataset_takes_its_tuning_along(tmp_path: Path, small_movielens: Path) -> None:
    library = Library.open(tmp_path / "home")
    library.datasets.add(small_movielens, "small")
    folder = tuned_in(tmp_path / "home")
    keep_tuned(folder, library.snapshot.need_dataset().fingerprint, sgd.SgdSettings(), FOUND)
    library.datasets.remove("small")
    assert not (folder / "tuned.json").exists()
    library.close()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--solver", "sgd", "--side", "genres"), "sgd has no side input genres"),
        (("--side", "shoes"), "no side input 'shoes'"),
    ],
)
def test_what_cannot_be_tuned_is_said(home: Path, words: tuple[str, ...], complaint: str) -> None:
    code, _, said = ran(home, "tune", *words)
    assert code == 1
    assert complaint in said


@pytest.mark.parametrize(
    "words", [("--candidates", "1"), ("--time", "0"), ("--seed", "-1"), ("--solver", "magic")]
)
def test_wrong_usage_exits_with_2(home: Path, words: tuple[str, ...]) -> None:
    assert ran(home, "tune", *words)[0] == 2


def outcome_of(**said: Any) -> Tuned:
    usual: dict[str, Any] = {
        "solver": "sgd",
        "kept": True,
        "settings": {},
        "changed": {"reg_bias": 0.5, "factors": 96},
        "best": {"reg_bias": 0.5, "factors": 96},
        "rmse": 0.87,
        "default_rmse": 0.88,
        "gain": 0.01,
        "gain_error": 0.001,
        "folds": 5,
        "candidates": 16,
        "why": "because",
        "complete": True,
        "seconds": 1.0,
    }
    return Tuned(**usual | said)


def test_the_outcome_is_told_in_a_few_lines() -> None:
    assert _told(outcome_of()).splitlines() == [
        "sgd is tuned for this dataset: reg bias 0.5, factors 96",
        "because",
        "RMSE 0.8700, defaults 0.8800 over 5 folds, 16 candidates",
    ]
    stays = outcome_of(kept=False, best={}, default_rmse=0.87, folds=1, complete=False)
    assert _told(stays).splitlines() == [
        "the defaults of sgd stay: because",
        "RMSE 0.8700 over 1 fold, 16 candidates",
        "the time was up; the same command without --time goes on from here",
    ]
