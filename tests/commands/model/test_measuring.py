"""The line on which an evaluation shows how far it is."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest

from recflix_tui.commands.model.measuring import MeasuringLine
from recflix_tui.solvers.fitting import Refit
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings


def drawn(monkeypatch: pytest.MonkeyPatch, *, json: bool, terminal: bool) -> list[str]:
    """All that is drawn of a file that is read and of a training of four epochs and two."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    texts: list[str] = []
    with MeasuringLine(argparse.Namespace(json=json, progress="bar"), texts.append) as line:
        line.reading(Path("u1.base"))(0.5)
        tell = line.training(SgdSettings(epochs=4))
        tell(Epoch(1, 0.9, 0.95, seconds=2.0))
        tell(Epoch(2, 0.8, 0.9, seconds=4.0))
        tell(Refit(2, 0.9))
        tell(Epoch(1, 0.85, None, seconds=5.0, refit=True))
        line.say("measuring mean")
    return texts


def test_an_evaluation_draws_each_step_and_leaves_the_line_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert drawn(monkeypatch, json=False, terminal=True) == [
        "reading u1.base  50%",
        "training sgd; preparing",
        "training sgd ━━━━╌╌╌╌╌╌╌╌╌╌╌╌   1/4  train 0.9000  holdout 0.9500  14 s left",
        "training sgd ━━━━━━━━╌╌╌╌╌╌╌╌   2/4  train 0.8000  holdout 0.9000  18 s left",
        "training sgd ━━━━━━━━╌╌╌╌╌╌╌╌   1/2  train 0.8500  5 s left",
        "measuring mean",
        "",
    ]


@pytest.mark.parametrize(("json", "terminal"), [(True, True), (False, False)])
def test_with_json_and_where_nobody_looks_nothing_is_drawn(
    json: bool, terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drawn(monkeypatch, json=json, terminal=terminal) == []


@pytest.mark.parametrize(
    ("json", "terminal", "lines"),
    [(False, False, ["recflix: fold 1 of 2", "recflix: fold 2 of 2"]), (True, False, [])],
)
def test_where_stderr_is_a_file_each_fold_is_a_line(
    json: bool,
    terminal: bool,
    lines: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with MeasuringLine(argparse.Namespace(json=json, progress="bar")) as line:
        for number, of in ((1, 2), (2, 2), (0, 2), (1, 1)):
            line.fold(number, of)
            line.say("measuring")
    assert capsys.readouterr().err.splitlines() == lines
