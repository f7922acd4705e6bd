"""A home with two more versions, evaluations that nobody measured, and programs that stand in
for an evaluation."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from recflix_tui.commands.model.figures_data import row_data
from recflix_tui.evaluation.comparison import Row
from recflix_tui.evaluation.figures import Figure
from recflix_tui.evaluation.results.keeping import keep, resamples_of
from recflix_tui.library.library import Library
from recflix_tui.recommend.all_signals import ALL_SIGNALS
from recflix_tui.versions.registry import Registry
from tests.evaluation.results.made_up import figure
from tests.examples.app_home import NOW, hand_made_model
from tests.examples.random_choices import random_choice
from tests.screens.compare.programs import Programs, Started, telling

# NDCG@10, and of the first rows RMSE: as an evaluation of people tells them.
PEOPLE = {
    "recflix": 0.378,
    "recflix-no-recency": 0.366,
    "choice": 0.365,
    "popularity": 0.299,
    "popularity-of-likes": 0.3,
    "fading": 0.274,
    "item-knn": 0.218,
    "ease": 0.374,
    "stars": 0.151,
}
ERRORS = {"sgd": 0.869, "mean": 1.058, "biases": 0.899, "popularity": None, "item-kNN": 0.87}


def people_rows(shift: float = 0.0) -> list[Row]:
    """Rows of an evaluation of people; shift: by which the app's list finds more in each draw."""
    rows = []
    for place, (name, ndcg) in enumerate(PEOPLE.items()):
        moved = ndcg + shift if place == 0 else ndcg
        figures = {
            "ndcg@10": figure(moved, 0.011, place),
            "recall@20": figure(moved / 2.5, 0.006, place),
            "mrr": figure(moved * 1.4, 0.02, place),
            "coverage": Figure(0.126 - 0.01 * place),
            "novelty": figure(1.3 + 0.2 * place, 0.02, place),
            "diversity": figure(0.44 + 0.02 * place, 0.01, place),
            "gini": Figure(0.96 + 0.004 * place),
        }
        if name in ("recflix", "stars"):
            figures = {"rmse": figure(0.94 - shift, 0.018), "mae": figure(0.74, 0.01), **figures}
        rows.append(Row(name, 1.0 + place, figures))
    return rows


def so_far(row: Row) -> Row:
    """A row as it is told before all folds are measured: without intervals."""
    values = {metric: Figure(figure.value) for metric, figure in row.figures.items()}
    return Row(row.name, row.seconds, values)


def rating_rows() -> list[Row]:
    """Rows of an evaluation of ratings held out at random."""
    rows = []
    for place, (name, error) in enumerate(ERRORS.items()):
        figures = {} if error is None else {"rmse": figure(error, 0.013, place)}
        if name != "mean":
            figures["ndcg@10"] = figure(0.05 + 0.02 * place, 0.004, place)
        rows.append(Row(name, 1.0, figures))
    return rows


def result_of(rows: Sequence[Row], split: dict[str, Any], solver: str = "gibbs") -> dict[str, Any]:
    """What `--json` says of rows."""
    return {
        "split": split,
        "signal_weights": {signal.name: signal.default for signal in ALL_SIGNALS},
        "seed": 0,
        "solver": solver,
        "settings": {"factors": 8},
        "relevant_from": 4.0,
        "n_ranked": 670,
        "n_rest": 93_294,
        "models": [row_data(row, rows[0]) for row in rows],
    }


def keep_rows(library: Library, version: int, rows: Sequence[Row], split: dict[str, Any]) -> None:
    """Keep rows as an evaluation of a version would."""
    dataset = library.snapshot.need_dataset()
    body = {
        "version": version,
        "fingerprint": dataset.fingerprint,
        "measured_at": NOW + version,
        "seconds": 102.4,
        "tuned": False,
        "result": result_of(rows, split),
    }
    folder = Registry(library.paths.models, dataset.name).folder
    keep(folder / str(version), body, resamples_of(rows))


def folds(number: int) -> dict[str, Any]:
    """People in so many folds."""
    return {"kind": "people", "given": 10, "folds": number}


@pytest.fixture
def library(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The furnished home with models 2 and 3, the newer one in use, of a known date."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    dataset = library.snapshot.need_dataset()
    registry = Registry(library.paths.models, dataset.name, clock=lambda: NOW)
    for solver, factors in (("sgd", 32), ("gibbs", 12)):
        registry.save(
            hand_made_model(dataset.n_users, dataset.n_items),
            random_choice(dataset.n_items),
            solver=solver,
            settings={"factors": factors, "seed": 0},
            metrics={"holdout_rmse": 0.871},
            fingerprint=dataset.fingerprint,
        )
    registry.remove(1)
    library.session.refresh()
    yield library
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def measured(library: Library) -> Library:
    """The same, both versions measured on people in 5 folds, the older on ratings too."""
    keep_rows(library, 2, people_rows(-0.02), folds(5))
    keep_rows(library, 2, rating_rows(), {"kind": "random", "share": 0.1})
    keep_rows(library, 3, people_rows(), folds(5))
    return library


@pytest.fixture
def program(library: Library, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Have a small program run instead of the evaluation's process; what it is asked for is in
    `started`."""

    def use(events: Sequence[Any], then: str = "") -> Started:
        started = Started()

        def command(version: int, flags: dict[str, str]) -> list[str]:
            started.asked.append((version, flags))
            return telling(events, then)

        monkeypatch.setattr(library.evaluations, "command", command)
        return started

    return use


def row_json(row: Row) -> dict[str, Any]:
    """A row as it is told."""
    told: dict[str, Any] = json.loads(json.dumps(row_data(row, row)))
    return told
