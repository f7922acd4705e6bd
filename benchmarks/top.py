"""`python -m benchmarks.top`: 200 ratings folded in, all titles scored, the best 20 taken.

What a single profile takes, part by part, on ML-32M's catalogue, 64 factors and one core; the
compiled top list beside NumPy's.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from benchmarks.contest.fold_in import N_ITEMS, N_RATED, TOP, made_up

FACTORS = 64


def line_of(name: str, work: Callable[[], object], rounds: int) -> str:
    """The median, the 95th percentile and the least of the milliseconds that a work takes."""
    work()
    laps = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        laps.append(1000 * (time.perf_counter() - started))
    median, p95 = np.percentile(laps, (50, 95))
    return f"{name:<34}{median:>9.2f}{p95:>9.2f}{min(laps):>9.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.top", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    rounds = parser.parse_args().rounds
    model, ((rated, stars), *_) = made_up(FACTORS)
    fold = model.fold_in(rated, stars)

    def by_numpy() -> object:
        scores = model.score_all(model.fold_in(rated, stars))
        scores[rated] = -np.inf
        best = np.argpartition(-scores, TOP)[:TOP]
        return best[np.argsort(-scores[best])]

    works: dict[str, Callable[[], object]] = {
        f"fold-in of {N_RATED} ratings": lambda: model.fold_in(rated, stars),
        "reading the factors once (sum)": model.Q.sum,
        f"fold-in + scores + top {TOP}": lambda: model.top_items(
            model.fold_in(rated, stars), TOP, rated
        ),
        f"of these scores + top {TOP}": lambda: model.top_items(fold, TOP, rated),
        "the same by NumPy, with fold-in": by_numpy,
    }
    print(f"{N_ITEMS:,} titles, k={FACTORS}{'median':>20}{'p95':>9}{'best':>9} ms")
    for name, work in works.items():
        print(line_of(name, work, rounds), flush=True)


if __name__ == "__main__":
    main()
