"""`python -m benchmarks.top`: 200 ratings folded in, all titles scored, the best 20 taken.

ML-32M's catalogue, 64 factors, one core; the compiled top list beside NumPy's.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior

N_TITLES, FACTORS, N_RATED, N_BEST, ROUNDS = 87_585, 64, 200, 20, 1000


def make_model(rng: np.random.Generator) -> FactorModel:
    """Random factors: the time does not depend on what they are."""
    Q = rng.normal(0, 0.2, (N_TITLES, FACTORS)).astype(np.float32)
    item_bias = rng.normal(0, 0.3, N_TITLES).astype(np.float32)
    nobody = np.zeros((1, FACTORS), np.float32)
    prior = ridge_prior(0.7, 1.0, FACTORS, 0.6)
    return FactorModel(3.5, nobody[0, :1], item_bias, nobody, Q, prior, 0.5, 5.0)


def told(name: str, work: Callable[[], object]) -> None:
    work()
    laps = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        laps.append(1000 * (time.perf_counter() - started))
    median, p95 = np.percentile(laps, (50, 95))
    print(f"{name:<34}{median:>9.2f}{p95:>9.2f}{min(laps):>9.2f}")


def main() -> None:
    rng = np.random.default_rng(0)
    model = make_model(rng)
    rated = rng.choice(N_TITLES, N_RATED, replace=False)
    stars = rng.integers(1, 11, N_RATED) / 2
    fold = model.fold_in(rated, stars)

    def by_numpy() -> object:
        scores = model.score_all(model.fold_in(rated, stars))
        scores[rated] = -np.inf
        best = np.argpartition(-scores, N_BEST)[:N_BEST]
        return best[np.argsort(-scores[best])]

    print(f"{N_TITLES:,} titles, k={FACTORS}{'median':>20}{'p95':>9}{'best':>9} ms")
    told("fold-in of 200 ratings", lambda: model.fold_in(rated, stars))
    told("reading the factors once (sum)", lambda: model.Q.sum())
    told(
        "fold-in + scores + top 20",
        lambda: model.top_items(model.fold_in(rated, stars), 20, rated),
    )
    told("of these scores + top 20", lambda: model.top_items(fold, 20, rated))
    told("the same by NumPy, with fold-in", by_numpy)


if __name__ == "__main__":
    main()
