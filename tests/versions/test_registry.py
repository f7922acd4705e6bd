from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui.model.calibration import Calibration
from recflix_tui.model.factors import Times
from recflix_tui.model.prior import Prior
from recflix_tui.model.ratings import ModelError
from recflix_tui.versions import version_files
from recflix_tui.versions.registry import Registry, VersionInfo
from tests.examples.models import make_model

PRINT = "a" * 64


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(tmp_path / "models", "small", clock=lambda: 1234.5)


def save(registry: Registry, seed: int = 0) -> VersionInfo:
    return registry.save(
        make_model(seed=seed),
        solver="sgd",
        settings={"factors": 6},
        metrics={"holdout_rmse": 0.9},
        fingerprint=PRINT,
    ).info


def sealed(facts: dict[str, Any]) -> dict[str, Any]:
    """The content of a model.json: the facts, and the digest of them as JSON with sorted keys."""
    return {**facts, "sha256": sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_before_the_first_training_there_is_nothing(registry: Registry) -> None:
    assert registry.versions() == []
    assert registry.active() is None
    assert registry.stamp() is None
    assert not registry.folder.exists()


def test_a_saved_model_comes_back_bit_by_bit(registry: Registry) -> None:
    info = save(registry, seed=3)
    assert info == VersionInfo(1, 1234.5, "sgd", {"factors": 6}, {"holdout_rmse": 0.9}, PRINT, True)
    loaded, model = registry.load(1, PRINT).rating, make_model(seed=3)
    for name in ("P", "Q", "user_bias", "item_bias"):
        np.testing.assert_array_equal(getattr(loaded, name), getattr(model, name))
        assert not getattr(loaded, name).flags.writeable
    for name in ("mu", "low", "high"):
        assert getattr(loaded, name) == getattr(model, name)
    np.testing.assert_array_equal(loaded.prior.precision, model.prior.precision)
    assert loaded.prior.grows


def test_a_model_of_draws_and_weeks_comes_back_bit_by_bit(registry: Registry) -> None:
    rng = np.random.default_rng(0)

    def rows(*shape: int) -> np.ndarray:
        return rng.normal(0, 1, shape).astype(np.float32)

    plain = make_model()  # 6 columns: three draws of two factors
    roots = rows(3, 3, 3)
    precision = roots @ roots.transpose(0, 2, 1) + np.eye(3, dtype=np.float32)
    prior = Prior(precision, rows(3) ** 2, False, rows(40, 3), rows(40, 9), rows(40) ** 2)
    times = Times(2000, rows(5, 3), rows(5, 6))
    known = Calibration(0.5, 1.25, 0.1, 0.3)
    model = replace(plain, prior=prior, times=times, calibration=known)
    registry.save(model, solver="gibbs", settings={}, metrics={}, fingerprint=PRINT)
    loaded = registry.load(1, PRINT).rating
    assert loaded.times is not None
    assert loaded.times.first == 2000
    np.testing.assert_array_equal(loaded.times.bias, times.bias)
    np.testing.assert_array_equal(loaded.times.T, times.T)
    assert loaded.calibration == known
    for name in ("precision", "noise", "offsets", "implicit", "item_leverage"):
        np.testing.assert_array_equal(getattr(loaded.prior, name), getattr(prior, name))
    assert not loaded.prior.grows


def test_a_model_of_the_first_format_is_still_read(registry: Registry) -> None:
    save(registry)
    folder = registry.folder / "1"
    facts = version_files.read_facts(folder)
    for name in ("precision", "noise"):
        del facts["arrays"][name]
    scalars = {"mu": 3.5, "low": 0.5, "high": 5.0, "reg_bias": 0.5, "reg_factors": 0.8}
    facts |= {"format": 1, "scalars": scalars}
    (folder / "model.json").write_text(json.dumps(sealed(facts)))
    old, new = registry.load(1, PRINT).rating, make_model()
    items, stars = np.array([3, 9]), [4.0, 2.0]
    np.testing.assert_allclose(
        old.fold_in(items, stars).factors, new.fold_in(items, stars).factors, atol=1e-6
    )


def test_each_save_is_the_next_version_and_the_active_one(registry: Registry) -> None:
    assert [save(registry).version for _ in range(3)] == [1, 2, 3]
    assert [v.active for v in registry.versions()] == [False, False, True]


def test_the_number_of_a_removed_version_is_not_given_again(registry: Registry) -> None:
    save(registry), save(registry)
    registry.remove(2)
    assert save(registry).version == 3


def test_rollback_walks_back_through_what_was_active(registry: Registry) -> None:
    for _ in range(3):
        save(registry)
    registry.use(1)
    assert registry.rollback().version == 3
    assert registry.rollback().version == 2
    with pytest.raises(ModelError, match="no earlier model"):
        registry.rollback()
    active = registry.active()
    assert active is not None
    assert active.version == 2


def test_using_the_active_version_again_changes_no_history(registry: Registry) -> None:
    save(registry), save(registry)
    registry.use(2), registry.use(2)
    assert registry.rollback().version == 1


def test_removing_the_active_version_activates_the_one_before(registry: Registry) -> None:
    save(registry), save(registry)
    after = registry.remove(2)
    assert after is not None
    assert after.version == 1
    assert registry.remove(1) is None
    assert registry.active() is None
    assert registry.versions() == []


def test_removing_the_active_version_passes_over_those_that_cannot_be_used(
    registry: Registry,
) -> None:
    save(registry), save(registry), save(registry)
    (registry.folder / "2" / "Q.npy").write_bytes(b"")
    after = registry.remove(3, PRINT)
    assert after is not None
    assert after.version == 1


def test_going_back_to_a_model_of_other_ratings_is_refused(registry: Registry) -> None:
    save(registry), save(registry)
    for act in (registry.rollback, lambda print: registry.use(1, print)):
        with pytest.raises(ModelError, match="model 1 was trained on other ratings"):
            act("b" * 64)
    active = registry.active()
    assert active is not None
    assert active.version == 2


def test_removing_another_version_leaves_the_active_one(registry: Registry) -> None:
    save(registry), save(registry), save(registry)
    after = registry.remove(2)
    assert after is not None
    assert after.version == 3
    assert registry.rollback().version == 1


def test_the_stamp_changes_with_the_active_version_alone(registry: Registry) -> None:
    save(registry)
    first = registry.stamp()
    assert registry.stamp() == first
    save(registry)
    second = registry.stamp()
    assert second != first
    registry.rollback()
    assert registry.stamp() not in (first, second)


def test_versions_that_are_not_there_are_named(registry: Registry) -> None:
    save(registry)
    for act in (registry.use, registry.remove, lambda v: registry.load(v, PRINT)):
        with pytest.raises(ModelError, match="there is no model 9; see: recflix model list"):
            act(9)


def test_a_model_of_other_ratings_is_refused(registry: Registry) -> None:
    save(registry)
    with pytest.raises(ModelError, match=r"model 1 was trained on other ratings .* train again"):
        registry.load(1, "b" * 64)


@pytest.mark.parametrize("name", ["P.npy", "Q.npy", "user_bias.npy", "item_bias.npy", "model.json"])
@pytest.mark.parametrize("how", ["flipped", "cut", "gone", "empty"])
def test_a_damaged_version_is_refused_in_one_line_and_left_alone(
    registry: Registry, name: str, how: str
) -> None:
    save(registry), save(registry)
    path = registry.folder / "2" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    damaged = {"flipped": bytes(content), "cut": bytes(content[:-9]), "empty": b""}
    path.unlink() if how == "gone" else path.write_bytes(damaged[how])
    registry.use(1)
    before = contents(registry.folder)
    for act in (registry.use, lambda v: registry.load(v, PRINT)):
        with pytest.raises(ModelError, match=r"model 2 is damaged|there is no model 2") as caught:
            act(2)
        assert "\n" not in str(caught.value)
    assert contents(registry.folder) == before
    assert len(registry.versions()) == 2
    assert registry.load(1, PRINT).rating.n_factors == 6


def test_a_damaged_version_is_listed_with_its_damage_and_can_be_removed(registry: Registry) -> None:
    save(registry), save(registry)
    (registry.folder / "1" / "model.json").write_text("{")
    first, second = registry.versions()
    assert first.damage is not None
    assert "damaged" in first.damage
    assert second.damage is None
    registry.remove(1)
    assert [v.version for v in registry.versions()] == [2]


def test_a_newer_recflix_version_is_refused(registry: Registry) -> None:
    save(registry)
    path = registry.folder / "1" / "model.json"
    newer = version_files.FORMAT + 1
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": newer}))
    with pytest.raises(ModelError, match="made by a newer RecFlix; update RecFlix"):
        registry.load(1, PRINT)


def test_weights_that_are_not_finite_are_refused(registry: Registry) -> None:
    model = make_model()
    model.Q[3, 2] = np.nan
    registry.save(model, solver="sgd", settings={}, metrics={}, fingerprint=PRINT)
    with pytest.raises(ModelError, match="damaged"):
        registry.load(1, PRINT)


def test_arrays_that_would_need_pickle_are_refused(registry: Registry, tmp_path: Path) -> None:
    save(registry)
    folder = registry.folder / "1"
    np.save(folder / "P.npy", np.array([{}], object), allow_pickle=True)
    facts = json.loads((folder / "model.json").read_text())
    del facts["sha256"]
    facts["arrays"]["P"]["sha256"] = sha256((folder / "P.npy").read_bytes()).hexdigest()
    (folder / "model.json").write_text(json.dumps(sealed(facts)))
    with pytest.raises(ModelError, match=r"damaged \(P.npy\)"):
        registry.load(1, PRINT)


def test_a_save_that_fails_midway_changes_nothing(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(registry)
    before = contents(registry.folder)

    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(version_files, "sync_folder", full)
    with pytest.raises(ModelError, match=r"cannot write models in .*: No space left on device"):
        save(registry)
    assert contents(registry.folder) == before


def test_an_array_that_is_written_in_part_is_told_as_a_full_disk(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("580224 requested and 168928 written")  # as NumPy says it

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(ModelError, match=r"cannot write models in .*: the disk may be full$"):
        save(registry)


def test_leftovers_of_killed_processes_are_swept_by_the_next_change(registry: Registry) -> None:
    save(registry)
    (registry.folder / ".aside-2").mkdir()
    (registry.folder / ".aside-2" / "P.npy").write_bytes(b"half")
    (registry.folder / ".active.json.4242.tmp").write_text("{")
    assert [v.version for v in registry.versions()] == [1]
    assert save(registry).version == 2
    assert {p.name for p in registry.folder.iterdir()} == {"1", "2", "active.json", ".lock"}


@pytest.mark.parametrize("name", ["", "..", "a/b", ".hidden", "a\\b"])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match="cannot be the name of a dataset"):
        Registry(tmp_path, name)


def test_an_unwritable_place_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where a folder should be")
    with pytest.raises(ModelError, match="cannot write models in"):
        save(Registry(tmp_path / "models", "small"))
