"""`python -m benchmarks.accuracy`: RMSE on the same folds, RecFlix beside Surprise's SVD.

Five seeded folds of the sample data, whole and dense (see `tune_sgd`); defaults for RecFlix, for
Surprise its defaults and a well tuned setting.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import numpy as np

from benchmarks.tune_sgd import FOLDS, forms, where
from recflix_tui.model.evaluate import Triples, evaluate
from recflix_tui.model.metrics import rmse
from recflix_tui.model.sgd import Settings
from recflix_tui.paths import sample_data

TUNED = {"n_factors": 50, "n_epochs": 60, "lr_all": 0.01, "reg_all": 0.1}
Measured = tuple[float, float]  # RMSE, seconds of training


def recflix(train: Triples, test: Triples) -> Measured:
    measured = evaluate(train, test, Settings())
    return measured["rmse"], measured["train_seconds"]


def surprise(train: Triples, test: Triples, **settings: float) -> Measured:
    """Raises ImportError where Surprise is not installed."""
    import pandas
    from surprise import SVD, Dataset, Reader

    columns = {"user": train.user_ids, "item": train.movie_ids, "stars": train.stars}
    reader = Reader(rating_scale=(float(train.stars.min()), float(train.stars.max())))
    trainset = Dataset.load_from_df(pandas.DataFrame(columns), reader).build_full_trainset()
    started = time.perf_counter()
    model = SVD(random_state=0, **settings).fit(trainset)
    seconds = time.perf_counter() - started
    pairs = zip(test.user_ids.tolist(), test.movie_ids.tolist(), strict=True)
    predicted = np.array([model.predict(user, movie).est for user, movie in pairs])
    return rmse(predicted, test.stars), seconds


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=sample_data() / "ratings.csv")
    peers = {
        "RecFlix sgd, defaults": recflix,
        "Surprise SVD, defaults": surprise,
        "Surprise SVD, tuned": lambda train, test: surprise(train, test, **TUNED),
    }
    print(f"{'':<8}{'':<26}{'RMSE':>8}  {'of each fold':<38}{'s a fold':>8}")
    shapes = forms(parser.parse_args().file)
    for form in ("whole", "dense"):
        data = shapes[form]
        fold = np.random.default_rng(7).permutation(len(data.stars)) % FOLDS
        for name, measure in peers.items():
            try:
                folds = [
                    measure(where(data, fold != n), where(data, fold == n)) for n in range(FOLDS)
                ]
            except ImportError:
                print(f"{form:<8}{name:<26} not installed: pip install '.[bench]'")
                continue
            errors = [error for error, _ in folds]
            each = " ".join(f"{error:.4f}" for error in errors)
            seconds = statistics.median(seconds for _, seconds in folds)
            print(
                f"{form:<8}{name:<26}{statistics.mean(errors):>8.4f}  {each:<38}{seconds:>8.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
