"""Evaluations that nobody measured, in the shape of those that somebody did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from recflix_tui.commands.model.figures_data import row_data
from recflix_tui.evaluation.comparison import Row
from recflix_tui.evaluation.figures import Figure
from recflix_tui.kernels.arrays import Doubles
from recflix_tui.recommend.all_signals import ALL_SIGNALS

FINGERPRINT = "f" * 64


def figure(value: float, spread: float = 0.01, seed: int = 0) -> Figure:
    """A figure with an interval of about twice the spread on either side."""
    drawn: Doubles = value + spread * np.random.default_rng(seed).standard_normal(2000)
    return Figure(value, (value - 2 * spread, value + 2 * spread), drawn)


def rows_of_people(app: float = 0.36, popularity: float = 0.28, shift: int = 0) -> list[Row]:
    """Four models, of which popularity, the list and its parts are drawn by seeds of their own."""
    return [
        Row("recflix", 3.0, {"ndcg@10": figure(app, seed=shift), "mrr": figure(0.5, seed=shift)}),
        Row("popularity", 0.1, {"ndcg@10": figure(popularity, seed=1), "mrr": figure(0.4, seed=1)}),
        Row("ease", 0.2, {"ndcg@10": figure(0.355, seed=2), "mrr": figure(0.5, seed=3)}),
        Row("stars", 1.0, {"ndcg@10": figure(0.2, seed=4), "rmse": figure(0.9, seed=5)}),
    ]


def result_of(rows: Sequence[Row], *, folds: int = 5, seed: int = 0, **more: Any) -> dict[str, Any]:
    """What `--json` says of an evaluation of people."""
    return {
        "dataset": "small",
        "split": {"kind": "people", "given": 10, "folds": folds},
        "seed": seed,
        "solver": "gibbs",
        "settings": {"factors": 8, "side": []},
        "relevant_from": 4.0,
        "n_ranked": 70,
        "n_rest": 1234,
        "models": [row_data(row, rows[0]) for row in rows],
        "signal_weights": {signal.name: signal.default for signal in ALL_SIGNALS},
        **more,
    }


def body_of(rows: Sequence[Row], version: int = 3, **more: Any) -> dict[str, Any]:
    """What is kept of it."""
    return {
        "version": version,
        "fingerprint": FINGERPRINT,
        "measured_at": 1_700_000_000.0,
        "seconds": 61.5,
        "tuned": False,
        "result": result_of(rows, **more),
    }
