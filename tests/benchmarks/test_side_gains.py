from __future__ import annotations

import numpy as np

from benchmarks import side_gains
from benchmarks.accuracy import Measured
from benchmarks.synthetic import make_ratings
from recflix_tui.model.ratings import Features, Ratings, Side
from tests.benchmarks.small import SMALL


def test_each_side_input_is_compared_alone_and_left_out() -> None:
    genres = Features(np.zeros(31, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32), 1)
    ratings = Ratings(**{**vars(make_ratings(SMALL)), "side": Side(genres=genres)})
    assert side_gains.choices("gibbs", ratings) == {
        "none": (),
        "implicit alone": ("implicit",),
        "genres alone": ("genres",),
        "all": ("implicit", "genres"),
        "all but implicit": ("genres",),
        "all but genres": ("implicit",),
    }
    assert side_gains.choices("sgd", ratings) == {"none": (), "implicit alone": ("implicit",)}


def test_gains_are_told_over_none() -> None:
    found = {
        "whole": {"none": [Measured(0.9, 1.0), Measured(0.92, 1.0)], "all": [Measured(0.88, 3.0)]}
    }
    lines = side_gains.table(found, 2)
    assert lines[2:4] == ["| none | 0.9100 |  | 1.00 |", "| all | 0.8800 | +0.0300 | 3.00 |"]
