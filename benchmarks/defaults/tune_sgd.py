"""The cross-validation that chose the defaults of `sgd`: `python -m benchmarks.defaults.tune_sgd`.

It draws settings at random around the defaults and ranks them by RMSE over five folds of the
sample data (and of any rating file named), each file in three forms:

- whole: as it is;
- dense: its 1,682 most rated titles, in whole stars, where one rating in fifteen is known;
- noisy: dense, with noise on the ratings, for data that says less about taste.

Each fold is what `recflix evaluate` does: an inner holdout, a refit on the whole training part,
and only then the test part, which no choice of the training sees. What counts is not the first
row but how flat the top is: the defaults are the middle of it.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from benchmarks.synthetic import noisy_stars
from recflix_tui.dataset.reading.rating_files import read_ratings
from recflix_tui.evaluation.train_and_test import Triples, evaluate
from recflix_tui.model.ratings import ModelError
from recflix_tui.paths import sample_data
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

_DENSE_TITLES = 1_682
FOLDS = 5
S = TypeVar("S", bound=SolverSettings)

_CHOICES: dict[str, list[float]] = {
    "factors": [32, 64, 96, 128],
    "learning_rate": [0.01, 0.015, 0.02, 0.03, 0.04],
    "decay": [0.94, 0.95, 0.96, 0.97, 0.98],
    "reg": [0.8, 1.0, 1.2, 1.4],
    "reg_bias": [0.4, 0.7, 1.0, 1.5, 2.0],
    "spread": [0.05, 0.15, 0.3],
}
_IMPLICIT_CHOICES: dict[str, list[float]] = {
    "rate_of_users": [0.05, 0.1, 0.2],
    "rate_of_items": [0.2, 0.4, 0.8],
    "reg_implied": [0.3, 1.0, 3.0],
}


def forms(path: Path) -> dict[str, Triples]:
    """The ratings of a file, whole, dense and noisy."""
    table = read_ratings(path)
    whole = Triples(table.user_ids, table.movie_ids, table.ratings, table.times)
    titles, counts = np.unique(whole.movie_ids, return_counts=True)
    most_rated = titles[np.argsort(-counts, kind="stable")[:_DENSE_TITLES]]
    dense = where(whole, np.isin(whole.movie_ids, most_rated))
    dense = replace(dense, stars=np.ceil(dense.stars))
    noisy = replace(dense, stars=noisy_stars(dense.stars, 0.45, seed=3))
    return {"whole": whole, "dense": dense, "noisy": noisy}


def cross_validate(data: Triples, settings: SolverSettings, folds: int = FOLDS) -> float:
    """Mean RMSE over the first `folds` of five seeded folds."""
    fold = np.random.default_rng(7).permutation(len(data.stars)) % FOLDS
    return float(
        np.mean(
            [
                evaluate(where(data, fold != f), where(data, fold == f), settings)["rmse"]
                for f in range(folds)
            ]
        )
    )


def candidates(start: SgdSettings, seed: int) -> Iterator[SgdSettings]:
    """The defaults, each default changed alone, then any mixture of choices."""
    choices = _CHOICES | (_IMPLICIT_CHOICES if "implicit" in start.side else {})
    yield start
    for name, values in choices.items():
        yield from (with_values(start, {name: value}) for value in values)
    rng = random.Random(seed)
    while True:
        yield with_values(start, {name: rng.choice(values) for name, values in choices.items()})


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.defaults.tune_sgd", description=__doc__
    )
    parser.add_argument("files", nargs="*", type=Path, help="more rating files to tune on")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--folds", type=int, default=FOLDS, choices=range(1, FOLDS + 1))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--side", choices=("none", "implicit"), default="none")
    asked = parser.parse_args()

    paths = [sample_data() / "ratings.csv", *asked.files]
    data = {f"{n}:{form}": d for n, path in enumerate(paths) for form, d in forms(path).items()}
    for name, triples in data.items():
        print(f"{name:<9} {len(triples.stars):>9,} ratings, deviation {np.std(triples.stars):.3f}")
    start = SgdSettings(side=() if asked.side == "none" else (asked.side,))
    tried: dict[SgdSettings, list[float]] = {}
    deadline = time.monotonic() + asked.seconds
    for settings in candidates(start, asked.seed):
        if time.monotonic() > deadline:
            break
        if settings in tried:
            continue
        try:
            tried[settings] = [cross_validate(d, settings, asked.folds) for d in data.values()]
        except ModelError as error:
            print(f"left out: {_shown(settings)}: {error}")
    _print_ranking(start, list(data), list(tried.items()))


def _print_ranking(
    start: SgdSettings, names: list[str], tried: list[tuple[SgdSettings, list[float]]]
) -> None:
    """By the mean excess over the best of each data set, in percent."""
    figures = np.array([row for _, row in tried])
    excess = (figures / figures.min(axis=0) - 1).mean(axis=1) * 100
    print("excess%  " + "  ".join(f"{name:>8}" for name in names) + "  settings")
    for index in np.argsort(excess, kind="stable"):
        settings, row = tried[index]
        mark = "  (the defaults)" if settings == start else ""
        cells = "  ".join(f"{value:>8.4f}" for value in row)
        print(f"{excess[index]:>7.3f}  {cells}  {_shown(settings)}{mark}")


def _shown(settings: SgdSettings) -> str:
    names = [*_CHOICES, *(_IMPLICIT_CHOICES if settings.side else ())]
    return " ".join(f"{name}={getattr(settings, name):g}" for name in names)


def with_values(start: S, values: dict[str, float]) -> S:
    """The settings with these values, as whole numbers where the setting is one."""
    given: dict[str, Any] = {n: type(getattr(start, n))(value) for n, value in values.items()}
    return replace(start, **given)


def where(data: Triples, mask: np.ndarray) -> Triples:
    when = None if data.when is None else data.when[mask]
    return Triples(data.user_ids[mask], data.movie_ids[mask], data.stars[mask], when)


if __name__ == "__main__":
    main()
