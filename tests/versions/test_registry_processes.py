"""Processes that save side by side, and processes that are killed while they save."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recflix_tui.versions.registry import Registry
from tests.examples.models import make_model
from tests.examples.random_choices import random_choice

SAVER = Path(__file__).with_name("saver.py")


def start(folder: Path, seed: int, count: int = 10**9) -> subprocess.Popen[str]:
    command = [sys.executable, str(SAVER), str(folder), str(seed), str(count)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def check_whole(registry: Registry) -> None:
    """Every version that is listed loads; so does the active one, if there is one."""
    for version in registry.versions():
        assert version.damage is None
        assert registry.load(version.version, "f").choice is not None
    active = registry.active()
    if active is not None:
        assert active.damage is None


@pytest.mark.parametrize("seed", range(9))
def test_a_process_killed_while_saving_leaves_only_whole_versions(
    tmp_path: Path, seed: int
) -> None:
    child = start(tmp_path, seed)
    time.sleep(random.Random(seed).uniform(0.001, 0.05))
    child.kill()
    told, _ = child.communicate()
    registry = Registry(tmp_path, "small")
    check_whole(registry)
    if told:
        assert registry.stamp() is not None
    latest = max([0, *(v.version for v in registry.versions())])
    following = registry.save(
        registry.load(latest, "f").rating if latest else make_model(),
        random_choice(1000 if latest else 40),
        solver="sgd",
        settings={},
        metrics={},
        fingerprint="f",
    )
    assert following.info.version > latest
    assert not list(registry.folder.glob(".aside-*"))
    assert not list(registry.folder.glob("*.tmp"))
    check_whole(registry)


def test_two_processes_saving_at_once_never_share_a_number(tmp_path: Path) -> None:
    children = [start(tmp_path, seed, count=12) for seed in (1, 2)]
    told = [child.communicate()[0].split() for child in children]
    assert [child.returncode for child in children] == [0, 0]
    assert sorted(map(int, told[0] + told[1])) == list(range(1, 25))
    check_whole(Registry(tmp_path, "small"))
