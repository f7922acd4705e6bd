from __future__ import annotations

import json
from pathlib import Path

import pytest

from recflix_tui.versions.in_use_then import InUseThen, in_use_at
from recflix_tui.versions.registry import Registry
from tests.drivers.clock import Clock
from tests.examples.models import make_model

PRINT = "a" * 64


@pytest.fixture
def clock() -> Clock:
    return Clock(10.0)


@pytest.fixture
def registry(tmp_path: Path, clock: Clock) -> Registry:
    return Registry(tmp_path / "models", "small", clock=clock)


def save(registry: Registry) -> None:
    registry.save(make_model(), solver="sgd", settings={}, metrics={}, fingerprint=PRINT)


def test_each_moment_has_the_version_that_was_in_use_then(registry: Registry, clock: Clock) -> None:
    for clock.now in (10.0, 20.0):
        save(registry)
    clock.now = 30.0
    registry.rollback(PRINT)
    clock.now = 40.0
    registry.use(1, PRINT)  # it is in use already
    clock.now = 50.0
    registry.remove(1, PRINT)
    found = [in_use_at(registry, moment).version for moment in (9.9, 10, 19, 20, 30, 45, 51)]
    assert found == [None, 1, 1, 2, 1, 1, None]
    assert in_use_at(registry, 9.9).is_known


def test_before_it_was_written_down_the_oldest_that_is_there_stands_for_it(
    registry: Registry, clock: Clock
) -> None:
    save(registry)
    save(registry)
    path = registry.folder / "active.json"
    kept = json.loads(path.read_text())
    for damaged in ("what", [[1]], [["one", 2.0]], None):
        path.write_text(json.dumps({**kept, "taken": damaged}))
        assert in_use_at(registry, 1e9) == InUseThen(1, False)
    clock.now = 30.0
    registry.use(1, PRINT)
    assert in_use_at(registry, 29.0) == InUseThen(1, False)
    assert in_use_at(registry, 31.0) == InUseThen(1, True)
