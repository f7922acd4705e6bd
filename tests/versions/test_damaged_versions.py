"""Damaged models: told in one line with the mend, and the other versions can still be used."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import ModelError
from recflix_tui.versions.registry import Registry, VersionInfo
from tests.examples.models import make_model

PRINT = "a" * 64
MEND = r"; use another: recflix model use N, or train again: recflix train$"


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """Two versions, the second in use."""
    found = Registry(tmp_path / "models", "small", clock=lambda: 1234.5)
    save(found)
    save(found)
    return found


def save(registry: Registry) -> None:
    registry.save(make_model(), solver="sgd", settings={}, metrics={}, fingerprint=PRINT)


def refact(registry: Registry, version: int, **changed: object) -> None:
    """Change what model.json says, and seal it anew, as one who means it would."""
    path = registry.folder / str(version) / "model.json"
    said: dict[str, Any] = json.loads(path.read_text())
    del said["sha256"]
    said |= changed
    seal = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    path.write_text(json.dumps({**said, "sha256": seal}))


def version_2(registry: Registry) -> VersionInfo:
    return registry.versions()[1]


NONSENSE: list[dict[str, object]] = [
    {"settings": None},
    {"settings": ["factors"]},
    {"settings": {"factors": {}}},
    {"settings": {"side": "genres"}},
    {"settings": {"side": [1]}},
    {"metrics": None},
    {"metrics": {"holdout_rmse": "0.9"}},
    {"metrics": {"epochs": -1}},
    {"solver": 7},
    {"created_at": "today"},
    {"created_at": 1e18},
    {"fingerprint": None},
    {"scalars": {"mu": "3"}},
    {"scalars": []},
    {"arrays": {"../1/P": {"sha256": "0" * 64, "shape": [5, 6]}}},
    {"arrays": {"P": None}},
    {"arrays": {"P": {"sha256": "0" * 64, "shape": "56"}}},
    {"settings": {"a": [[[[[[[[1]]]]]]]]}},
]


@pytest.mark.parametrize("said", NONSENSE)
def test_a_version_that_says_nonsense_of_itself_is_listed_as_damaged(
    said: dict[str, object], registry: Registry
) -> None:
    refact(registry, 2, **said)
    damage = version_2(registry).damage
    assert damage is not None
    assert damage.startswith("model 2 is damaged (model.json); use another")
    with pytest.raises(ModelError, match=r"^model 2 is damaged \(model\.json\)" + MEND):
        registry.load(2, PRINT)
    registry.use(1, PRINT)
    registry.remove(2)


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", "[" * 100_000, '{"format": NaN}', '{"format": "2"}', "7"]
)
@pytest.mark.parametrize("name", ["model.json", "active.json"])
def test_json_that_is_none_is_told_and_the_other_version_used(
    name: str, text: str, registry: Registry
) -> None:
    folder = registry.folder / "2" if name == "model.json" else registry.folder
    (folder / name).write_text(text)
    mend = r"; (?:use another|choose it): recflix model use (?:N|2)"
    with pytest.raises(ModelError, match=mend):
        registry.load(getattr(registry.active(), "version", 0), PRINT)
    assert [info.version for info in registry.versions()] == [1, 2]
    registry.use(1, PRINT)
    active = registry.active()
    assert active is not None
    assert active.version == 1


def test_unknown_settings_are_kept_and_their_texts_cleaned(registry: Registry) -> None:
    settings = {"of_a_later_one": 3, "name": "\x1b[31mred\x07" + "x" * 70_000}
    refact(registry, 2, settings=settings, solver="\x1b]0;title\x07s\x1b[2Jgd")
    info = version_2(registry)
    assert info.damage is None
    assert info.solver == "sgd"
    assert info.settings["of_a_later_one"] == 3
    assert info.settings["name"].startswith("redxx")
    assert len(info.settings["name"]) <= 300


WHOLE = {"mu": 3.5, "low": 0.5, "high": 5.0, "grows": 1}
CALIBRATED = {
    "calibrated_noise": 0.5,
    "calibrated_factor": 1.0,
    "calibrated_misfit": 0.0,
    "calibrated_spread": 0.3,
}
IMPOSSIBLE: list[dict[str, float]] = [
    {"low": 5.0, "high": 0.5},
    {"high": 1e299},
    {"mu": -1e299},
    *({name: wrong} for name in CALIBRATED for wrong in (-0.1, 1e200)),
]


@pytest.mark.parametrize("wrong", IMPOSSIBLE)
def test_scalars_that_no_model_has_are_told(wrong: dict[str, float], registry: Registry) -> None:
    refact(registry, 2, scalars=WHOLE | CALIBRATED)
    assert registry.load(2, PRINT).rating.calibrated.spread == 0.3
    refact(registry, 2, scalars=WHOLE | CALIBRATED | wrong)
    with pytest.raises(ModelError, match=r"^model 2 is damaged \(its numbers\)" + MEND):
        registry.load(2, PRINT)


@pytest.mark.parametrize("missing", ["mu", *CALIBRATED])
def test_a_missing_scalar_is_told(missing: str, registry: Registry) -> None:
    scalars = WHOLE | CALIBRATED
    del scalars[missing]
    refact(registry, 2, scalars=scalars)
    with pytest.raises(ModelError, match=r"^model 2 is damaged \(its shapes\)" + MEND):
        registry.load(2, PRINT)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_scalar_that_is_no_number_is_told(number: str, registry: Registry) -> None:
    refact(registry, 2, scalars=WHOLE | CALIBRATED | {"calibrated_misfit": 7777.0})
    path = registry.folder / "2" / "model.json"
    path.write_text(path.read_text().replace("7777.0", number))
    with pytest.raises(ModelError, match=r"^model 2 is damaged \(model\.json\)" + MEND):
        registry.load(2, PRINT)


def spoilt(name: str, model: FactorModel) -> FactorModel:
    prior = model.prior
    if name == "noise":
        return replace(model, prior=replace(prior, noise=-prior.noise))
    if name == "item_leverage":
        return replace(model, prior=replace(prior, item_leverage=-np.ones(model.n_items, "f4")))
    mixed = prior.precision.copy()
    mixed[0, 1, 0] = mixed[0, 0, 1] = 100.0
    return replace(model, prior=replace(prior, precision=mixed))


@pytest.mark.parametrize("name", ["noise", "item_leverage", "precision"])
def test_a_prior_that_nothing_can_be_folded_in_by_is_told(name: str, registry: Registry) -> None:
    model = spoilt(name, make_model())
    registry.save(model, solver="sgd", settings={}, metrics={}, fingerprint=PRINT)
    with pytest.raises(ModelError, match=r"^model 3 is damaged \(its numbers\)" + MEND):
        registry.load(3, PRINT)


def test_an_array_that_cannot_be_read_is_told(registry: Registry) -> None:
    path = registry.folder / "2" / "P.npy"
    content = path.read_bytes()
    for other in (content.replace(b"}", b" "), content[:40], content + b"more", b""):
        path.write_bytes(other)
        with pytest.raises(ModelError, match=r"^model 2 is damaged \(P\.npy\)" + MEND):
            registry.load(2, PRINT)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ModelError, match=r"^model 2 is damaged \(P\.npy\)" + MEND):
        registry.load(2, PRINT)


@pytest.mark.parametrize(
    "text", [None, "", "{", '{"active": "1"}', '{"active": true, "history": [], "last": 2}']
)
def test_without_its_pointer_no_model_is_taken_for_the_one_in_use(
    text: str | None, registry: Registry
) -> None:
    pointer = registry.folder / "active.json"
    pointer.unlink()
    if text is not None:
        pointer.write_text(text)
    for act in (registry.active, registry.rollback):
        with pytest.raises(ModelError, match=r"active\.json is .*; choose it: recflix model use 2"):
            act()
    assert [info.active for info in registry.versions()] == [False, False]
    assert registry.remove(2) is None
    with pytest.raises(ModelError, match=r"choose it: recflix model use 1"):
        registry.active()
    registry.use(1, PRINT)
    save(registry)
    active = registry.active()
    assert active is not None
    assert (active.version, registry.rollback().version) == (2, 1)


def test_when_the_last_model_goes_so_does_a_damaged_pointer(registry: Registry) -> None:
    (registry.folder / "active.json").write_text("{")
    registry.remove(1)
    assert registry.remove(2) is None
    assert registry.active() is None


def test_where_the_model_in_use_is_gone_another_is_named(registry: Registry) -> None:
    (registry.folder / "2").rename(registry.folder / "elsewhere")
    with pytest.raises(ModelError, match=r"^model 2, .* is gone; choose another: .* model use 1$"):
        registry.active()
    assert registry.rollback().version == 1


def test_where_all_models_are_damaged_training_is_the_mend(registry: Registry) -> None:
    (registry.folder / "active.json").unlink()
    for version in ("1", "2"):
        (registry.folder / version / "model.json").write_text("{")
    with pytest.raises(ModelError, match=r"which model is in use; recflix train$"):
        registry.active()


def test_removing_all_leaves_nothing_behind(registry: Registry, tmp_path: Path) -> None:
    tuning = registry.folder / "tuning"
    tuning.mkdir()
    (tuning / "gibbs-0.jsonl").write_text("{}")
    (registry.folder / "tuned.json").write_text("{")
    (tmp_path / "elsewhere").mkdir()
    (registry.folder / "7").symlink_to(tmp_path / "elsewhere")
    registry.remove_all()
    assert list((tmp_path / "models").iterdir()) == []
    assert (tmp_path / "elsewhere").is_dir()


def test_leftovers_are_swept_but_not_those_of_one_at_work(registry: Registry) -> None:
    from filelock import FileLock

    (registry.folder / ".aside-3").mkdir()
    (registry.folder / ".aside-3" / "P.npy").write_bytes(b"half")
    with FileLock(registry.folder / ".lock"):
        registry.sweep()
    assert (registry.folder / ".aside-3").is_dir()
    registry.sweep()
    assert not (registry.folder / ".aside-3").exists()


def test_large_arrays_are_mapped_and_small_ones_read(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "models", "large")
    model = make_model(n_users=20_000, n_items=40, k=6)
    registry.save(model, solver="sgd", settings={}, metrics={}, fingerprint=PRINT)
    loaded = registry.load(1, PRINT).rating
    assert isinstance(loaded.P.base, np.memmap)
    assert not isinstance(loaded.Q.base, np.memmap)
    np.testing.assert_array_equal(loaded.P, model.P)
