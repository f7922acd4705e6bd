"""`recflix lab --lookup`: as a script reads it, as the app follows it and as a person does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recflix_tui import cli
from recflix_tui.child.events import parse_line
from recflix_tui.lab.lookup.events import LookupDone, LookupMeasured, LookupStarted
from recflix_tui.lab.lookup.state import LookupState
from recflix_tui.library.library import Library
from tests.drivers.command_line import recflix

PYTHON, OWN = ("dict", "binary", "list"), ("app", "app_many")


@pytest.fixture
def small_home(tmp_path: Path, small_movielens: Path) -> Path:
    home = tmp_path / "home"
    library = Library.open(home)
    library.datasets.add(small_movielens, "small")
    library.close()
    return home


def test_json_has_every_figure(small_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(_said(small_home, capsys, "--json", "--largest", "3000", "--seed", "5"))
    assert (told["dataset"], told["n_items"], told["seed"]) == ("small", 60, 5)
    figures = {(m["way"], m["n_titles"], m["is_there"]): m["ns"] for m in told["measured"]}
    assert set(figures) == {
        *((way, n, there) for way in PYTHON for n in (1000, 3000) for there in (True, False)),
        *((way, 60, there) for way in OWN for there in (True, False)),
    }
    assert all(ns > 0 for ns in figures.values())
    assert set(told["growth"]) == set(PYTHON)  # the app was measured at one size alone
    assert told["seconds"] > 0


def test_lines_of_json_are_events_that_lead_to_the_end(
    small_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _said(small_home, capsys, "--progress", "jsonl", "--largest", "1000")
    events = [parse_line(line) for line in said.splitlines()]
    assert isinstance(events[0], LookupStarted)
    assert isinstance(events[-1], LookupDone)
    state = LookupState()
    for event in events:
        state = state.after(event)
    assert state.status == "done"
    assert state.fraction == 1
    assert sum(isinstance(event, LookupMeasured) for event in events) == state.n_to_come


def test_a_person_reads_a_table_and_two_sentences(
    small_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _said(small_home, capsys, "--largest", "3000").splitlines()
    assert lines[0].split() == [
        *[
            "titles",
            "list",
            "binary",
            "search",
            "dict",
            "this",
            "app",
            "this",
            "app,",
            "1,000",
            "at",
            "once",
        ]
    ]
    assert [line.split()[0] for line in lines[1:4]] == ["60", "1,000", "3,000"]
    assert lines[4] == ""
    assert lines[5].startswith("Among 3,000 titles the dict finds one in ")
    assert lines[6].startswith("Ten times the titles take the list ")
    assert len(lines) == 7


def test_it_is_a_process_of_its_own_that_the_library_starts(small_home: Path) -> None:
    library = Library.open(small_home)
    command = library.lab.lookup_command(largest=1000)
    library.close()
    words = command[command.index("--home") + 2 :]
    done = recflix(small_home, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert isinstance(parse_line(done.stdout.splitlines()[-1]), LookupDone)


@pytest.mark.parametrize("flags", [["--rate", "1"], ["--hold-out"], ["--overfitting"]])
def test_flags_of_the_worked_example_are_refused(
    small_home: Path, flags: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["lab", "--home", str(small_home), "--lookup", *flags]) == 1
    assert "--lookup goes with --largest" in capsys.readouterr().err


def test_fewer_than_a_thousand_are_too_few(
    small_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["lab", "--home", str(small_home), "--lookup", "--largest", "10"])
    assert "10 is below 1000" in capsys.readouterr().err


def _said(home: Path, capsys: pytest.CaptureFixture[str], *flags: str) -> str:
    """What `recflix lab --lookup` prints."""
    assert cli.main(["lab", "--home", str(home), "--lookup", *flags]) == 0
    return capsys.readouterr().out
