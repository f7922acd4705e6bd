"""The comparison of lists for several people: what is measured of one list, and how it is told."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.together import STRATEGIES, ndcg, table, words_table
from recflix_tui.recommend.together.words import Says


def test_a_list_is_measured_by_where_what_was_liked_stands() -> None:
    rest = {3: 4.0, 7: 3.5, 9: 5.0, 11: 2.0}
    found = ndcg(np.array([7, 9, 1, 3]), rest, 4.0)
    assert found == pytest.approx((1 / np.log2(3) + 1 / np.log2(5)) / (1 + 1 / np.log2(3)))
    assert ndcg(np.array([9, 3]), rest, 4.0) == pytest.approx(1)
    assert ndcg(np.array([9, 3]), {3: 1.0}, 4.0) == 0


def test_the_tables_have_a_line_for_each_list_and_each_word_that_was_said() -> None:
    found = {name: np.array([[0.5, 0.4, 0.2, 0.9, 0.8, 0.1, 4, 1, 0.5]] * 2) for name in STRATEGIES}
    lines = table(found)
    assert len(lines) == 2 + len(STRATEGIES)
    assert (
        lines[-1]
        == "| fairness as shown | 0.500 | 0.400 | 0.200 | 0.900 | 0.800 | 0.100 | 25.0% | 50% |"
    )
    told = words_table({Says.LOVE: [5.0, 4.0, 2.5, 3.0], Says.HATE: []})
    assert told[2:] == ["| love | 4 | 3.62 | 50% | 25% |"]
