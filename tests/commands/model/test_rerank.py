"""What re-ranking costs and gains, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.commands.model.people.rerank_report import report
from recflix_tui.evaluation.comparison import Row
from recflix_tui.evaluation.figures import mean_figures
from recflix_tui.evaluation.people.protocol import People
from recflix_tui.evaluation.rerank.comparison import FOUND, OWN
from recflix_tui.evaluation.rerank.ways import PLAIN, WAYS
from tests.drivers.command_line import recflix

QUICK = ("evaluate", "--solver", "sgd", "--factors", "4", "--epochs", "3")
RERANK = (*QUICK, "--rerank", "--folds", "2", "--given", "8")


def test_each_way_stands_beside_the_plain_list_in_per_cent(
    shared_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = (*WAYS[:2], WAYS[-1])
    monkeypatch.setattr("recflix_tui.evaluation.rerank.comparison.WAYS", some)
    done = recflix(shared_home, *RERANK, "--json")
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    assert measured["split"] == {"kind": "people", "given": 8, "folds": 2}
    plain, *others = measured["models"]
    assert [row["name"] for row in (plain, *others)] == [way.name for way in some]
    for row in others:
        for metric, figure in row["metrics"].items():
            more = row["per_cent"][metric]
            expected = 100 * (figure["value"] / plain["metrics"][metric]["value"] - 1)
            assert more["value"] == pytest.approx(expected)
            if more["low"] is not None:
                assert more["low"] <= more["high"]
    by_name = {row["name"]: row["per_cent"] for row in others}
    assert by_name["adventure-1"]["calibration_gap"]["high"] < 0


def test_the_report_fits_and_says_what_each_group_of_ways_is() -> None:
    rng = np.random.default_rng(1)
    each = {way.name: rng.uniform(0.2, 0.4, (50, 8)) for way in WAYS}
    each["adventure-1"][:, 0] = each[PLAIN][:, 0] * 0.1
    names = (*FOUND, *OWN)
    rows = [Row(name, 1.0, mean_figures(names, of, 0)) for name, of in each.items()]
    people = People((), 50, 0, 50, 0, 1000, 9000, 4.0, False)
    lines = report("small", 10, people, rows).splitlines()
    assert max(map(len, lines)) <= 80
    shown = {line.split()[0]: line.split()[1:] for line in lines if line}
    assert {way.name for way in WAYS} <= set(shown)
    assert shown["adventure-1"][:3] == ["-90.0", "[-90.0", "-90.0]"]
    gaps = [each[name][:, names.index("calibration_gap")].mean() for name in (PLAIN, "mmr-0.3")]
    assert shown[PLAIN][1] == f"{gaps[0]:.3f}"
    assert shown["mmr-0.3"][3] == f"{100 * (gaps[1] / gaps[0] - 1):+.1f}"
    assert lines[lines.index("the slider:") + 1].startswith("adventure-0.1")


def test_what_cannot_be_asked_of_re_ranking_is_one_clear_line(shared_home: Path) -> None:
    for words, why in (
        (("--split", "user"), "--rerank is for --split people"),
        (("--metrics", "ranking"), "leave out --metrics"),
        (("--model-version", "1"), "leave out --model-version"),
        (("--signals",), "give one of them"),
        (("--train", "a.csv", "--test", "b.csv"), "--rerank is for the dataset in use"),
    ):
        done = recflix(shared_home, *QUICK[:1], "--rerank", *words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert why in done.stderr
