"""The app's list measured on people whom no training saw, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.recommend.all_signals import ALL_SIGNALS
from tests.drivers.command_line import recflix, said

QUICK = ("evaluate", "--solver", "sgd", "--factors", "4", "--epochs", "3")
PEOPLE = (*QUICK, "--split", "people", "--folds", "3")
NAMES = [
    "recflix",
    "recflix-no-recency",
    "choice",
    "popularity",
    "popularity-of-likes",
    "fading",
    "item-knn",
    "ease",
    "stars",
]


@pytest.fixture(scope="module")
def measured(shared_home: Path) -> Any:
    return said(shared_home, *PEOPLE, "--given", "8")


def test_every_model_is_measured_on_everybody_in_the_shape_of_an_evaluation(measured: Any) -> None:
    assert measured["split"] == {"kind": "people", "given": 8, "folds": 3}
    assert measured["n_people"] == 80
    assert measured["n_ranked"] + measured["n_nothing_liked"] + measured["n_too_few"] == 80
    assert measured["relevant_from"] == 4
    assert measured["signal_weights"] == {signal.name: signal.default for signal in ALL_SIGNALS}
    models = {model["name"]: model["metrics"] for model in measured["models"]}
    assert list(models) == NAMES
    own = models["recflix"]["ndcg@10"]
    assert own["low"] < own["value"] < own["high"]
    for name in NAMES[1:]:
        other = models[name]["ndcg@10"]
        assert other["less_solver"] == pytest.approx(other["value"] - own["value"])
        assert other["less_low"] <= other["less_solver"] <= other["less_high"]
    assert 0.3 < models["stars"]["rmse"]["value"] == models["recflix"]["rmse"]["value"] < 2
    assert not {"rmse", "mae"} & set(models["popularity"])


def test_the_folds_and_their_mean_are_told(measured: Any) -> None:
    folds = measured["folds"]
    assert len(folds) == 3
    for name in NAMES:
        ratios = [fold["ndcg@10"][name] / fold["ndcg@10"]["popularity"] for fold in folds]
        assert [fold["over_popularity"][name] for fold in folds] == pytest.approx(ratios)
        assert measured["over_popularity"][name] == pytest.approx(sum(ratios) / 3)
        values = [fold["ndcg@10"][name] for fold in folds]
        (model,) = (model for model in measured["models"] if model["name"] == name)
        assert min(values) <= model["metrics"]["ndcg@10"]["value"] <= max(values)


def test_it_is_told_whether_chances_come_true(measured: Any) -> None:
    chances = measured["chances"]
    assert chances["n_people"] == 80  # of the 22 ratings that are left of each
    assert sum(of["n"] for of in chances["likes"]) == measured["n_rest"]
    for kind in ("picks", "likes"):
        for of in chances[kind]:
            assert of["from"] <= of["said"] <= of["to"]
            assert 0 <= of["came_true"] <= 1
    picked = sum(of["n"] * of["came_true"] for of in chances["picks"])
    assert picked == pytest.approx(20 * 80)


def test_the_same_seed_gives_the_same_figures(shared_home: Path, measured: Any) -> None:
    def figures(data: Any) -> list[Any]:
        return [model["metrics"] for model in data["models"]]

    again = said(shared_home, *PEOPLE, "--given", "8", "--metrics", "ndcg@10,recall@20")
    for one, other in zip(figures(measured), figures(again), strict=True):
        assert one["ndcg@10"]["value"] == pytest.approx(other["ndcg@10"]["value"])
        assert set(other) == {"ndcg@10", "recall@20"}


def test_the_report_fits_and_says_what_was_asked(shared_home: Path) -> None:
    done = recflix(shared_home, *PEOPLE, "--given", "8")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "small: everybody held out of training once, in 3 folds; of each the first"
    assert lines[1].startswith("8 ratings given, the liked ones of the rest (4 stars and up)")
    shown = [line.split()[0] for line in lines if line.startswith(tuple(NAMES)) and "[" in line]
    assert shown[: len(NAMES)] == NAMES
    assert lines[-2].startswith("recflix finds ")
    assert lines[-1].startswith("  (the difference, person by person: ")
    errors = recflix(shared_home, *PEOPLE, "--metrics", "rmse").stdout
    assert "stars" in errors
    assert "popularity" not in errors


def test_what_cannot_be_asked_is_one_clear_line(shared_home: Path) -> None:
    for words, told in (
        (("--split", "people", "--given", "1000"), "give --given less than that"),
        (("--split", "people", "--folds", "100"), "give at most so many --folds"),
        (("--split", "people", "--leave", "3"), "--leave is for other splits than people"),
        (("--split", "people", "--liked-from", "6"), "--liked-from is too high"),
        (("--given", "5"), "--given is for --split people"),
        (("--split", "user", "--folds", "3"), "--folds is for --split people"),
    ):
        done = recflix(shared_home, *QUICK, *words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert told in done.stderr


@pytest.fixture
def files(tmp_path: Path, small_movielens: Path) -> tuple[str, ...]:
    lines = (small_movielens / "ratings.csv").read_text().splitlines(keepends=True)
    train, test = tmp_path / "train.csv", tmp_path / "test.csv"
    train.write_text(lines[0] + "".join(line for n, line in enumerate(lines[1:]) if n % 5))
    test.write_text(lines[0] + "".join(line for n, line in enumerate(lines[1:]) if not n % 5))
    return ("--train", str(train), "--test", str(test))


def test_two_files_are_ranked_by_the_same_models(tmp_path: Path, files: tuple[str, ...]) -> None:
    done = recflix(tmp_path, *QUICK, *files, "--metrics", "ranking")
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    assert [model["name"] for model in measured["models"]] == NAMES
    assert measured["split"] == {"kind": "files"}
    assert (measured["n_train"], measured["n_test"], measured["n_people"]) == (1920, 480, 80)
    assert len(measured["folds"]) == 1
    assert measured["signal_weights"] == {"ratings": 1}
    assert "rmse" not in measured["models"][0]["metrics"]
    everything = said(tmp_path, *QUICK, *files, "--metrics", "ndcg@10", "--liked-from", "0.5")
    assert (everything["n_ranked"], everything["n_nothing_liked"]) == (80, 0)


def test_of_two_files_the_error_alone_is_measured_as_ever(
    tmp_path: Path, files: tuple[str, ...]
) -> None:
    plain, asked = (said(tmp_path, *QUICK, *files, *more) for more in ((), ("--metrics", "rating")))
    assert plain["rmse"] == asked["rmse"]
    done = recflix(tmp_path, *QUICK, *files, "--liked-from", "3")
    assert done.returncode == 1
    assert "--liked-from is for rankings" in done.stderr
