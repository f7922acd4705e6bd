"""A solver measured on the command line: on rating files, and on the dataset in use."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.commands.model.comparing import report
from recflix_tui.evaluation.comparison import Facts, Row, split_of
from recflix_tui.model.ratings import ModelError, Ratings
from tests.drivers.command_line import recflix, said


def test_evaluate_measures_on_the_test_file(tmp_path: Path, small_movielens: Path) -> None:
    lines = (small_movielens / "ratings.csv").read_text().splitlines(keepends=True)
    train, test = tmp_path / "train.csv", tmp_path / "test.csv"
    train.write_text(lines[0] + "".join(line for n, line in enumerate(lines[1:]) if n % 5))
    test.write_text(lines[0] + "".join(line for n, line in enumerate(lines[1:]) if not n % 5))
    words = ("evaluate", "--train", str(train), "--test", str(test), "--factors", "8")
    measured = said(tmp_path / "home", *words, "--seed", "3", "--solver", "sgd")
    figures = {"rmse", "mae", "n_train", "n_test", "train_seconds"}
    assert set(measured) == figures | {"solver", "settings", "sides", "why"}
    assert (measured["solver"], measured["settings"]["seed"]) == ("sgd", 3)
    assert (measured["n_train"], measured["n_test"]) == (1920, 480)
    # The noise that the ratings were made with is 0.4 stars; a guess of the mean errs by 1.
    assert 0.3 < measured["mae"] < measured["rmse"] < 0.75


@pytest.fixture
def rating_files(tmp_path: Path, small_movielens: Path) -> tuple[str, ...]:
    """`--train FILE --test FILE` of a few ratings."""
    lines = (small_movielens / "ratings.csv").read_text().splitlines(keepends=True)
    train, test = tmp_path / "train.csv", tmp_path / "test.csv"
    train.write_text("".join(lines[:400]))
    test.write_text("".join([lines[0], *lines[400:500]]))
    return ("--train", str(train), "--test", str(test))


def test_evaluate_reads_each_file_even_where_the_solver_has_no_use_for_it(
    tmp_path: Path, small_movielens: Path, rating_files: tuple[str, ...]
) -> None:
    words = ("evaluate", *rating_files, "--solver", "sgd", "--factors", "4", "--epochs", "2")
    measured = said(tmp_path, *words, "--titles", str(small_movielens / "movies.csv"))
    assert not {"genres", "decade"} & set(measured["sides"])
    for flag in ("--titles", "--users"):
        done = recflix(tmp_path, *words, flag, "missing")
        assert done.returncode == 1
        assert done.stderr.startswith("recflix: missing: ")
        assert done.stderr.count("\n") == 1


def test_evaluate_says_why_a_solver_was_picked_only_once_it_is_measured(
    shared_home: Path, rating_files: tuple[str, ...]
) -> None:
    quick = ("--time", "0.001", "--factors", "4", "--epochs", "2")
    done = recflix(shared_home, "evaluate", *rating_files, *quick)
    assert json.loads(done.stdout)["why"].startswith("the quickest")
    assert done.stderr == ""
    done = recflix(shared_home, "evaluate", *quick, "--metrics", "mae")
    assert done.stderr.startswith("recflix: solver sgd: the quickest")
    assert said(shared_home, "evaluate", *quick, "--metrics", "mae")["why"]
    for words in (rating_files, ("--metrics", "mae")):
        done = recflix(shared_home, "evaluate", *words, "--learning-rate", "5")
        assert done.returncode == 1
        assert "learning rate" in done.stderr
        assert done.stderr.count("\n") == 1


def test_evaluate_compares_the_solver_with_baselines(shared_home: Path) -> None:
    words = ("evaluate", "--solver", "sgd", "--factors", "8", "--share", "0.2")
    done = recflix(shared_home, *words)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "small: 20% held out at random"
    assert max(map(len, lines)) <= 80
    names = ("sgd", "mean", "biases", "popularity", "item-kNN")
    shown = [line.split()[0] for line in lines if line.startswith(names) and "[" in line]
    ranked = ["sgd", "biases", "popularity", "item-kNN"]
    assert shown == ["sgd", "mean", "biases", "item-kNN", *ranked, *ranked]
    measured = said(shared_home, *words)
    models = {model["name"]: model for model in measured["models"]}
    assert list(models) == list(names)
    error = models["sgd"]["metrics"]["rmse"]
    assert error["low"] < error["value"] < error["high"]
    assert error["value"] < models["biases"]["metrics"]["rmse"]["value"]
    assert f"sgd         {error['value']:.4f} [" in done.stdout
    worse = models["mean"]["metrics"]["rmse"]
    assert worse["less_solver"] == pytest.approx(worse["value"] - error["value"])
    assert 0 < worse["less_low"] < worse["less_solver"] < worse["less_high"]
    assert measured["n_train"] + measured["n_test"] == 2400
    assert measured["split"] == {"kind": "random", "share": 0.2}


def test_evaluate_splits_by_user_and_by_time(shared_home: Path) -> None:
    words = ("evaluate", "--solver", "sgd", "--factors", "4", "--epochs", "3")
    by_user = said(shared_home, *words, "--split", "user", "--leave", "3", "--metrics", "mae,gini")
    assert by_user["n_test"] == 80 * 3
    figures = {model["name"]: list(model["metrics"]) for model in by_user["models"]}
    assert figures["sgd"] == ["mae", "gini"]
    assert figures["popularity"] == ["gini"]
    # Users rated one after the other: all who are tested are new but perhaps one.
    by_time = said(shared_home, *words, "--split", "time", "--metrics", "rating")
    assert by_time["split"]["moment"] > 1_000_000_000
    assert by_time["n_new_users"] in (7, 8)
    assert by_time["models"][1]["cold_rmse"] > 0
    # The figures are of the ratings that are not told apart, and so says the report.
    report = recflix(shared_home, *words, "--split", "time", "--metrics", "rating").stdout
    cold, tested = by_time["n_cold"], by_time["n_test"]
    sizes = f"{by_time['n_train']:,} ratings to train on, {tested - cold:,} to test"
    assert report.splitlines()[1] == f"{sizes}, {cold:,} apart (see below)"


def test_evaluate_holds_rating_files_to_what_an_import_asks(
    tmp_path: Path, small_movielens: Path, rating_files: tuple[str, ...]
) -> None:
    words = ("evaluate", *rating_files, "--solver", "sgd", "--factors", "4", "--epochs", "2")
    titles = (small_movielens / "movies.csv").read_text().splitlines(keepends=True)
    train = Path(rating_files[1])
    lines = train.read_text().splitlines(keepends=True)
    fewer = tmp_path / "movies.csv"
    fewer.write_text(titles[0] + titles[1])
    done = recflix(tmp_path, *words, "--titles", str(fewer))
    assert done.stderr.startswith("recflix: train.csv line ")
    assert " is not among the titles, the first of " in done.stderr
    train.write_text("".join(lines + lines[1:4]))
    done = recflix(tmp_path, *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"train.csv line {len(lines) + 1}: user " in done.stderr
    assert "the first of 3 duplicate ratings" in done.stderr


def test_a_comparison_by_time_says_from_when_on_in_any_unit() -> None:
    split = {"kind": "time", "share": 0.1}
    facts = Facts(n_train=9, n_test=1, n_ranked=0, sides=())
    for moment, day in ((964_982_224, "2000-07-30"), (10**15, "time 1000000000000000")):
        text = report("it", split | {"moment": moment}, facts, [Row("sgd", 1.0, {})])
        assert text.startswith(f"it: the latest 10% (from {day} on) held out")


def test_ratings_of_one_moment_cannot_be_split_by_time() -> None:
    same = Ratings(
        np.array([0, 1], np.int32),
        np.array([0, 0], np.int32),
        np.array([3.0, 4.0], np.float32),
        n_users=2,
        n_items=1,
        low=1.0,
        high=5.0,
        when=np.array([7, 7]),
    )
    with pytest.raises(ModelError, match="all ratings have the same time; split them by random"):
        split_of(same, "time", 0.5, leave=1, seed=0)
