"""Maximal marginal relevance, against its formula title by title."""

from __future__ import annotations

from recflix_tui.evaluation.rerank.mmr import mmr
from tests.recommend.rerank.made_up import made_up


def test_each_title_chosen_is_good_and_unlike_the_nearest_one_that_was() -> None:
    worth, likeness, *_ = made_up(12, seed=4)
    expected: list[int] = []
    for _ in range(8):
        values = {
            place: 0.6 * worth[place]
            - 0.4 * max((likeness[place, other] for other in expected), default=0.0)
            for place in range(12)
            if place not in expected
        }
        expected.append(max(values, key=lambda place: values[place]))
    assert mmr(worth, likeness, 0.4, 8) == expected
    assert mmr(worth, likeness, 0.0, 8) == list(range(8))
    assert sorted(mmr(worth, likeness, 1.0, 20)) == list(range(12))
