"""Acts and days are made as said, and what they cost is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import behaviour
from benchmarks.made_up import make_dataset
from tests.benchmarks.small import SMALL


def test_acts_and_days_are_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most in {"IN_VIEW": 20, "FOCUSED": 5, "OPENED": 4}.items():
        monkeypatch.setattr(behaviour, name, most)
    dataset = make_dataset(tmp_path / "made-up", SMALL)
    behaviour.measure_acts(dataset, tmp_path / "acts.db", 50)
    behaviour.measure_years(dataset, tmp_path / "years.db", 3)
    told = capsys.readouterr().out
    for words in ("record: 20 in view", "first read of 50 acts", "60 counts of a title and a day"):
        assert words in told
