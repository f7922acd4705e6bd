"""What the searches for defaults share: settings tried around a start, ranked by RMSE over folds.

Each fold is what `recflix evaluate` does: an inner holdout, a refit on the whole training part,
and only then the test part, which no choice of the training sees. What counts is not the first
row but how flat the top is: the defaults are the middle of it.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from benchmarks.rating_forms import FOLDS, fold_numbers, forms, where
from recflix_tui.evaluation.train_and_test import Triples, evaluate
from recflix_tui.model.ratings import ModelError
from recflix_tui.paths import sample_data
from recflix_tui.solvers.settings import SolverSettings

S = TypeVar("S", bound=SolverSettings)
Choices = Mapping[str, Sequence[float]]
"""By name of a setting, the values to try."""


def parser_of(command: str, description: str | None) -> argparse.ArgumentParser:
    """The options that every search has."""
    parser = argparse.ArgumentParser(prog=f"python -m {command}", description=description)
    parser.add_argument("files", nargs="*", type=Path, help="more rating files to tune on")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--folds", type=int, default=FOLDS, choices=range(1, FOLDS + 1))
    parser.add_argument("--seed", type=int, default=0)
    return parser


def search(start: SolverSettings, choices: Choices, asked: argparse.Namespace) -> None:
    """Try settings on the sample data and the files asked for until the time is up; print them."""
    paths = [sample_data() / "ratings.csv", *asked.files]
    data = {f"{n}:{form}": d for n, path in enumerate(paths) for form, d in forms(path).items()}
    for name, triples in data.items():
        print(f"{name:<9} {len(triples.stars):>9,} ratings, deviation {np.std(triples.stars):.3f}")
    tried: dict[SolverSettings, list[float]] = {}
    deadline = time.monotonic() + asked.seconds
    for settings in candidates(start, choices, asked.seed):
        if tried and time.monotonic() > deadline:
            break
        if settings in tried:
            continue
        try:
            tried[settings] = [cross_validate(d, settings, asked.folds) for d in data.values()]
        except ModelError as error:
            print(f"left out: {shown(settings, choices)}: {error}")
    print(*ranking(start, choices, list(data), tried), sep="\n")


def candidates(start: S, choices: Choices, seed: int) -> Iterator[S]:
    """The start, each of its settings changed alone, then any mixture of choices."""
    yield start
    for name, values in choices.items():
        yield from (with_values(start, {name: value}) for value in values)
    rng = random.Random(seed)
    while True:
        yield with_values(start, {name: rng.choice(values) for name, values in choices.items()})


def with_values(start: S, values: dict[str, float]) -> S:
    """The settings with these values, as whole numbers where the setting is one."""
    given: dict[str, Any] = {n: type(getattr(start, n))(value) for n, value in values.items()}
    return replace(start, **given)


def cross_validate(data: Triples, settings: SolverSettings, folds: int = FOLDS) -> float:
    """Mean RMSE over the first `folds` of five seeded folds."""
    fold = fold_numbers(len(data.stars))
    parts = ((where(data, fold != f), where(data, fold == f)) for f in range(folds))
    return float(np.mean([evaluate(train, test, settings)["rmse"] for train, test in parts]))


def ranking(
    start: SolverSettings,
    choices: Choices,
    names: list[str],
    tried: dict[SolverSettings, list[float]],
) -> list[str]:
    """A line for each of the settings tried, by the mean excess over the best of each data set,
    in percent."""
    figures = np.array(list(tried.values()))
    excess = (figures / figures.min(axis=0) - 1).mean(axis=1) * 100
    lines = ["excess%  " + "  ".join(f"{name:>8}" for name in names) + "  settings"]
    for index in np.argsort(excess, kind="stable"):
        settings, row = list(tried.items())[index]
        mark = "  (the defaults)" if settings == start else ""
        cells = "  ".join(f"{value:>8.4f}" for value in row)
        lines.append(f"{excess[index]:>7.3f}  {cells}  {shown(settings, choices)}{mark}")
    return lines


def shown(settings: SolverSettings, choices: Choices) -> str:
    """What is searched, with its values."""
    return " ".join(f"{name}={getattr(settings, name):g}" for name in choices)
