from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks import folds
from benchmarks.contest import handover
from benchmarks.synthetic import make_ratings
from recflix_tui.evaluation.train_and_test import Triples
from tests.benchmarks.small import SMALL


def test_folds_share_no_rating_and_leave_none_out(tmp_path: Path) -> None:
    made = make_ratings(SMALL)
    data = Triples(made.users * 3 + 1, made.items * 7, made.stars, np.arange(SMALL.n_ratings))
    with folds.on_disk(data, None, 5) as folders:
        parts = [(handover.load(train), handover.load(held)) for train, held in folders]
        for train, held in parts:
            assert train.when is not None
            assert held.when is not None
            both = np.concatenate([train.when, held.when])
            assert sorted(both.tolist()) == list(range(SMALL.n_ratings))
        every = np.concatenate([held.when for _, held in parts if held.when is not None])
        assert sorted(every.tolist()) == list(range(SMALL.n_ratings))
