"""Which versions are taken into use, and what is kept of each beside its model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recflix_tui.model.held_errors import HeldErrors
from recflix_tui.versions.registry import Kept, Registry
from recflix_tui.versions.uses import ALWAYS, IF_NO_WORSE, NEVER
from tests.examples.models import make_model

PRINT = "a" * 64


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(tmp_path / "models", "small", clock=lambda: 1234.5)


def errors(rmse: float, first: int = 0, n: int = 1000) -> HeldErrors:
    """Errors on the ratings from `first` on, of about that RMSE."""
    keys = np.arange(first, first + n, dtype=np.uint64)
    drawn = np.random.default_rng(first).normal(0, 1, n)
    drawn *= rmse / np.sqrt(np.mean(drawn**2))
    return HeldErrors(keys, (keys % 50).astype(np.uint32), drawn.astype(np.float32))


def save(
    registry: Registry,
    held: HeldErrors | None,
    activate: str = IF_NO_WORSE,
    fingerprint: str = PRINT,
    curves: np.ndarray | None = None,
) -> Kept:
    return registry.save(
        make_model(),
        solver="sgd",
        settings={},
        metrics={},
        fingerprint=fingerprint,
        held=held,
        curves=curves,
        activate=activate,
    )


def in_use(registry: Registry) -> int | None:
    active = registry.active()
    return None if active is None else active.version


def test_a_version_that_is_no_worse_on_the_same_ratings_is_used(registry: Registry) -> None:
    save(registry, errors(0.9))
    for rmse in (0.88, 0.88, 0.8803):
        kept = save(registry, errors(rmse))
        assert kept.verdict.used
        assert kept.info.active
        assert in_use(registry) == kept.info.version


def test_a_worse_one_is_kept_and_the_one_in_use_stays(registry: Registry) -> None:
    save(registry, errors(0.88))
    stamp = registry.stamp()
    kept = save(registry, errors(0.92))
    assert not kept.verdict.used
    assert kept.verdict.beside == 1
    assert kept.verdict.paired is not None
    assert kept.verdict.paired.difference == pytest.approx(0.04, abs=1e-4)
    assert kept.verdict.why == (
        "RMSE 0.0400 higher than model 1's on the same 1,000 held-out ratings"
    )
    assert not kept.info.active
    assert in_use(registry) == 1
    assert [v.version for v in registry.versions()] == [1, 2]
    assert registry.use(2, PRINT).active
    assert registry.rollback(PRINT).version == 1
    # Its number is not given again.
    registry.remove(2)
    assert save(registry, errors(0.92)).info.version == 3
    assert stamp is not None


@pytest.mark.parametrize(("activate", "used"), [(ALWAYS, True), (NEVER, False)])
def test_what_was_asked_for_is_done_whatever_the_errors(
    registry: Registry, activate: str, used: bool
) -> None:
    save(registry, errors(0.9))
    for rmse in (0.95, 0.85):
        kept = save(registry, errors(rmse), activate)
        assert (kept.verdict.used, kept.verdict.why) == (used, "as asked")


def test_the_first_version_is_used_unless_none_is_to_be(registry: Registry) -> None:
    assert not save(registry, errors(0.9), NEVER).verdict.used
    assert in_use(registry) is None
    assert save(registry, errors(2.0)).verdict.used
    assert in_use(registry) == 2


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (None, errors(2.0), "not compared: model 1 keeps no errors to compare with"),
        (None, None, "not compared: nothing was held out"),
        (errors(0.9, n=29), None, "not compared: nothing was held out"),
        (errors(0.9), errors(2.0, first=990), "not compared: fewer than 30 held-out ratings, "),
    ],
)
def test_what_cannot_be_compared_is_used_and_the_reason_is_told(
    registry: Registry, before: HeldErrors | None, after: HeldErrors | None, why: str
) -> None:
    save(registry, before)
    kept = save(registry, after)
    assert kept.verdict.used
    assert kept.verdict.why.startswith(why)
    assert kept.verdict.paired is None


@pytest.mark.parametrize("after", [None, errors(0.1, n=29)])
def test_one_that_was_not_measured_does_not_take_the_place_of_one_that_was(
    registry: Registry, after: HeldErrors | None
) -> None:
    save(registry, errors(0.9))
    kept = save(registry, after)
    assert not kept.verdict.used
    assert kept.verdict.why.startswith("not compared: ")
    assert in_use(registry) == 1
    assert save(registry, after, ALWAYS).verdict.used
    assert save(registry, errors(0.9)).verdict.used


def test_a_version_that_cannot_be_used_keeps_no_other_out(registry: Registry) -> None:
    save(registry, errors(0.5), fingerprint="b" * 64)
    kept = save(registry, errors(0.9))
    assert kept.verdict.used
    assert kept.verdict.why == "model 1 is of other ratings than this dataset's"
    for name in ("Q.npy", "model.json"):
        held_back = save(registry, errors(1.2))
        assert not held_back.verdict.used
        active = in_use(registry)
        (registry.folder / str(active) / name).write_bytes(b"")
        kept = save(registry, errors(1.2))
        assert kept.verdict.used, name
        assert kept.verdict.why.startswith(f"model {active} is damaged")
        save(registry, errors(0.9))


def test_the_errors_and_the_curves_come_back_as_they_were_kept(registry: Registry) -> None:
    curves = np.array([[1.0, 0.9], [0.8, np.nan]], np.float32)
    held = errors(0.9)
    save(registry, held, curves=curves)
    back = registry.held(1)
    assert back is not None
    for name in ("keys", "users", "errors"):
        np.testing.assert_array_equal(getattr(back, name), getattr(held, name))
        assert getattr(back, name).dtype == getattr(held, name).dtype
    found = registry.curves(1)
    assert found is not None
    np.testing.assert_array_equal(found, curves)
    save(registry, None)
    assert registry.held(2) is None
    assert registry.curves(2) is None
    assert registry.held(7) is None


@pytest.mark.parametrize("name", ["held_keys", "held_users", "held_errors", "curves"])
@pytest.mark.parametrize("how", ["flipped", "cut", "gone", "empty"])
def test_what_is_damaged_of_them_is_as_if_it_had_not_been_kept(
    registry: Registry, name: str, how: str
) -> None:
    save(registry, errors(0.9), curves=np.zeros((3, 2), np.float32))
    path = registry.folder / "1" / f"{name}.npy"
    content = bytearray(path.read_bytes())
    content[-3] ^= 4
    damaged = {"flipped": bytes(content), "cut": bytes(content[:-9]), "empty": b""}
    path.unlink() if how == "gone" else path.write_bytes(damaged[how])
    assert registry.load(1, PRINT).rating.n_items == 40
    if name == "curves":
        assert registry.curves(1) is None
        assert registry.held(1) is not None
    else:
        assert registry.held(1) is None
        kept = save(registry, errors(2.0))
        assert kept.verdict.why == "not compared: model 1 keeps no errors to compare with"
