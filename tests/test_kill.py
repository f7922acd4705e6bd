"""A process killed while it rates, imports or trains loses nothing that it acknowledged."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recflix_tui.dataset import datasets
from recflix_tui.library.library import Library
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.versions.registry import Registry

MOMENTS = 50
LONGEST = 0.4  # seconds from the start of the work to the latest kill

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")


def start_worker(home: Path, profile_id: int, folder: Path, seed: int) -> subprocess.Popen[str]:
    worker = Path(__file__).with_name("kill_worker.py")
    return subprocess.Popen(
        [sys.executable, str(worker), str(home), str(profile_id), str(folder), str(seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_after(worker: subprocess.Popen[str], seconds: float) -> tuple[list[str], str]:
    """Let a worker work for so long, kill it, and return what it had said."""
    assert worker.stdin
    assert worker.stdout
    assert worker.stdout.readline() == "ready\n", worker.communicate()[1]
    worker.stdin.write("go\n")
    worker.stdin.flush()
    time.sleep(seconds)
    worker.kill()
    said, complaint = worker.communicate()
    # The kill may cut the last line short: what is not whole was not yet said.
    return [line for line in said.split("\n")[:-1] if line], complaint


def test_fifty_kills_lose_no_acknowledged_rating(tmp_path: Path, small_movielens: Path) -> None:
    home = tmp_path / "home"
    library = Library.open(home)
    library.datasets.add(small_movielens, "small")
    profile_id = library.profiles.add("Ada").id
    assert list(library.models.train(SgdSettings(factors=8, epochs=3)))
    library.close()

    rng = random.Random(2016)
    acknowledged: dict[int, float] = {}
    tried: dict[int, float] = {}  # since the last acknowledgement
    next_worker = start_worker(home, profile_id, small_movielens, 0)
    for moment in range(MOMENTS):
        worker = next_worker
        # The next one loads its modules while this one works.
        next_worker = start_worker(home, profile_id, small_movielens, moment + 1)
        said, complaint = kill_after(worker, rng.uniform(0, LONGEST))
        assert complaint == ""
        for line in said:
            word, movie_id, stars = line.split()
            if word == "rated":
                acknowledged[int(movie_id)] = float(stars)
                tried.clear()
            else:
                tried[int(movie_id)] = float(stars)

        library = Library.open(home)
        try:
            assert library.snapshot.dataset_problem is None
            assert library.snapshot.model_problem is None
            kept = library.store.ratings(profile_id, library.snapshot.need_dataset().id_space)
            # A rating may be on disk that a kill kept from being acknowledged: SQLite may find
            # it in the log as long as nothing was written after it.
            differ = {m: kept[m] for m in kept if kept[m] != acknowledged.get(m)}
            assert len(differ) <= 1
            assert differ.items() <= tried.items(), moment
            assert set(acknowledged) <= set(kept), moment
            acknowledged |= differ
            assert_all_opens(library)
        finally:
            library.close()
    next_worker.kill()
    next_worker.communicate()
    assert len(acknowledged) > 20

    # What the killed ones left aside is swept by the next import and the next training.
    library = Library.open(home)
    library.datasets.add(small_movielens, "last")
    assert list(library.models.train(SgdSettings(factors=8, epochs=3)))
    library.close()
    names = [path.name for path in (home / "datasets").iterdir()]
    assert not [name for name in names if name.startswith((".importing", ".removed"))]
    assert not list((home / "models" / "small").glob(".aside-*"))


def assert_all_opens(library: Library) -> None:
    """Every dataset and every model version that is listed can be read, checksums and all."""
    dataset = library.snapshot.need_dataset()
    for info in library.datasets.all():
        opened = datasets.open_named(library.paths.datasets, info.name)
        assert opened.fingerprint == dataset.fingerprint
        assert opened.n_ratings == len(opened.by_user.values)
    registry = Registry(library.paths.models, dataset.name)
    for version in library.models.versions():
        assert version.damage is None
        registry.load(version.version, dataset.fingerprint)
    assert library.snapshot.model is not None
