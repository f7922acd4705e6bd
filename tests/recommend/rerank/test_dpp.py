"""The greedy set of a determinantal process, against determinants worked out one by one."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.recommend.rerank.dpp import Volume
from tests.recommend.rerank.made_up import made_up, volume_of


def test_heights_are_the_ratios_of_determinants_and_never_below_a_titles_own_share() -> None:
    _, likeness, *_ = made_up(8, seed=2)
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
