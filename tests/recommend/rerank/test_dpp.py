"""The greedy set of a determinantal process, against determinants worked out one by one."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.recommend.rerank.dpp import Volume, greedy_map
from tests.recommend.rerank.made_up import made_up, volume_of


@pytest.mark.parametrize("strength", [0.02, 0.3, 5.0])
def test_each_title_chosen_adds_the_most_to_worth_and_the_determinants_logarithm(
    strength: float,
) -> None:
    worth, likeness, _, _ = made_up(12, seed=1)
    expected: list[int] = []
    for _ in range(9):
        values = {
            place: worth[[*expected, place]].sum()
            + strength * volume_of(likeness, [*expected, place])
            for place in range(12)
            if place not in expected
        }
        expected.append(max(values, key=lambda place: values[place]))
    assert greedy_map(worth, likeness, strength, 9) == expected
    assert expected != list(range(9))


def test_heights_are_the_ratios_of_determinants_and_never_below_a_titles_own_share() -> None:
    _, likeness, _, _ = made_up(8, seed=2)
    volume, chosen = Volume(likeness, 8), list[int]()
    for place in (3, 7, 0, 5):
        others = [other for other in range(8) if other not in chosen]
        ratios = [
            np.exp(volume_of(likeness, [*chosen, other]) - volume_of(likeness, chosen))
            for other in others
        ]
        np.testing.assert_allclose(volume.heights[others], ratios, rtol=1e-6)
        volume.choose(place)
        chosen.append(place)
    assert volume.heights[6] == pytest.approx(1 - 0.99**2, abs=0.01)  # the same title as 7
    assert (volume.heights >= 0.01).all()


def test_without_strength_it_is_the_order_of_worth_and_no_title_comes_twice() -> None:
    worth, likeness, _, _ = made_up(6, seed=3)
    assert greedy_map(worth, likeness, 0.0, 4) == [0, 1, 2, 3]
    assert sorted(greedy_map(worth, likeness, 1.0, 20)) == list(range(6))
