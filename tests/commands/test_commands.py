"""The `recflix` command, as scripts use it: run as a process, read as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from recflix_tui import cli
from recflix_tui.commands.parser import parser


def recflix(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "recflix_tui", *words],
        env=os.environ | {"RECFLIX_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def said(home: Path, *words: str) -> Any:
    done = recflix(home, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory, small_movielens: Path) -> Path:
    """A home with a dataset, a profile with four ratings, and a model."""
    home = tmp_path_factory.mktemp("cli") / "home"
    said(home, "dataset", "import", str(small_movielens), "--name", "small")
    said(home, "profile", "add", "Ada")
    for movie_id, stars in ((20, "5"), (50, "4.5"), (0, "2"), (10, "1")):
        said(home, "rate", "--profile", "ada", "--movie-id", str(movie_id), stars)
    said(home, "train", "--solver", "sgd", "--factors", "8", "--epochs", "30")
    return home


def test_a_rating_is_told_with_its_title(shared_home: Path) -> None:
    rated = said(shared_home, "rate", "--profile", "Ada", "--title", "film 5 (1955)", "4.5")
    assert rated == {"profile": "Ada", "movie_id": 50, "title": "Film 5", "rating": 4.5}


def test_profiles_are_listed_with_their_number_of_ratings(shared_home: Path) -> None:
    assert said(shared_home, "profile", "list") == [{"id": 1, "name": "Ada", "ratings": 4}]


def test_recommendations_are_unseen_titles_best_first(shared_home: Path) -> None:
    picks = said(shared_home, "recommend", "--profile", "Ada", "-n", "6")
    assert len(picks) == 6
    assert set(picks[0]) == {"movie_id", "title", "year", "genres", "prediction", "uncertainty"}
    assert all(0 < pick["uncertainty"] < 2 for pick in picks)
    predictions = [pick["prediction"] for pick in picks]
    assert predictions == sorted(predictions, reverse=True)
    assert not {20, 50, 0, 10} & {pick["movie_id"] for pick in picks}
    # Ada's two favourites are Sci-Fi, and so is what she is shown.
    assert all(pick["genres"] == ["Sci-Fi"] for pick in picks[:3])


def test_an_explanation_adds_up_to_the_prediction(shared_home: Path) -> None:
    why = said(shared_home, "explain", "--profile", "Ada", "--movie-id", "80")
    assert set(why) == {"movie_id", "title", "prediction", "baseline", "contributions"}
    assert {c["movie_id"] for c in why["contributions"]} == {20, 50, 0, 10}
    effects = sum(c["effect"] for c in why["contributions"])
    assert why["baseline"] + effects == pytest.approx(why["prediction"], abs=1e-9)


def test_a_side_input_that_the_dataset_does_not_have_is_refused(shared_home: Path) -> None:
    done = recflix(shared_home, "train", "--solver", "gibbs", "--side", "people")
    assert done.returncode == 1
    assert done.stderr.startswith("recflix: this dataset says nothing of people")
    assert done.stderr.count("\n") == 1


def test_models_are_listed_used_rolled_back_and_removed(shared_home: Path) -> None:
    first = said(shared_home, "model", "list")[0]
    assert first["active"]
    assert first["metrics"]["holdout_rmse"] > 0
    assert set(first["metrics"]) == {"holdout_rmse", "epochs", "n_ratings", "train_seconds"}
    words = ("train", "--solver", "sgd", "--factors", "8", "--epochs", "3")
    version = said(shared_home, *words)["version"]
    assert [v["active"] for v in said(shared_home, "model", "list")] == [False, True]
    assert said(shared_home, "model", "rollback")["version"] == first["version"]
    assert said(shared_home, "model", "use", str(version))["version"] == version
    assert said(shared_home, "model", "remove", str(version))["active"] == first["version"]


def test_a_training_tells_a_json_line_an_epoch(shared_home: Path) -> None:
    words = ("train", "--solver", "sgd", "--factors", "8", "--epochs", "2")
    done = recflix(shared_home, *words, "--progress", "jsonl")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [e["number"] for e in events if e["event"] == "epoch_done"] == [1, 2]
    assert events[0]["event"] == "started"
    assert events[-1]["event"] == "saved"
    said(shared_home, "model", "rollback")


def test_a_diverging_training_fails_and_leaves_the_old_model(shared_home: Path) -> None:
    before = said(shared_home, "model", "list")
    done = recflix(shared_home, "train", "--learning-rate", "5", "--factors", "8")
    assert done.returncode == 1
    assert "learning rate" in done.stderr
    assert said(shared_home, "model", "list") == before


def test_datasets_are_listed_with_the_one_in_use(shared_home: Path) -> None:
    (listed,) = said(shared_home, "dataset", "list")
    counts = {key: listed[key] for key in ("name", "active", "users", "titles", "ratings")}
    assert counts == {"name": "small", "active": True, "users": 80, "titles": 60, "ratings": 2400}


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


def test_auto_says_what_it_picked_and_why(shared_home: Path) -> None:
    done = recflix(shared_home, "train", "--time", "0.001", "--epochs", "2", "--json")
    saved = json.loads(done.stdout)
    assert saved["solver"] == "sgd"
    assert saved["why"].startswith("the quickest")
    assert done.stderr == f"recflix: solver {saved['solver']}: {saved['why']}\n"
    words = ("train", "--progress", "jsonl", "--factors", "4", "--epochs", "2")
    done = recflix(shared_home, *words, "--solver", "sgd", "--side", "none", "--threads", "1")
    started = json.loads(done.stdout.splitlines()[0])
    assert (started["solver"], started["why"], done.stderr) == ("sgd", "", "")
    assert (started["settings"]["side"], started["settings"]["threads"]) == ([], 1)
    for _ in range(2):
        said(shared_home, "model", "rollback")


def test_a_setting_that_is_seldom_set_reaches_the_model(shared_home: Path) -> None:
    flags = ("--width", "3", "--burn-in", "4", "--chains", "2", "--no-refit", "--epochs", "8")
    version = said(shared_home, "train", "--factors", "3", "--side", "none", *flags)["version"]
    trained = next(v for v in said(shared_home, "model", "list") if v["version"] == version)
    settings = trained["settings"]
    assert trained["solver"] == "gibbs"
    assert [settings[n] for n in ("width", "burn_in", "chains", "refit")] == [3.0, 4, 2, False]


def test_auto_takes_a_solver_that_has_what_is_set(shared_home: Path) -> None:
    words = ("train", "--learning-rate", "0.03", "--factors", "4", "--epochs", "2")
    saved = said(shared_home, *words)
    assert (saved["solver"], saved["why"]) == ("sgd", "gibbs has no setting learning rate")
    said(shared_home, "model", "rollback")


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


FAILURES = [
    (("recommend", "--profile", "Bob"), 'no profile "Bob"'),
    (("rate", "--profile", "Ada", "--movie-id", "7", "4"), "no movie 7"),
    (("rate", "--profile", "Ada", "--movie-id", "20", "4.2"), "4.2 is not a rating"),
    (("rate", "--profile", "Ada", "--movie-id", "20", "nan"), "nan is not a rating"),
    (("rate", "--profile", "Ada", "--title", "Flim 7", "4"), "near it, by --movie-id: Film"),
    (("profile", "add", "ADA"), "already a profile named Ada"),
    (("model", "use", "99"), "99"),
    (("dataset", "use", "nowhere"), "nowhere"),
    (("dataset", "import", "/no/such/folder"), "/no/such/folder"),
    (("train", "--factors", "0"), "factors must be"),
    (("train", "--solver", "sgd", "--side", "genres"), "sgd has no side input genres"),
    (
        ("train", "--side", "genres", "--learning-rate", "0.1"),
        "no solver has all that is set: sgd has no side input genres",
    ),
    (("train", "--side", "shoes"), "no side input 'shoes'; give none, all, or some of"),
    (("train", "--side", "none,genres"), "none stands alone; give it alone, or leave it out"),
    (("train", "--solver", "sgd", "--time", "9"), "--solver auto"),
    (("evaluate", "--metrics", "rmse,luck"), "no metric 'luck'; give rating, ranking, all"),
    (("evaluate", "--metrics", "none"), "no metric 'none'; give rating, ranking, all"),
    (("evaluate", "--leave", "3"), "--leave is for --split user"),
    (("evaluate", "--titles", "movies.csv"), "--titles and --users are for rating files"),
    (
        ("evaluate", "--train", "x", "--test", "y", "--split", "user"),
        "--split is for the dataset in use",
    ),
    (("evaluate", "--train", "/no/file"), "--train and --test belong together"),
    (
        ("evaluate", "--train", "x", "--test", "y", "--side", "genres"),
        "genres needs a file; give it with --titles",
    ),
    (("evaluate", "--train", "/no/file", "--test", "/no/file"), "file: there is no such file"),
]


@pytest.mark.parametrize(("words", "line"), FAILURES)
def test_what_fails_says_so_in_one_line(
    shared_home: Path, words: tuple[str, ...], line: str
) -> None:
    done = recflix(shared_home, *words)
    assert done.returncode == 1
    assert done.stdout == ""
    assert line in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("rate",),
        ("recommend",),
        ("nonsense",),
        ("train", "--reg", "x"),
        ("train", "--solver", "magic"),
        ("train", "--time", "0"),
        ("evaluate", "--side", ","),
        ("evaluate", "--share", "1"),
        ("evaluate", "--leave", "0"),
        ("dataset", "remove", ""),
    ],
)
def test_wrong_usage_exits_with_2(shared_home: Path, words: tuple[str, ...]) -> None:
    assert recflix(shared_home, *words).returncode == 2


def test_an_interrupt_is_one_line_from_the_beginning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parser, "make_parser", interrupted)
    assert cli.main([]) == 1
    assert capsys.readouterr().err == "recflix: stopped\n"


def test_an_empty_home_recommends_from_the_sample(tmp_path: Path) -> None:
    home = tmp_path / "home"
    said(home, "profile", "add", "Ada")
    rated = said(home, "rate", "--profile", "Ada", "--title", "The Matrix", "5")
    assert rated["movie_id"] == 2571
    picks = said(home, "recommend", "--profile", "Ada", "-n", "3")
    assert len(picks) == 3
    assert [v["version"] for v in said(home, "model", "list")] == [1]


def test_without_a_terminal_the_app_says_what_to_do(shared_home: Path) -> None:
    done = recflix(shared_home)
    assert done.returncode == 1
    assert "terminal" in done.stderr
