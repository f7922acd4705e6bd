"""What fitting the choice model takes, and scoring by it: `python -m benchmarks.choice`."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from dataclasses import replace

import numpy as np

from benchmarks.synthetic import ML_1M, ML_20M, ML_32M, Shape, make_ratings
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.ratings import Features, Ratings, Side
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.settings import available_cores

SHAPES = {shape.name: shape for shape in (ML_1M, ML_20M, ML_32M)}
GIVEN = 200  # ratings of the profile that is scored
REPEATS = 200
YEARS = 20 * 365 * 86_400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shape", choices=SHAPES, default=ML_32M.name)
    args = parser.parse_args()
    shape = SHAPES[args.shape]
    ratings = made_up(shape)
    before = _peak_gigabytes()
    started = time.perf_counter()
    model = fit_choice(ratings, threads=available_cores()).model
    seconds = time.perf_counter() - started
    print(f"{shape.name}: {len(ratings.stars):,} ratings, {available_cores()} cores")
    print(
        f"fit {seconds:.0f} s; peak memory {before:.1f} GB before, {_peak_gigabytes():.1f} GB after"
    )
    weights = model.weights
    kept = (weights.indptr.nbytes + weights.indices.nbytes + weights.values.nbytes) / 1e6
    print(f"{len(weights.values):,} weights, {kept:.0f} MB")
    print(f"scores of {model.n_items:,} titles from {GIVEN} ratings: {_scoring(model):.2f} ms")


def made_up(shape: Shape) -> Ratings:
    """Ratings of that shape, with times over twenty years, three genres a title and a decade."""
    rng = np.random.default_rng(1)
    ratings = make_ratings(shape)
    when = 946_684_800 + rng.integers(0, YEARS, len(ratings.stars))
    side = Side(genres=_features(shape.n_items, 19, 3), decade=_features(shape.n_items, 11, 1))
    return replace(ratings, when=when, side=side)


def _features(n: int, n_features: int, each: int) -> Features:
    rng = np.random.default_rng(2)
    columns = np.argsort(rng.random((n, n_features)), axis=1)[:, :each]
    return Features(
        np.arange(n + 1, dtype=np.int64) * each,
        np.sort(columns, axis=1).ravel().astype(np.int32),
        np.full(n * each, each**-0.5, np.float32),
        n_features,
    )


def _scoring(model: ChoiceModel) -> float:
    """The median milliseconds of `score_all` for well known titles."""
    rng = np.random.default_rng(3)
    known = np.argsort(-model.popularity, kind="stable")[:5_000]
    items = rng.choice(known, GIVEN, replace=False)
    stars = rng.integers(1, 6, GIVEN).astype(np.float32)
    taken = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        model.score_all(items, stars)
        taken.append(time.perf_counter() - started)
    return 1e3 * float(np.median(taken))


def _peak_gigabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**30 if sys.platform == "darwin" else 2**20)


if __name__ == "__main__":
    main()
