"""The best of many by a score."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.recommend.best import best


@given(st.lists(st.floats(0, 5, width=16), min_size=1, max_size=40), st.integers(-2, 10))
def test_best_is_a_sorted_head(values: list[float], n: int) -> None:
    score = np.array(values, np.float32)
    among = np.array([bool(i % 3) for i in range(len(values))])
    expected = sorted(np.flatnonzero(among), key=lambda i: (-score[i], i))[: max(n, 0)]
    assert best(score, among, n).tolist() == expected
