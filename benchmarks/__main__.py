"""`python -m benchmarks`: one epoch of SGD, RecFlix beside Surprise, in turn in one run."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np

from benchmarks.synthetic import ML_1M, make_ratings
from recflix_tui.model.fitting import Epoch, train
from recflix_tui.model.ratings import Ratings
from recflix_tui.model.sgd import Settings

Lap = Callable[[], float]  # runs one epoch, returns its seconds


def recflix_lap(ratings: Ratings, factors: int) -> Lap:
    """An epoch of a running training, its shuffling included."""
    settings = Settings(factors=factors, epochs=10_000, decay=1.0, holdout=0.0)
    steps = train(ratings, settings)

    def lap() -> float:
        step = next(steps)
        assert isinstance(step, Epoch)
        return step.seconds

    return lap


def surprise_lap(ratings: Ratings, factors: int) -> Lap | None:
    """A fit of one epoch, or None where Surprise is not installed."""
    try:
        from surprise import SVD, Dataset, Reader
    except ImportError:
        return None
    import pandas

    columns = {"user": ratings.users, "item": ratings.items, "stars": ratings.stars}
    reader = Reader(rating_scale=(ratings.low, ratings.high))
    trainset = Dataset.load_from_df(pandas.DataFrame(columns), reader).build_full_trainset()

    def lap() -> float:
        started = time.perf_counter()
        SVD(n_factors=factors, n_epochs=1, random_state=0).fit(trainset)
        return time.perf_counter() - started

    return lap


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--factors", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()

    ratings = make_ratings(ML_1M, asked.seed)
    print(
        f"{ML_1M.name}'s shape, synthetic: {ML_1M.n_users:,} users x {ML_1M.n_items:,} items, "
        f"{ML_1M.n_ratings:,} ratings, power law; k={asked.factors}, one core each"
    )
    laps = {"RecFlix sgd": recflix_lap(ratings, asked.factors)}
    peer = surprise_lap(ratings, asked.factors)
    if peer is None:
        print("Surprise is not installed (pip install scikit-surprise pandas): left out")
    else:
        laps["Surprise SVD"] = peer
    first = laps["RecFlix sgd"]()
    times: dict[str, list[float]] = {name: [] for name in laps}
    for _ in range(asked.rounds):
        for name, lap in laps.items():
            times[name].append(lap())
    _print_table(times, first)


def _print_table(times: dict[str, list[float]], first: float) -> None:
    own = statistics.median(times["RecFlix sgd"])
    print(f"{'':<14}{'median ms':>11}{'best ms':>10}{'Mratings/s':>12}{'times RecFlix':>15}")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        rate = ML_1M.n_ratings / median / 1e6
        print(
            f"{name:<14}{median * 1e3:>11.1f}{np.min(seconds) * 1e3:>10.1f}"
            f"{rate:>12.1f}{median / own:>15.1f}"
        )
    print(f"RecFlix's first epoch, with its compilation where that was not cached: {first:.2f} s")


if __name__ == "__main__":
    main()
