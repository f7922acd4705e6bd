"""`python -m benchmarks.factors`: how long the factors take to open and to slide along, and how
near the ratings that a slid taste is kept as come to it.

The times are of made-up ratings and a made-up model of MovieLens' shape, on one profile of 200
ratings; how near is measured on the sample data, on some of its users as if they were profiles.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np

from benchmarks.made_up import make_dataset, make_model
from benchmarks.synthetic import ML_1M, ML_20M, ML_32M
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.keeping import ratings_for
from recflix_tui.factors.labels import cards, with_profile
from recflix_tui.factors.people import compare, crowd_of, similar_people
from recflix_tui.factors.scene import scene
from recflix_tui.factors.slide import slide
from recflix_tui.factors.space import Axes, FactorSpace, factor_space
from recflix_tui.library.library import Library
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.taste import Taste, fold_in_profile
from recflix_tui.recommend.well_known import well_known
from recflix_tui.solvers.all_solvers import settings_for

SHAPES = {"1m": ML_1M, "20m": ML_20M, "32m": ML_32M}
RATED = 200  # titles of the profile
KEPT_USERS, KEPT_RATINGS = 12, (12, 60, 1_000_000)  # users tried, and how many ratings of each
SHIFTS = tuple(product(range(5), (-2.0, -1.0, 1.0, 2.0)))  # of factors 1 to 5


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.factors", description=__doc__)
    parser.add_argument("--shape", choices=SHAPES, default="32m")
    parser.add_argument("--factors", nargs="+", type=int, default=[64, 32])
    parser.add_argument("--rounds", type=int, default=50)
    asked = parser.parse_args()
    shape = SHAPES[asked.shape]
    with tempfile.TemporaryDirectory() as folder:
        print(f"{shape.name}'s shape: {shape.n_users:,} users, {shape.n_items:,} titles")
        dataset = make_dataset(Path(folder) / "made-up", shape)
        for k in asked.factors:
            print(f"\nk={k}{'median':>41}{'p95':>9}  ms")
            measure_times(dataset, make_model(shape, k), asked.rounds)
    with tempfile.TemporaryDirectory() as folder:
        measure_keeping(Path(folder))


def measure_times(dataset: Dataset, model: FactorModel, rounds: int) -> None:
    """Print the median and the 95th percentile of the milliseconds of each step."""
    known, taste = well_known(dataset), taste_of(dataset, model, *some_ratings(dataset))
    for axes in Axes:
        told(f"space: {axes}", partial(factor_space, model, axes, known, dataset.n_users), 3)
    space = factor_space(model, Axes.COMPONENTS, known, dataset.n_users)
    assert taste.fold is not None
    own = space.profile(taste.fold)
    shift = np.linspace(1, 0, space.n)
    told("cards of all factors, once", partial(cards, dataset, space, None), 3)
    bare = cards(dataset, space, None)
    told("a profile put on them", partial(with_profile, bare, space, taste.fold), rounds)
    told("titles as points", partial(scene, space, (0, 1, 2), known), rounds)
    told("slide", partial(slide, model, taste, space, known, shift), rounds)
    told(
        "slide, the top 10 and one sum",
        lambda: slid_list(model, taste, space, known, shift),
        rounds,
    )
    crowd = crowd_of(dataset, space)
    told("people, the first time", partial(crowd.likeness, own), 1)
    rated = taste.activity.ratings
    told(
        "the 20 people of likest taste", lambda: similar_people(dataset, crowd, own, rated), rounds
    )
    assert taste.raw is not None
    told("comparison with one", partial(compare, dataset, rated, taste.raw, 7), rounds)
    slid = slide(model, taste, space, known, np.eye(space.n)[0])
    told("ratings to keep a slid taste as", partial(ratings_for, slid, dataset.scale), 3)


def slid_list(
    model: FactorModel, taste: Taste, space: FactorSpace, known: np.ndarray, shift: np.ndarray
) -> None:
    """What one step of a slider asks for."""
    slid = slide(model, taste, space, known, shift)
    slid.terms(slid.top(10)[0].item)


def measure_keeping(home: Path) -> None:
    """Print how near kept tastes come, by solver, number of ratings and length of the slide."""
    library = Library.open(home / "home")
    library.datasets.use_sample_if_none()
    dataset = library.snapshot.need_dataset()
    print(f"\nhow near a kept taste comes, on {dataset.name}: median, and of one in ten at most")
    for solver in ("sgd", "gibbs"):
        for _ in library.models.train(settings_for(solver)):
            pass
        model = library.snapshot.need_model()
        for n in KEPT_RATINGS:
            for length in (1.0, 2.0):
                found = list(nearnesses(dataset, model, n, length))
                near, unslid = np.median(found, axis=0)
                low = np.quantile([pair[0] for pair in found], 0.1)
                few = f"{n} ratings" if n < 1000 else "all ratings"
                print(
                    f"{solver:<6} of {few:<12} slid by {length:g}: {near:.3f} {low:.3f}"
                    f"   without the added ratings {unslid:.3f}",
                    flush=True,
                )
    library.close()


def nearnesses(
    dataset: Dataset, model: FactorModel, n: int, length: float
) -> Iterator[tuple[float, float]]:
    """How near it comes, and how near the unslid taste is, for some users and each slide."""
    known = well_known(dataset)
    space = factor_space(model, Axes.COMPONENTS, known, dataset.n_users)
    products = space.items.astype(float).T @ space.items
    rng = np.random.default_rng(0)
    for user in rng.choice(dataset.n_users, KEPT_USERS, replace=False):
        items, stars = dataset.by_user.row(int(user))
        some = rng.permutation(len(items))[:n]
        taste = taste_of(dataset, model, items[some], stars[some])
        for f, by in SHIFTS:
            if abs(by) != length:
                continue
            slid = slide(model, taste, space, known, by * np.eye(space.n)[f])
            before, after = slid.coordinates - slid.shift, slid.coordinates
            lengths = (before @ products @ before) * (after @ products @ after)
            unslid = float(before @ products @ after / np.sqrt(lengths))
            yield ratings_for(slid, dataset.scale).nearness, unslid


def taste_of(dataset: Dataset, model: FactorModel, items: np.ndarray, stars: np.ndarray) -> Taste:
    ratings = dict(zip(items.tolist(), stars.tolist(), strict=True))
    return fold_in_profile(ProfileActivity(ratings), dataset, model)


def some_ratings(dataset: Dataset) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    items = rng.choice(dataset.n_items, min(RATED, dataset.n_items), replace=False)
    return items, rng.integers(1, 6, len(items)).astype(np.float32)


def told(name: str, work: Callable[[], object], rounds: int) -> None:
    """Print a line of the milliseconds that a work takes."""
    laps = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        laps.append(1000 * (time.perf_counter() - started))
    median, p95 = np.percentile(laps, (50, 95))
    print(f"{name:<36}{median:>9.2f}{p95:>9.2f}", flush=True)


if __name__ == "__main__":
    main()
