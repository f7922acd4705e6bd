"""The cross-validation that chose the defaults of `als`: `python -m benchmarks.defaults.tune_als`.

As benchmarks.defaults.tune_sgd, on the same forms of the same ratings and the same folds; what
counts is again how flat the top is.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.defaults.tune_sgd import FOLDS, cross_validate, forms, with_values
from recflix_tui.paths import sample_data
from recflix_tui.solvers.als.als_settings import AlsSettings

_CHOICES: dict[str, list[float]] = {
    "factors": [16, 32, 64, 96],
    "reg": [0.9, 1.0, 1.1, 1.2, 1.3, 1.4],
    "reg_bias": [0.4, 0.7, 1.0, 1.4],
    "spread": [0.03, 0.1, 0.3, 1.0],
    "patience": [2, 3, 5],
    "cg_steps": [0, 2, 3],
}


def candidates(seed: int) -> Iterator[AlsSettings]:
    """The defaults, each default changed alone, then any mixture of choices."""
    yield AlsSettings()
    for name, values in _CHOICES.items():
        yield from (with_values(AlsSettings(), {name: value}) for value in values)
    rng = random.Random(seed)
    while True:
        mixed = {name: rng.choice(values) for name, values in _CHOICES.items()}
        yield with_values(AlsSettings(), mixed)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.defaults.tune_als", description=__doc__
    )
    parser.add_argument("files", nargs="*", type=Path, help="more rating files to tune on")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--folds", type=int, default=FOLDS, choices=range(1, FOLDS + 1))
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()

    paths = [sample_data() / "ratings.csv", *asked.files]
    data = {f"{n}:{form}": d for n, path in enumerate(paths) for form, d in forms(path).items()}
    tried: dict[AlsSettings, list[float]] = {}
    deadline = time.monotonic() + asked.seconds
    for settings in candidates(asked.seed):
        if time.monotonic() > deadline:
            break
        if settings not in tried:
            tried[settings] = [cross_validate(d, settings, asked.folds) for d in data.values()]
    figures = np.array(list(tried.values()))
    excess = (figures / figures.min(axis=0) - 1).mean(axis=1) * 100
    print("excess%  " + "  ".join(f"{name:>8}" for name in data) + "  settings")
    for index in np.argsort(excess, kind="stable"):
        settings = list(tried)[index]
        shown = " ".join(f"{name}={getattr(settings, name):g}" for name in _CHOICES)
        mark = "  (the defaults)" if settings == AlsSettings() else ""
        cells = "  ".join(f"{value:>8.4f}" for value in figures[index])
        print(f"{excess[index]:>7.3f}  {cells}  {shown}{mark}")


if __name__ == "__main__":
    main()
