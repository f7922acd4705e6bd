"""The process that test_kill.py kills: it rates, imports and trains, and tells what is done."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from recflix_tui.dataset.reading import assemble, movielens  # noqa: F401  (before the start)
from recflix_tui.library.library import Library
from recflix_tui.solvers.sgd import sgd_kernels  # noqa: F401
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

SETTINGS = SgdSettings(factors=8, epochs=3)
Told = tuple[str, int, float]  # a word, a movie, stars


def work_until_killed(
    home: Path, profile_id: int, folder: Path, seed: int, to: Connection[Told, None]
) -> None:
    """Send `ready`, then `rating` before each rating and `rated` once it is acknowledged; print
    what fails."""
    try:
        library = Library.open(home)
        to.send(("ready", 0, 0.0))
        _work(library, profile_id, folder, random.Random(seed), to)
    except Exception:
        to.send((traceback.format_exc(), 0, 0.0))


def _work(
    library: Library,
    profile_id: int,
    folder: Path,
    rng: random.Random,
    to: Connection[Told, None],
) -> None:
    def rate() -> None:
        dataset = library.snapshot.need_dataset()
        for _ in range(10):
            item, stars = rng.randrange(dataset.n_items), rng.randint(1, 10) / 2
            movie_id = int(dataset.movie_ids[item])
            to.send(("rating", movie_id, stars))
            library.profiles.rate(profile_id, item, stars)
            to.send(("rated", movie_id, stars))

    def import_another() -> None:
        name = f"copy-{rng.randrange(10**9)}"
        library.datasets.add(folder, name)
        if rng.random() < 0.5:
            library.datasets.remove(name)

    def train() -> None:
        for _ in library.models.train(SETTINGS):
            pass

    work: list[Callable[[], None]] = [rate, import_another, train]
    while True:
        rng.choice(work)()
