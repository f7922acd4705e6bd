"""The small values of a dataset."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS


def test_a_scale_holds_its_own_stars_and_no_others() -> None:
    odd = np.array([0, 0.4, 0.75, 5.5, np.nan, np.inf, -np.inf], dtype=np.float32)
    for scale in (HALF_STARS, WHOLE_STARS):
        assert scale.holds(np.array(scale.stars, dtype=np.float32)).all()
        assert not scale.holds(odd).any()
    assert not WHOLE_STARS.holds(np.array([0.5, 3.5], dtype=np.float32)).any()
    assert str(HALF_STARS) == "0.5 to 5"
