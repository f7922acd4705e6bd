"""The process that test_kill.py kills: it rates, imports and trains, and says what is done.

Usage: kill_worker.py HOME PROFILE_ID FOLDER SEED. Waits for a line on stdin, then works until
it is killed. Prints `rating MOVIE STARS` before a rating and `rated …` once it is acknowledged.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from recflix_tui.dataset.reading import assemble, movielens  # noqa: F401  (slow to load: before the start)
from recflix_tui.library.library import Library
from recflix_tui.solvers.sgd import sgd_kernels  # noqa: F401
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

SETTINGS = SgdSettings(factors=8, epochs=3)


def main(home: Path, profile_id: int, folder: Path, seed: int) -> None:
    rng = random.Random(seed)
    library = Library.open(home)

    def rate() -> None:
        dataset = library.snapshot.need_dataset()
        for _ in range(10):
            item, stars = rng.randrange(dataset.n_items), rng.randint(1, 10) / 2
            print(f"rating {dataset.movie_ids[item]} {stars}", flush=True)
            library.profiles.rate(profile_id, item, stars)
            print(f"rated {dataset.movie_ids[item]} {stars}", flush=True)

    def import_another() -> None:
        name = f"copy-{seed}-{rng.randrange(10**9)}"
        library.datasets.add(folder, name)
        if rng.random() < 0.5:
            library.datasets.remove(name)

    def train() -> None:
        for _ in library.models.train(SETTINGS):
            pass

    work: list[Callable[[], None]] = [rate, import_another, train]
    print("ready", flush=True)
    sys.stdin.readline()
    while True:
        rng.choice(work)()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
