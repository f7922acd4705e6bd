"""A process killed while it rates, imports or trains loses nothing that it acknowledged."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from recflix_tui.dataset import imported
from recflix_tui.library.library import Library
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.versions.registry import Registry
from tests.kill_worker import Told, work_until_killed

MOMENTS = 50
Work = tuple[Path, int, Path, int]  # home, profile, dataset to import, seed
LONGEST = 0.4  # seconds from the start of the work to the latest kill

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")


@pytest.fixture(scope="module")
def fork_server() -> ForkServerContext:
    """Processes that start at once: they are forked from one that has loaded the modules."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.kill_worker", "polars"])
    return context


def told_until_killed(fork_server: ForkServerContext, work: Work, seconds: float) -> list[Told]:
    """Let a worker work for so long, kill it, and return what it told."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    worker = fork_server.Process(target=work_until_killed, args=(*work, sender))
    worker.start()
    sender.close()
    assert receiver.recv()[0] == "ready"
    time.sleep(seconds)
    worker.kill()
    worker.join()
    assert worker.exitcode == -signal.SIGKILL, list(rest_of(receiver))
    return list(rest_of(receiver))


def rest_of(receiver: Connection[None, Told]) -> Iterator[Told]:
    """All that was told whole: a kill may cut the last of it short."""
    with receiver, contextlib.suppress(EOFError, OSError):
        while True:
            yield receiver.recv()


def test_fifty_kills_lose_no_acknowledged_rating(
    fork_server: ForkServerContext, tmp_path: Path, small_movielens: Path
) -> None:
    home = tmp_path / "home"
    library = Library.open(home)
    library.datasets.add(small_movielens, "small")
    profile_id = library.profiles.add("Ada").id
    assert list(library.models.train(SgdSettings(factors=8, epochs=3)))
    library.close()

    rng = random.Random(2016)
    acknowledged: dict[int, float] = {}
    tried: dict[int, float] = {}  # since the last acknowledgement
    for moment in range(MOMENTS):
        work = home, profile_id, small_movielens, moment
        for word, movie_id, stars in told_until_killed(fork_server, work, rng.uniform(0, LONGEST)):
            if word == "rated":
                acknowledged[movie_id] = stars
                tried.clear()
            else:
                assert word == "rating"
                tried[movie_id] = stars

        library = Library.open(home)
        try:
            assert library.snapshot.dataset_problem is None
            assert library.snapshot.model_problem is None
            kept = library.session.store.ratings(
                profile_id, library.snapshot.need_dataset().id_space
            )
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
        opened = imported.open_named(library.paths.datasets, info.name)
        assert opened.fingerprint == dataset.fingerprint
        assert opened.n_ratings == len(opened.by_user.values)
    registry = Registry(library.paths.models, dataset.name)
    for version in library.models.versions():
        assert version.damage is None
        registry.load(version.version, dataset.fingerprint)
    assert library.snapshot.model is not None
