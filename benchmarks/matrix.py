"""`python -m benchmarks.matrix`: how long the matrix takes to open, and each window of it to draw.

Made-up ratings of MovieLens' shape, as a dataset on disk; a walk of zooms and moves, the same at
every run, that goes where ratings are many more often than elsewhere.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.machine import forget_peak, peak_bytes, resident_bytes
from benchmarks.made_up import make_dataset, make_model
from benchmarks.synthetic import ML_1M, ML_20M, ML_32M
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.orders import OrderBy, parse_order
from recflix_tui.matrix.outlook import CellShape, Outlook
from recflix_tui.matrix.values import MatrixProfile, Picture, Window
from recflix_tui.matrix.warming import warm
from recflix_tui.model.factors import FactorModel

SHAPES = {"1m": ML_1M, "20m": ML_20M, "32m": ML_32M}
ORDERS = ("activity", "id", "factor:1", "cluster")
SIZES = ((60, 100), (200, 200))  # bins: a terminal of 120 x 36 in half-blocks, and the most
STEPS = 300
FACTORS = 64
RATED = 300  # titles that a profile here rated


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matrix", description=__doc__)
    parser.add_argument("--shape", choices=SHAPES, default="32m")
    parser.add_argument("--steps", type=int, default=STEPS)
    asked = parser.parse_args()
    shape = SHAPES[asked.shape]
    with tempfile.TemporaryDirectory() as folder:
        print(
            f"{shape.name}'s shape: {shape.n_users:,} x {shape.n_items:,}, "
            f"{shape.n_ratings:,} ratings, k={FACTORS}"
        )
        dataset, model = make_dataset(Path(folder) / "made-up", shape), make_model(shape, FACTORS)
        warm()
        measure(dataset, model, asked.steps)


def measure(dataset: Dataset, model: FactorModel, steps: int) -> None:
    """Print how long each thing takes."""
    profiles = [make_profile(n, dataset, model) for n in range(2)]
    # What is mapped from the disk is read first: it is no memory of the matrix.
    for ratings in (dataset.by_user, dataset.by_item):
        for array in (ratings.indptr, ratings.indices, ratings.values):
            array.max()
    forget_peak()
    before = resident_bytes()

    def build(order: OrderBy) -> UserItemMatrix:
        return UserItemMatrix.build(dataset, model, profiles, order, order)

    for name in ORDERS:
        order = parse_order(name)
        told(f"opened by {name}", [seconds(partial(build, order)) for _ in range(3)])
    matrix = build(parse_order("activity"))
    for picture in (Picture.PREDICTED, Picture.ERROR):
        told(f"{picture}: made ready, once", [seconds(partial(matrix.prepare, picture))])
    told("a rating taken in", [seconds(lambda: matrix.with_profiles(profiles)) for _ in range(9)])
    print(f"memory over the dataset: {(peak_bytes() - before) / 1e6:.0f} MB at most")
    for height, width in SIZES:
        walks = list(walk(matrix, height, width, steps))
        for picture in Picture:
            matrix.view(walks[0], picture)
            times = [seconds(partial(matrix.view, window, picture)) for window in walks]
            told(f"{picture}, {height} x {width} bins", times)


def make_profile(number: int, dataset: Dataset, model: FactorModel) -> MatrixProfile:
    """A profile that rated a few hundred titles."""
    rng = np.random.default_rng(number)
    items = rng.choice(dataset.n_items, min(RATED, dataset.n_items), replace=False)
    stars = rng.integers(1, 6, len(items)).astype(float)
    ratings = dict(zip(items.tolist(), stars.tolist(), strict=True))
    return MatrixProfile(number, f"Profile {number}", ratings, model.fold_in(items, stars))


def walk(
    matrix: UserItemMatrix, height: int, width: int, steps: int, seed: int = 0
) -> Iterator[Window]:
    """Windows of height x width bins from the whole on, as a person goes: nearer, farther, and
    moved by some bins."""
    rng = np.random.default_rng(seed)
    rooms = dict.fromkeys(CellShape, (height, width))
    outlook = Outlook.whole(matrix.n_rows, matrix.n_columns, rooms)
    for _ in range(steps):
        yield outlook.window
        move = rng.choice(["in", "out", "pan"], p=[0.4, 0.25, 0.35])
        if move == "pan":
            down, across = rng.integers(-height // 2, height // 2 + 1, 2).tolist()
            outlook = outlook.panned(down, across)
            continue
        # More often towards the top left, where most ratings are.
        window = outlook.window
        row, column = (rng.random(2) ** 2 * (window.n_rows, window.n_columns)).astype(int)
        outlook = outlook.pointed(int(row), int(column)).zoomed(1 if move == "in" else -1)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def told(what: str, times: list[float]) -> None:
    """A line: the median, the 95th percentile and the worst, in milliseconds."""
    median, high, worst = np.percentile(np.array(times) * 1000, [50, 95, 100])
    print(f"{what:<32}{median:>10.3g}{high:>10.3g}{worst:>10.3g}{len(times):>7}", flush=True)


if __name__ == "__main__":
    main()
