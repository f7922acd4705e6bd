"""A version's solver and settings measured on the command line, and kept with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.library.library import Library
from tests.drivers.command_line import recflix, said


@pytest.fixture(scope="module")
def measured_home(furnished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two versions, of which the first is by sgd with 8 factors."""
    home = Path(shutil.copytree(furnished_home, tmp_path_factory.mktemp("measured") / "home"))
    quick = ("--factors", "4", "--epochs", "3", "--seed", "5")
    said(home, "train", "--solver", "sgd", *quick, "--no-picks")
    return home


def evaluated(home: Path, *words: str) -> Any:
    return said(home, "evaluate", *words)


def test_a_version_is_measured_with_its_settings_and_kept_with_it(measured_home: Path) -> None:
    words = ("--split", "user", "--metrics", "rating")
    result = evaluated(measured_home, *words, "--model-version", "2")
    assert (result["model_version"], result["solver"]) == (2, "sgd")
    assert (result["settings"]["factors"], result["settings"]["seed"]) == (4, 5)
    assert result["seed"] == 0  # of what is held out: the same for every version
    by_hand = ("--solver", "sgd", "--factors", "4", "--epochs", "3")
    assert "model_version" not in evaluated(measured_home, *words, *by_hand)
    library = Library.open(measured_home)
    kept = library.evaluations.kept()
    library.close()
    assert {version: len(of.evaluations) for version, of in kept.items()} == {1: 0, 2: 1}
    (evaluation,) = kept[2].evaluations
    rmse = {row.name: row.figures["rmse"].value for row in evaluation.rows}
    assert rmse == {model["name"]: model["metrics"]["rmse"]["value"] for model in result["models"]}
    assert (evaluation.held.kind, evaluation.n_ratings) == ("user", result["n_test"])
    assert evaluation.seconds > 0


def test_versions_measured_on_the_same_are_compared_and_go_with_their_evaluations(
    measured_home: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(measured_home, tmp_path / "home"))
    people = ("--split", "people", "--folds", "2", "--given", "8", "--metrics", "ndcg@10")
    for version in ("1", "2"):
        done = recflix(home, "evaluate", *people, "--model-version", version, "--progress", "jsonl")
        events = [json.loads(line) for line in done.stdout.splitlines()]
        assert events[0]["version"] == int(version)
        assert events[-1]["result"]["model_version"] == int(version)
    library = Library.open(home)
    one, two = (
        next(e for e in library.evaluations.kept()[of].evaluations if e.held.kind == "people")
        for of in (1, 2)
    )
    first, second = (of.figure("recflix", "ndcg@10") for of in (one, two))
    assert first is not None
    assert second is not None
    apart = library.evaluations.apart(one, two, "recflix", "recflix", "ndcg@10")
    assert apart is not None
    low, high = apart
    assert low <= first.value - second.value <= high
    assert library.evaluations.apart(one, two, "popularity", "popularity", "ndcg@10") is None
    library.close()
    said(home, "model", "remove", "2", "--yes")
    library = Library.open(home)
    assert list(library.evaluations.kept()) == [1]
    library.close()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("--model-version", "9"), "there is no model 9; see: recflix model list"),
        (("--model-version", "1", "--factors", "9"), "leave out --factors"),
        (("--model-version", "1", "--reg-bias", "9"), "leave out --reg-bias"),
        (("--model-version", "1", "--side", "none"), "leave out --side"),
        (("--model-version", "1", "--solver", "als"), "leave out --solver"),
        (("--model-version", "1", "--train", "a", "--test", "b"), "--model-version is for the"),
    ],
    ids=lambda of: str(of)[:40],
)
def test_what_cannot_be_measured_is_one_line(
    shared_home: Path, words: tuple[str, ...], wrong: str
) -> None:
    done = recflix(shared_home, "evaluate", *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert wrong in done.stderr


def test_a_version_of_other_ratings_is_not_measured(
    measured_home: Path, tmp_path: Path, small_movielens: Path
) -> None:
    home = Path(shutil.copytree(measured_home, tmp_path / "home"))
    changed = Path(shutil.copytree(small_movielens, tmp_path / "small"))
    lines = (changed / "ratings.csv").read_text().splitlines(keepends=True)
    (changed / "ratings.csv").write_text("".join(lines[:-1]))
    said(home, "dataset", "import", str(changed), "--name", "other")
    (home / "models" / "small").rename(home / "models" / "other")
    said(home, "dataset", "use", "other")
    done = recflix(home, "evaluate", "--model-version", "1")
    assert "model 1 was trained on other ratings than this dataset's" in done.stderr
    assert done.returncode == 1
    library = Library.open(home)
    assert all(not of.evaluations for of in library.evaluations.kept().values())
    library.close()
