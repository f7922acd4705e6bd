"""Training on the command line, and the versions that come of it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.drivers.command_line import recflix, said


def test_models_are_listed_used_rolled_back_and_removed(shared_home: Path) -> None:
    first = said(shared_home, "model", "list")[0]
    assert first["active"]
    assert first["metrics"]["holdout_rmse"] > 0
    assert set(first["metrics"]) == {"holdout_rmse", "epochs", "n_ratings", "train_seconds"}
    words = ("train", "--solver", "sgd", "--factors", "8", "--epochs", "3", "--use", "always")
    version = said(shared_home, *words)["version"]
    assert [v["active"] for v in said(shared_home, "model", "list")] == [False, True]
    assert said(shared_home, "model", "rollback")["version"] == first["version"]
    assert said(shared_home, "model", "use", str(version))["version"] == version
    assert said(shared_home, "model", "remove", str(version), "--yes")["active"] == first["version"]


def test_a_model_is_made_with_what_people_pick_or_without(shared_home: Path) -> None:
    assert said(shared_home, "model", "list")[0]["choice"]["titles"] == 60
    words = ("train", "--solver", "sgd", "--epochs", "2", "--use", "never", "--no-picks")
    version = said(shared_home, *words)["version"]
    assert said(shared_home, "model", "list")[-1]["choice"] is None
    listed = recflix(shared_home, "model", "list").stdout.splitlines()
    assert "stars and picks" in listed[0]
    assert "stars alone" in listed[-1]
    said(shared_home, "model", "use", str(version))
    why = said(shared_home, "explain", "--profile", "Ada", "--movie-id", "80")
    assert why["choice"] is None
    (pick,) = said(shared_home, "recommend", "--profile", "Ada", "-n", "1")
    assert (pick["probability"], pick["match"]) == (None, None)
    said(shared_home, "model", "rollback")
    said(shared_home, "model", "remove", str(version), "--yes")


def test_a_side_input_that_the_dataset_does_not_have_is_refused(shared_home: Path) -> None:
    done = recflix(shared_home, "train", "--solver", "gibbs", "--side", "people")
    assert done.returncode == 1
    assert done.stderr.startswith("recflix: this dataset says nothing of people")
    assert done.stderr.count("\n") == 1


def test_a_training_tells_a_json_line_an_epoch(shared_home: Path) -> None:
    words = ("train", "--solver", "sgd", "--factors", "8", "--epochs", "2", "--use", "never")
    done = recflix(shared_home, *words, "--progress", "jsonl")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [e["number"] for e in events if e["event"] == "epoch_done"] == [1, 2]
    assert events[0]["event"] == "started"
    assert (events[-1]["event"], events[-1]["used"]) == ("saved", False)


def test_a_diverging_training_fails_and_leaves_the_old_model(shared_home: Path) -> None:
    before = said(shared_home, "model", "list")
    done = recflix(shared_home, "train", "--learning-rate", "5", "--factors", "8")
    assert done.returncode == 1
    assert "learning rate" in done.stderr
    assert said(shared_home, "model", "list") == before


def test_auto_says_what_it_picked_and_why(shared_home: Path) -> None:
    done = recflix(
        shared_home, "train", "--time", "0.001", "--epochs", "2", "--use", "never", "--json"
    )
    saved = json.loads(done.stdout)
    assert saved["solver"] == "sgd"
    assert saved["why"].startswith("the quickest")
    assert done.stderr == f"recflix: solver {saved['solver']}: {saved['why']}\n"
    quick = ("--factors", "4", "--epochs", "2", "--use", "never")
    words = ("train", "--progress", "jsonl", *quick)
    done = recflix(shared_home, *words, "--solver", "sgd", "--side", "none", "--threads", "1")
    started = json.loads(done.stdout.splitlines()[0])
    assert (started["solver"], started["why"], done.stderr) == ("sgd", "", "")
    assert (started["settings"]["side"], started["settings"]["threads"]) == ([], 1)


def test_a_setting_that_is_seldom_set_reaches_the_model(shared_home: Path) -> None:
    flags = ("--width", "3", "--burn-in", "4", "--chains", "2", "--no-refit", "--epochs", "8")
    version = said(shared_home, "train", "--factors", "3", "--side", "none", *flags)["version"]
    trained = next(v for v in said(shared_home, "model", "list") if v["version"] == version)
    settings = trained["settings"]
    assert trained["solver"] == "gibbs"
    assert [settings[n] for n in ("width", "burn_in", "chains", "refit")] == [3.0, 4, 2, False]


def test_auto_takes_a_solver_that_has_what_is_set(shared_home: Path) -> None:
    words = ("train", "--learning-rate", "0.03", "--factors", "4", "--epochs", "2")
    saved = said(shared_home, *words, "--use", "never")
    assert (saved["solver"], saved["why"]) == ("sgd", "gibbs has no setting learning rate")


def test_a_worse_model_is_kept_and_not_used_and_how_to_use_it_is_said(shared_home: Path) -> None:
    before = active(shared_home)
    worse = ("train", "--solver", "sgd", "--factors", "2", "--epochs", "1")
    done = recflix(shared_home, *worse)
    first, *more = done.stdout.splitlines()
    version = max(v["version"] for v in said(shared_home, "model", "list"))
    assert first.startswith(f"model {version} is ready in ")
    assert more[0].startswith(f"kept, not used; model {before} stays: RMSE 0.")
    assert f"higher than model {before}'s on the same " in more[0]
    assert more[1] == f"to use it all the same: recflix model use {version}"
    assert active(shared_home) == before
    told = said(shared_home, *worse)
    assert (told["used"], told["beside"]) == (False, before)
    assert 0 < told["interval"][0] < told["difference"] < told["interval"][1]
    assert told["n_shared"] >= 30


def test_a_worse_model_is_used_where_that_is_asked_for_and_a_good_one_follows(
    shared_home: Path,
) -> None:
    before = active(shared_home)
    worse = said(
        shared_home,
        "train",
        "--solver",
        "sgd",
        "--factors",
        "2",
        "--epochs",
        "1",
        "--use",
        "always",
    )
    assert worse["used"]
    assert active(shared_home) == worse["version"]
    good = said(shared_home, "train", "--solver", "sgd", "--factors", "8", "--epochs", "30")
    assert (good["used"], good["beside"]) == (True, worse["version"])
    assert good["difference"] < 0
    assert active(shared_home) == good["version"]
    said(shared_home, "model", "use", str(before))


def active(home: Path) -> int:
    """The version in use."""
    (version,) = (v["version"] for v in said(home, "model", "list") if v["active"])
    assert isinstance(version, int)
    return version
