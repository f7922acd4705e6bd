"""Evaluations kept with their version, and read back with nothing believed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui.evaluation.comparison import Row
from recflix_tui.evaluation.figures import Figure
from recflix_tui.evaluation.results.keeping import (
    FOLDER,
    Kept,
    apart,
    is_on_same,
    keep,
    kept_of,
    resamples_kept,
    resamples_of,
)
from recflix_tui.evaluation.results.measured import Evaluation
from recflix_tui.kept_files import seal
from recflix_tui.model.ratings import ModelError
from tests.evaluation.results.made_up import FINGERPRINT, body_of, figure, rows_of_people

NAME = "people-given10-folds5-liked_from4-seed0"


@pytest.fixture
def version(tmp_path: Path) -> Path:
    """The folder of version 3."""
    (tmp_path / "3").mkdir()
    return tmp_path / "3"


def keep_rows(version: Path, rows: list[Row], **more: Any) -> None:
    body = body_of(rows, int(version.name))
    for name, value in more.items():
        (body if name in body else body["result"])[name] = value
    keep(version, body, resamples_of(rows))


def gap(models: Path, one: Evaluation, other: Evaluation, metric: str = "mrr") -> object:
    """The interval of the difference of a figure of the list between two versions."""
    first, second = (resamples_kept(models, of).get(("recflix", metric)) for of in (one, other))
    return apart(first, second)


def one_of(version: Path) -> Evaluation:
    (found,) = kept_of(version, FINGERPRINT).evaluations
    return found


def test_an_evaluation_is_read_back_as_it_was_measured(version: Path) -> None:
    rows = rows_of_people()
    keep_rows(version, rows)
    found = one_of(version)
    assert (found.version, found.solver, found.seconds) == (3, "gibbs", 61.5)
    assert (found.held.kind, found.held.folds, found.held.seed) == ("people", 5, 0)
    assert (found.n_asked, found.n_ratings) == (70, 1234)
    assert [row.name for row in found.rows] == [row.name for row in rows]
    for row in rows:
        for metric, measured in row.figures.items():
            read = found.figure(row.name, metric)
            assert read is not None
            assert (read.value, (read.low, read.high)) == (measured.value, measured.interval)
    ease, app = rows[2].figures["mrr"], rows[0].figures["mrr"]
    read, low_high = found.figure("ease", "mrr"), ease.less(app)
    assert read is not None
    assert (read.less, (read.less_low, read.less_high)) == (ease.value - app.value, low_high)
    assert found.figure("recflix", "gini") is None
    assert found.figure("nobody", "mrr") is None


def test_nothing_is_kept_at_first(version: Path, tmp_path: Path) -> None:
    assert kept_of(version, FINGERPRINT) == Kept()
    assert kept_of(tmp_path / "4", FINGERPRINT) == Kept()


def test_what_was_measured_on_other_ratings_is_passed_over(version: Path) -> None:
    keep_rows(version, rows_of_people(), fingerprint="0" * 64)
    assert kept_of(version, FINGERPRINT) == Kept()
    keep_rows(version, rows_of_people(app=0.4))  # in its place
    assert one_of(version).rows[0].figures["ndcg@10"].value == 0.4
    assert kept_of(version, "0" * 64) == Kept()


def test_another_draw_or_split_is_kept_beside_it(version: Path) -> None:
    keep_rows(version, rows_of_people())
    keep_rows(version, rows_of_people(), seed=1)
    keep_rows(version, rows_of_people(), split={"kind": "random", "share": 0.1}, n_test=9)
    kinds = [(of.held.kind, of.held.seed) for of in kept_of(version, FINGERPRINT).evaluations]
    assert kinds == [("people", 0), ("people", 1), ("random", 0)]


def test_metrics_measured_before_in_the_same_way_stay(version: Path) -> None:
    keep_rows(version, rows_of_people())
    stars = [Row("stars", 1.0, {"rmse": figure(0.88), "mae": figure(0.7)})]
    keep_rows(version, stars, seconds=2.5)
    found = one_of(version)
    assert found.seconds == 61.5  # what all of it took, not the part that was measured last
    assert [row.name for row in found.rows] == ["recflix", "popularity", "ease", "stars"]
    assert {name: read.value for name, read in found.rows[3].figures.items()} == {
        "rmse": 0.88,
        "mae": 0.7,
        "ndcg@10": 0.2,
    }
    assert gap(version.parent, found, found) == (0.0, 0.0)
    # With other settings nothing of before is true.
    keep_rows(version, stars, settings={"factors": 9, "side": []})
    assert [row.name for row in one_of(version).rows] == ["stars"]
    keep_rows(version, rows_of_people(), signal_weights={"ratings": 1.0})
    assert one_of(version).signals == {"ratings": 1}
    keep_rows(version, stars)  # by the signals of today
    assert [row.name for row in one_of(version).rows] == ["stars"]


def test_two_versions_are_compared_user_by_user(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    users = 0.3 + 0.05 * rng.standard_normal(2000)  # hard for one, hard for the other
    for version, gain in ((2, 0.0), (3, 0.002)):
        (tmp_path / str(version)).mkdir()
        drawn = users + gain + 0.0001 * rng.standard_normal(2000)
        rows = [Row("recflix", 1.0, {"mrr": Figure(0.3 + gain, (0.2, 0.4), drawn)})]
        keep_rows(tmp_path / str(version), rows)
    two, three = one_of(tmp_path / "2"), one_of(tmp_path / "3")
    assert is_on_same(two, three)
    # Noise of 0.0001 on either side: 1.96 times its root of two.
    assert gap(tmp_path, three, two) == pytest.approx((0.00172, 0.00228), abs=0.00003)
    assert gap(tmp_path, two, three) == pytest.approx((-0.00228, -0.00172), abs=0.00003)
    assert gap(tmp_path, three, two, "gini") is None


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 1},
        {"fingerprint": "0" * 64},
        {"n_ranked": 71},
        {"n_rest": 1},
        {"signal_weights": {"ratings": 1.0}},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_was_measured_on_others_is_not_compared(tmp_path: Path, other: Any) -> None:
    for version, more in ((2, {}), (3, other)):
        (tmp_path / str(version)).mkdir()
        keep_rows(tmp_path / str(version), rows_of_people(), **more)
    two = one_of(tmp_path / "2")
    (three,) = kept_of(tmp_path / "3", other.get("fingerprint", FINGERPRINT)).evaluations
    assert not is_on_same(three, two)
    assert is_on_same(two, two)


def test_the_array_of_before_goes_once_it_is_named_no_longer(version: Path) -> None:
    keep_rows(version, rows_of_people())
    before = list((version / FOLDER).glob("*.npy"))
    (version / FOLDER / ".x.json.1.tmp").write_text("left by one that was killed")
    keep_rows(version, rows_of_people(app=0.4, shift=7), settings={})
    after = list((version / FOLDER).glob("*.npy"))
    assert (len(before), len(after)) == (1, 1)
    assert before != after
    assert not list((version / FOLDER).glob("*.tmp"))


def test_of_a_version_that_was_removed_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="model 3 was removed meanwhile"):
        keep_rows(tmp_path / "3", rows_of_people())
    assert not (tmp_path / "3").exists()


@pytest.mark.parametrize("cut", ["json", "npy"])
def test_whoever_is_killed_while_writing_leaves_what_there_was(
    version: Path, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_rows(version, rows_of_people(app=0.3))
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if str(target).endswith(cut):
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            keep_rows(version, rows_of_people(app=0.4, shift=7))
    found = one_of(version)
    assert found.rows[0].figures["ndcg@10"].value == 0.3
    assert gap(version.parent, found, found) == (0.0, 0.0)
    keep_rows(version, rows_of_people(app=0.4, shift=7))
    assert one_of(version).rows[0].figures["ndcg@10"].value == 0.4
    assert len(list((version / FOLDER).iterdir())) == 3  # with the lock


def resealed(path: Path, **changed: Any) -> None:
    said = json.loads(path.read_text())
    said.pop("sha256")
    said |= changed
    path.write_text(json.dumps({**said, "sha256": seal(said)}))


@pytest.mark.parametrize("at", range(0, 6000, 311))
def test_a_changed_byte_of_what_is_kept_is_noticed(version: Path, at: int) -> None:
    keep_rows(version, rows_of_people())
    path = version / FOLDER / f"{NAME}.json"
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 4
    path.write_bytes(content)
    kept = kept_of(version, FINGERPRINT)
    assert kept.evaluations == ()
    assert kept.damaged == (f"{NAME}.json",)


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"version": 4},
        {"version": "3"},
        {"fingerprint": None},
        {"seconds": True},
        {"measured_at": "never"},
        {"result": None},
        {"result": {}},
    ],
    ids=str,
)
def test_sealed_nonsense_is_damage_too(version: Path, changed: dict[str, Any]) -> None:
    keep_rows(version, rows_of_people())
    resealed(version / FOLDER / f"{NAME}.json", **changed)
    assert kept_of(version, FINGERPRINT).damaged == (f"{NAME}.json",)


@pytest.mark.parametrize(
    "changed",
    [
        {"split": {"kind": "moon"}},
        {"split": {"kind": "people", "given": 10}},
        {"split": []},
        {"seed": -1},
        {"seed": 0.5},
        {"models": []},
        {"models": "many"},
        {"models": [{"name": "x"}]},
        {"models": [{"name": "", "train_seconds": 1, "metrics": {}}]},
        {"models": [{"name": "x", "train_seconds": 1, "metrics": {"mrr": {"value": "0.5"}}}]},
        {"models": [{"name": "x", "train_seconds": 1, "metrics": []}]},
        {"n_ranked": None},
    ],
    ids=str,
)
def test_a_result_of_nonsense_is_damage_too(version: Path, changed: dict[str, Any]) -> None:
    rows = rows_of_people()
    keep_rows(version, rows)
    result = body_of(rows)["result"]
    resealed(version / FOLDER / f"{NAME}.json", result={**result, **changed})
    assert kept_of(version, FINGERPRINT).damaged == (f"{NAME}.json",)


def test_names_and_metrics_that_nobody_knows_are_fit_to_be_shown(version: Path) -> None:
    rows = rows_of_people()
    keep_rows(version, rows)
    result = body_of(rows)["result"]
    result["models"][1]["name"] = "\x1b[31mred\x1b[0m" + "x" * 100
    result["models"][1]["metrics"]["shoe size"] = {"value": 44}
    resealed(version / FOLDER / f"{NAME}.json", result=result)
    row = one_of(version).rows[1]
    assert row.name.startswith("redxxx")
    assert len(row.name) == 40
    assert set(row.figures) == {"ndcg@10", "mrr"}


@pytest.mark.parametrize("how", ["gone", "cut", "changed", "elsewhere"])
def test_without_its_resamples_an_evaluation_is_shown_and_not_compared(
    version: Path, how: str
) -> None:
    keep_rows(version, rows_of_people())
    found = one_of(version)
    (array,) = (version / FOLDER).glob("*.npy")
    content = array.read_bytes()
    if how == "gone":
        array.unlink()
    elif how == "cut":
        array.write_bytes(content[:-8])
    elif how == "changed":
        array.write_bytes(content[:-8] + bytes(8))
    else:
        path = version / FOLDER / f"{NAME}.json"
        told = json.loads(path.read_text())["resamples"]
        outside = version / "x.0123456789abcdef.npy"
        outside.write_bytes(content)
        resealed(path, resamples={**told, "file": f"../{outside.name}"})
    assert kept_of(version, FINGERPRINT) == Kept((found,))
    assert gap(version.parent, found, found) is None


def test_what_stands_in_the_place_of_a_file_is_no_trouble(version: Path) -> None:
    (version / FOLDER).mkdir()
    (version / FOLDER / "a.json").mkdir()
    os.mkfifo(version / FOLDER / "b.json")
    assert kept_of(version, FINGERPRINT).damaged == ("a.json", "b.json")
    keep_rows(version, rows_of_people())
    assert len(kept_of(version, FINGERPRINT).evaluations) == 1


def test_a_file_whose_name_would_steer_the_terminal_is_told_in_plain_letters(
    version: Path,
) -> None:
    (version / FOLDER).mkdir()
    (version / FOLDER / "a\x1b[31mb.json").write_text("nonsense")
    assert kept_of(version, FINGERPRINT).damaged == ("ab.json",)
