"""`recflix lab`: the worked example as a script reads it, and as a person does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.cells import cell_len

from recflix_tui import cli
from recflix_tui.lab.worked.example import SPARSE, TUTORIAL
from recflix_tui.lab.worked.overfitting import HELD_OUT, OVERFITTING
from tests.drivers.command_line import recflix
from tests.lab.worked.by_hand import Array, by_hand

STAGES = ("plain", "biased", "regularized")
KEYS = {*STAGES, "P", "Q", "user_bias", "movie_bias"}


@pytest.mark.parametrize("seed", [0, 7])
def test_json_has_all_errors_and_what_the_third_stage_ended_with(
    seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _said(capsys, "--seed", str(seed))
    assert set(told) == KEYS
    assert [len(told[stage]) for stage in STAGES] == [50, 100, 100]
    hand = by_hand(TUTORIAL.ratings, TUTORIAL.held, seed)
    for stage, errors in zip(STAGES, hand.errors, strict=True):
        assert told[stage] == pytest.approx(errors, abs=1e-9)
    learnt = ("P", "Q", "user_bias", "movie_bias")
    for name, numbers in zip(learnt, hand.ended[2], strict=True):
        assert _array(told[name]).shape == numbers.shape
        np.testing.assert_allclose(_array(told[name]), numbers, rtol=0, atol=1e-9)


def test_it_needs_no_home_and_makes_none(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = recflix(home, "lab", "--seed", "0", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert set(json.loads(done.stdout)) == KEYS
    assert recflix(home, "lab").returncode == 0
    assert not home.exists()


def test_settings_are_flags(capsys: pytest.CaptureFixture[str]) -> None:
    flags = "--rate 0.02 --bias-rate 0.01 --reg 0.2 --factors 3 --seed 5"
    epochs = "--plain-epochs 4 --biased-epochs 3 --regularized-epochs 2"
    told = _said(capsys, *flags.split(), *epochs.split())
    hand = by_hand(TUTORIAL.ratings, TUTORIAL.held, 5, 3, 0.02, 0.01, 0.2, (4, 3, 2))
    for stage, errors in zip(STAGES, hand.errors, strict=True):
        assert told[stage] == pytest.approx(errors, abs=1e-9)
    assert _array(told["Q"]).shape == (4, 3)


def test_cells_held_out_have_errors_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    told = _said(capsys, "--hold-out", "alice:1, Charlie:sci-fi epic")
    assert set(told) == KEYS | {"held_out", "held_errors"}
    assert told["held_out"] == [[0, 0], [2, 2]]
    hand = by_hand(TUTORIAL.ratings, TUTORIAL.holding_out([(0, 0), (2, 2)]).held, 0)
    for stage, errors, held in zip(STAGES, hand.errors, hand.held_errors, strict=True):
        assert told[stage] == pytest.approx(errors, abs=1e-9)
        assert told["held_errors"][stage] == pytest.approx(held, abs=1e-9)


def test_over_fitting_is_a_choice_of_cells_and_settings_which_flags_go_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = _said(capsys, "--overfitting", "--plain-epochs", "6")
    assert told["held_out"] == [list(cell) for cell in HELD_OUT["tutorial"]]
    assert [len(told[stage]) for stage in STAGES] == [
        6,
        OVERFITTING.biased_epochs,
        OVERFITTING.regularized_epochs,
    ]
    assert _said(capsys, "--hold-out")["held_out"] == told["held_out"]


def test_the_empty_cells_of_the_sparse_example_are_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = _said(capsys, "--example", "sparse")
    assert set(told) == KEYS | {"predictions"}
    P, Q, b_u, b_i = by_hand(SPARSE.ratings, SPARSE.held, 0).ended[2]
    mean = np.nanmean(SPARSE.ratings)
    expected = mean + b_u[:, None] + b_i[None, :] + P @ Q.T
    np.testing.assert_allclose(_array(told["predictions"]), expected, rtol=0, atol=1e-9)
    text = _told(capsys, "--example", "sparse")
    for user, item in SPARSE.empty_cells:
        assert (
            f"{SPARSE.people[user]} × {SPARSE.films[item]} {expected[user, item]:.2f}"
            in " ".join(text.split())
        )


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--example", "sparse"),
        ("--overfitting",),
        ("--overfitting", "--factors", "8", "--seed", "4294967295"),
        ("--rate", "0.3"),
        ("--rate", "0.9"),
        ("--reg", "0", "--hold-out"),
        ("--hold-out", "Alice:1,Alice:2,Alice:3,Alice:4"),
        ("--plain-epochs", "1000", "--biased-epochs", "1"),
        ("--rate", "0"),
    ],
)
def test_the_story_keeps_within_80_columns(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    text = _told(capsys, *words)
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "nan" not in text.split()
    assert "inf" not in text.split()


def test_the_story_has_the_numbers_that_were_worked_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = _told(capsys)
    assert all(name in text for name in (*TUTORIAL.people, *TUTORIAL.films))
    hand = by_hand(TUTORIAL.ratings, TUTORIAL.held, 0)
    lines = text.splitlines()
    for epoch in (1, 10, 50):
        row = next(line for line in lines if line.split()[:1] == [str(epoch)])
        figures = [word for word in row.split() if "." in word]
        assert figures == [f"{errors[epoch - 1]:.2f}" for errors in hand.errors]
    dice = np.random.RandomState(0)
    P, Q = dice.rand(5, 2), dice.rand(4, 2)
    assert f"= {P[0] @ Q[0]:.4f}," in text
    assert f"5 - {P[0] @ Q[0]:.4f} = {5 - P[0] @ Q[0]:.4f}" in text
    b_u = hand.ended[2][2]
    assert f"{TUTORIAL.people[b_u.argmax()]} ({b_u.max():+.2f}) rates high" in text


def test_of_many_epochs_a_few_are_told_and_the_last_of_each_stage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = _told(capsys, "--plain-epochs", "1000", "--biased-epochs", "33").splitlines()
    rows = [
        int(line.split()[0]) for line in lines if line.split()[:1] and line.split()[0].isdigit()
    ]
    assert rows == sorted(set(rows))
    assert {1, 33, 100, 1000} <= set(rows)
    assert len(rows) < 40


def test_the_story_tells_of_over_fitting_with_both_errors(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = " ".join(_told(capsys, "--overfitting").split())
    told = _said(capsys, "--overfitting")
    for stage in ("plain", "biased"):
        held = np.array(told["held_errors"][stage]) / 4
        words = f"best on held-out cells after epoch {held.argmin() + 1} ({held.min():.2f})"
        assert f"{stage.capitalize()}: {words}, then worse: {held[-1]:.2f} at the end" in text
    assert "over-fitting" in text


def test_numbers_that_are_pulled_to_nought_are_told_as_such(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = _told(capsys, "--reg", "10")
    assert "No factor moves a prediction by 0.05 stars" in text
    assert "-0.00" not in text


def test_the_strongest_factor_sets_the_films_apart_that_are_liked_by_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Q = by_hand(TUTORIAL.ratings, TUTORIAL.held, 0).ended[2][1]
    assert (Q[[0, 2], 0] > 0.5).all()
    assert (Q[[1, 3], 0] < -0.5).all()
    text = " ".join(_told(capsys).split())
    assert (
        "It sets The Action Hero and Sci-Fi Epic against Romantic Comedy and Drama Thriller" in text
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--rate", "2"), "rate must be from 0 to 1, not 2"),
        (("--factors", "0"), "factors must be from 1 to 8, not 0"),
        (("--seed", "-1"), "seed must be from 0 to 4294967295, not -1"),
        (("--reg", "nan"), "reg must be from 0 to 10, not nan"),
        (("--hold-out", "Zoe:1"), 'there is no "Zoe" in the example; take Alice, Bob'),
        (("--hold-out", "Bob:9"), 'there is no film "9"; give its number, from 1 to 4'),
        (("--hold-out", "Bob"), '"Bob" is no cell; write it as PERSON:FILM, such as Alice:1'),
        (("--example", "sparse", "--hold-out", "Bob:1"), "no rating to hold out"),
    ],
)
@pytest.mark.parametrize("json_too", [True, False])
def test_what_makes_no_sense_is_one_line(
    words: tuple[str, ...], line: str, json_too: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["lab", *words, *(["--json"] if json_too else [])]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert line in said.err
    assert said.err.count("\n") == 1


def test_numbers_that_run_away_fail_a_script_and_are_told_to_a_person(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["lab", "--rate", "0.9", "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "ran away in epoch 1 of the plain stage" in said.err
    assert said.err.count("\n") == 1
    assert "ran away in epoch 1 of the plain stage" in _told(capsys, "--rate", "0.9")


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(_told(capsys, *words, "--json"))


def _told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(["lab", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def _array(numbers: Any) -> Array:
    return np.array(numbers, np.float64)
