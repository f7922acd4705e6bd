"""Where a person stands, and how strongly their taste pulls titles in."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.factors.showing.pulls import in_view, pull_strengths
from recflix_tui.factors.slide import slide
from recflix_tui.factors.space import Axes, factor_space
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.taste import Taste


def test_a_pull_is_what_the_axes_add_beside_the_most(one_draw: FactorModel) -> None:
    rated = {1: 4.5, 7: 2.0, 12: 5.0, 33: 3.0}
    fold = one_draw.fold_in(np.array(list(rated)), list(rated.values()))
    raw = one_draw.score_all(fold)
    taste = Taste(ProfileActivity(rated), raw, raw, np.ones(40, np.bool_), fold)
    known = np.ones(one_draw.n_items, np.bool_)
    space = factor_space(one_draw, Axes.COMPONENTS, known)
    slid = slide(one_draw, taste, space, known, np.eye(space.n)[1])
    items = list(range(0, 40, 3))
    added = [
        math.fsum(a * b for a, b in zip(slid.coordinates, space.items[item], strict=True))
        for item in items
    ]
    strengths = pull_strengths(slid, items)
    most = max(added)
    for value, strength in zip(added, strengths, strict=True):
        assert strength == pytest.approx(0.25 + 0.75 * value / most if value > 0 else 0, abs=1e-5)
    assert max(strengths) == pytest.approx(1)  # of them one is pulled, and one is not
    assert min(strengths) == 0


def test_who_stands_beyond_the_titles_is_shown_at_their_edge_the_same_way() -> None:
    near = np.array([0.3, -0.5, 0.1])
    np.testing.assert_array_equal(in_view(near), near)
    np.testing.assert_array_equal(in_view(np.zeros(3)), np.zeros(3))
    held = in_view(near * 5)
    assert np.linalg.norm(held) == pytest.approx(1)
    np.testing.assert_allclose(held / np.linalg.norm(held), near / np.linalg.norm(near))
