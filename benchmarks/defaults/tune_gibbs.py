"""What chose the defaults of `gibbs`: `python -m benchmarks.defaults.tune_gibbs`.

On the folds and forms of benchmarks.rating_forms, ids only and with all side inputs; one
default changed at a time. Seconds stand beside the errors: with `gibbs`, time buys accuracy.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.defaults.search import Choices, with_values
from benchmarks.rating_forms import FOLDS, fold_numbers, forms, where
from recflix_tui.evaluation.train_and_test import Triples, evaluate
from recflix_tui.paths import sample_data
from recflix_tui.solvers.gibbs.gibbs_settings import GibbsSettings
from recflix_tui.training.side_inputs import side_of

_CHOICES: Choices = {
    "width": [1.0, 3.0, 5.0],
    "factors": [8, 10, 15],
    "epochs": [30, 90, 150],
    "burn_in": [5, 30],
    "draws": [32, 48, 96],
    "chains": [2, 8],
}
_SIDES = {"none": (), "all": GibbsSettings().side}


def measure(
    data: Triples, settings: GibbsSettings, titles: Path, folds: int
) -> tuple[float, float]:
    """Mean RMSE and mean seconds over the first `folds` of five seeded folds."""
    fold = fold_numbers(len(data.stars))
    told = [
        evaluate(
            where(data, fold != f),
            where(data, fold == f),
            settings,
            lambda items, users: side_of(items, titles, users, None),
        )
        for f in range(folds)
    ]
    rmse, seconds = (float(np.mean([t[name] for t in told])) for name in ("rmse", "train_seconds"))
    return rmse, seconds


def candidates() -> Iterator[dict[str, float]]:
    """The defaults, then each of them changed alone."""
    yield {}
    for name, values in _CHOICES.items():
        yield from ({name: value} for value in values)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.defaults.tune_gibbs", description=__doc__
    )
    parser.add_argument("folder", nargs="?", type=Path, default=sample_data())
    parser.add_argument("--folds", type=int, default=FOLDS, choices=range(1, FOLDS + 1))
    parser.add_argument("--forms", nargs="+", default=["whole", "dense"])
    asked = parser.parse_args()

    data = forms(asked.folder / "ratings.csv")
    names = [f"{form} {side}" for form in asked.forms for side in _SIDES]
    print("  ".join(f"{name:>16}" for name in names) + "  settings (RMSE, seconds a fold)")
    for changed in candidates():
        cells = []
        for form in asked.forms:
            for side in _SIDES.values():
                settings = with_values(GibbsSettings(side=side), changed)
                rmse, seconds = measure(
                    data[form], settings, asked.folder / "movies.csv", asked.folds
                )
                cells.append(f"{rmse:>9.4f} {seconds:>6.1f}")
        shown = " ".join(f"{name}={value:g}" for name, value in changed.items())
        print("  ".join(cells) + f"  {shown or 'the defaults'}", flush=True)


if __name__ == "__main__":
    main()
