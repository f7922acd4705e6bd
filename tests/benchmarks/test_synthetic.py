from __future__ import annotations

import numpy as np
import pytest

from benchmarks import synthetic
from benchmarks.synthetic import make_ratings
from tests.benchmarks.small import SMALL


@pytest.mark.parametrize("large", [False, True], ids=["at once", "by blocks"])
def test_made_up_ratings_have_their_shape(large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if large:
        monkeypatch.setattr(synthetic, "_LARGE", 0)
        monkeypatch.setattr(synthetic, "_BLOCK", 100)
    ratings, again = make_ratings(SMALL, seed=3), make_ratings(SMALL, seed=3)
    pairs = ratings.users.astype(np.int64) * SMALL.n_items + ratings.items
    assert len(np.unique(pairs)) == SMALL.n_ratings
    assert 0 <= ratings.users.min() <= ratings.users.max() < SMALL.n_users
    assert 0 <= ratings.items.min() <= ratings.items.max() < SMALL.n_items
    assert set(np.unique(ratings.stars)) <= {1, 2, 3, 4, 5}
    assert (ratings.stars == again.stars).all()
    assert (ratings.items == again.items).all()
