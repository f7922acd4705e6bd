from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.contest import handover
from recflix_tui.model.ratings import Features, Ratings, Side


def test_handed_over_ratings_are_the_same(tmp_path: Path) -> None:
    genres = Features(
        np.array([0, 2, 2, 3]), np.array([0, 1, 1], np.int32), np.ones(3, np.float32), 2
    )
    given = Ratings(
        np.array([0, 1, 1]), np.array([2, 0, 2]), np.array([3, 4, 1], np.float32), 2, 3, 1.0, 5.0,
        np.array([7, 8, 9]), Side(genres=genres),
    )  # fmt: skip
    handover.save(given, tmp_path / "data")
    loaded = handover.load(tmp_path / "data")
    for name in ("users", "items", "stars", "when"):
        np.testing.assert_array_equal(getattr(loaded, name), getattr(given, name))
    assert (loaded.n_users, loaded.n_items, loaded.low, loaded.high) == (2, 3, 1.0, 5.0)
    assert loaded.side.genres is not None
    assert loaded.side.decade is None
    assert loaded.side.genres.n_features == 2
    for name in ("indptr", "indices", "values"):
        np.testing.assert_array_equal(getattr(loaded.side.genres, name), getattr(genres, name))
