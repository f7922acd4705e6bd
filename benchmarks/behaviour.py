"""`python -m benchmarks.behaviour`: what taking in an act costs, and years of them on disk.

A made-up catalogue of 62,423 titles; a profile with 10,000 acts, then one that uses the app every
day for years: titles in view and opened, searches and ratings a day as said below, seeded.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.made_up import make_dataset
from benchmarks.synthetic import Shape
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.acts.act import Act
from recflix_tui.library.acts.kept_acts import KeptActs
from recflix_tui.store.behaviour.batch import ActKind, ActRow, Batch, SessionRow
from recflix_tui.store.store import Store
from recflix_tui.times import DAY

CATALOGUE = Shape("62k", 200, 62_423, 10_000)
YEARS = 10
ACTS = 10_000
IN_VIEW, FOCUSED, OPENED, SEARCHES, RATINGS, SESSIONS = 250, 100, 30, 5, 3, 3  # a day
FIRST_DAY = 17_000  # since 1970


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.behaviour", description=__doc__)
    parser.add_argument("--years", type=int, default=YEARS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dataset = make_dataset(Path(folder) / "made-up", CATALOGUE)
        measure_acts(dataset, Path(folder) / "acts.db", ACTS)
        measure_years(dataset, Path(folder) / "years.db", round(asked.years * 365))


def measure_acts(dataset: Dataset, path: Path, n_acts: int) -> None:
    """Print what acts cost, one by one, once so many are known."""
    store = Store.open(path)
    profile, rng = store.add_profile("Ada").id, random.Random(0)
    store.behaviour.write({profile: Batch([_opened(rng, dataset, n) for n in range(n_acts)])})
    store.close()
    reads = []
    for _ in range(5):  # each by a store and a memory that know nothing yet
        store = Store.open(path)
        acts = KeptActs(store)
        reads.append(_ms(partial(acts.of, dataset, profile)))
        store.close()
    _tell(f"first read of {n_acts:,} acts from the disk", reads)
    store = Store.open(path)
    acts = KeptActs(store)
    acts.of(dataset, profile)
    makes: dict[str, Callable[[], Act]] = {
        "opened": lambda: Act(ActKind.OPENED, rng.randrange(dataset.n_items), seconds=9.0),
        "searched": lambda: Act(
            ActKind.SEARCHED, rng.randrange(dataset.n_items), text="some words"
        ),
        "focused": lambda: Act(ActKind.FOCUSED, rng.randrange(dataset.n_items), seconds=2.0),
        "20 in view": lambda: Act(
            ActKind.SHOWN, items=tuple(rng.sample(range(dataset.n_items), 20))
        ),
    }
    for name, make in makes.items():
        done = [make() for _ in range(min(n_acts, 5000))]
        records = [partial(acts.record, dataset, profile, act) for act in done]
        _tell(f"record: {name}", [_ms(record) for record in records])
    _tell("all that is known, as values", [_ms(lambda: acts.of(dataset, profile)) for _ in done])
    seconds = []
    for _ in range(20):
        for act in done[:10]:
            acts.record(dataset, profile, act)
        seconds.append(_ms(acts.flush))
    _tell("ten acts of 20 in view written, behind", seconds[1:])  # the first has all of before
    store.close()


def measure_years(dataset: Dataset, path: Path, days: int) -> None:
    """Print how large the store is after so many days of a busy person's use, and what reading
    it costs."""
    now = [(FIRST_DAY + 0.5) * DAY]
    store = Store.open(path, clock=lambda: now[0])
    store._writer.execute("PRAGMA synchronous = OFF")  # what is measured is how large it becomes
    profile, rng = store.add_profile("Ada").id, random.Random(1)
    for day in range(FIRST_DAY, FIRST_DAY + days):
        now[0] = (day + 0.5) * DAY
        store.behaviour.write({profile: _a_day(rng, dataset, day)})
        for item in rng.sample(range(dataset.n_items), RATINGS):
            store.rate(profile, dataset.id_space, int(dataset.movie_ids[item]), 4.0)
    rows = store.behaviour.days(profile, 0, 10**6)
    acts = KeptActs(store)
    _tell(f"first read after {days:,} days", [_ms(lambda: acts.of(dataset, profile))])
    store.close()
    _tell("opening the store", [_ms(lambda: Store.open(path).close())])
    counts = sum(titles for _, titles, *_ in rows)
    size = path.stat().st_size / 1e6
    print(f"after {days:,} days: {size:.1f} MB, {counts:,} counts of a title and a day")


def _a_day(rng: random.Random, dataset: Dataset, day: int) -> Batch:
    batch, start = Batch(), day * DAY
    movies = [
        int(movie) for movie in dataset.movie_ids[rng.sample(range(dataset.n_items), IN_VIEW)]
    ]
    for n, movie in enumerate(movies):
        glance = batch.glance((dataset.id_space, day, movie))
        glance.shown = rng.randint(1, 6)
        if n < FOCUSED:
            glance.focused, glance.seconds = rng.randint(1, 3), rng.random() * 8
    for movie in movies[:OPENED]:
        at = start + rng.random() * DAY
        row = ActRow("opened", dataset.id_space, movie, rng.random() * 90, None, at, int(start))
        batch.rows.append(row)
    for n in range(SEARCHES):
        words = " ".join(rng.choice(("dark", "space", "noir", "comedy", "1994")) for _ in range(3))
        chosen = movies[n] if n % 2 else None
        at = start + rng.random() * DAY
        batch.rows.append(ActRow("searched", dataset.id_space, chosen, None, words, at, int(start)))
    batch.sessions = [SessionRow(start + 1000.5 * n, 1800.0) for n in range(SESSIONS)]
    return batch


def _opened(rng: random.Random, dataset: Dataset, n: int) -> ActRow:
    movie = int(dataset.movie_ids[rng.randrange(dataset.n_items)])
    return ActRow("opened", dataset.id_space, movie, 9.5, None, FIRST_DAY * DAY + n, FIRST_DAY)


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1e3


def _tell(what: str, ms: list[float]) -> None:
    spread = f", 99th percentile {np.percentile(ms, 99):.3f} ms" if len(ms) > 1 else ""
    print(f"{what}: {np.mean(ms):.3f} ms{spread}")


if __name__ == "__main__":
    main()
