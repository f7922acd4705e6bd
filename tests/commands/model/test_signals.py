"""What each signal gains, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.recommend.all_signals import ALL_SIGNALS
from tests.drivers.command_line import recflix

QUICK = ("evaluate", "--solver", "sgd", "--factors", "4", "--epochs", "3")
SIGNALS = (*QUICK, "--signals", "--folds", "3", "--given", "8")


@pytest.fixture(scope="module")
def told(shared_home: Path) -> list[Any]:
    done = recflix(shared_home, *SIGNALS, "--progress", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_gain_is_what_the_list_with_a_signal_finds_beyond_the_list_without(
    told: list[Any],
) -> None:
    measured = told[-1]["result"]
    rows = {row["name"]: row["metrics"] for row in measured["models"]}
    assert [one["name"] for one in measured["signals"]] == [s.name for s in ALL_SIGNALS]
    by_name = {one["name"]: one for one in measured["signals"]}
    for one in by_name.values():
        if one["gains"] is None:
            assert one["note"]
            continue
        for metric, gain in one["gains"].items():
            whole, less = rows[one["with"]][metric], rows[one["without"]][metric]
            assert gain["value"] == pytest.approx(whole["value"] - less["value"])
            if gain["low"] is not None:
                assert gain["low"] <= gain["value"] <= gain["high"]
    assert by_name["ratings"]["with"] == next(iter(rows)) == "recflix"
    assert by_name["history"]["with"] == "half-watched"
    assert by_name["search"]["gains"] is None
    assert {"ratings-alone", "all-off", "popularity"} <= set(rows)
    assert measured["over_popularity"]["popularity"] == pytest.approx(1)


def test_each_list_is_told_fold_by_fold_on_the_way(told: list[Any]) -> None:
    rows = [event for event in told if "row" in event]
    names = {event["row"]["name"] for event in rows}
    assert names == {row["name"] for row in told[-1]["result"]["models"]}
    assert sorted(e["folds"] for e in rows if e["row"]["name"] == "all-off") == [1, 2, 3]


def test_the_report_fits_and_names_every_signal(shared_home: Path) -> None:
    done = recflix(shared_home, *SIGNALS)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    named = {line.split()[0].rstrip(":") for line in lines if line.strip()}
    assert {signal.name for signal in ALL_SIGNALS} <= named
    shown = lines.index(
        "what each signal gains: the list with all of them less the list without it"
    )
    assert lines[shown + 2].startswith("ratings  ")


def test_what_cannot_be_asked_of_signals_is_one_clear_line(shared_home: Path) -> None:
    for words, why in (
        (("--split", "user"), "--signals is for --split people"),
        (("--metrics", "rating"), "give --metrics ranking"),
        (("--model-version", "1"), "leave out --model-version"),
        (("--train", "a.csv", "--test", "b.csv"), "--signals is for the dataset in use"),
    ):
        done = recflix(shared_home, *QUICK[:1], "--signals", *words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert why in done.stderr
