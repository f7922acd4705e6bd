"""Along which axes a title stands out."""

from __future__ import annotations

import numpy as np

from recflix_tui.factors.showing.leanings import leanings
from recflix_tui.factors.slide import Terms


def test_a_title_leans_where_it_stands_farthest_out_whatever_one_thinks_of_that() -> None:
    terms = Terms(
        item=7,
        mean=3.5,
        user_bias=0.2,
        item_bias=-0.1,
        coordinates=np.array([1.0, -2.0, 0.5, 3.0]),
        loadings=np.array([0.1, 0.4, -0.2, 0.05]),
        rest=0.0,
        total=2.95,
        held=2.95,
    )
    assert leanings(terms, 2) == ((1, 0.4), (2, -0.2))
    assert [axis for axis, _ in leanings(terms, 9)] == [1, 2, 0, 3]
