"""Titles and people as points in space."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.factors.scene import scene
from recflix_tui.factors.space import Axes, FactorSpace, factor_space
from recflix_tui.model.factors import FactorModel
from tests.factors.conftest import space_of

KNOWN = np.arange(40) % 4 > 0


@pytest.fixture(scope="module")
def space(one_draw: FactorModel) -> FactorSpace:
    return factor_space(one_draw, Axes.COMPONENTS, KNOWN)


def test_a_title_times_a_person_is_what_the_axes_add(space: FactorSpace) -> None:
    shown = scene(space, (2, 0, 4), KNOWN)
    for user in (0, 33, 69):
        own = space.users[user].astype(float)
        added = space.items[:, [2, 0, 4]].astype(float) @ own[[2, 0, 4]]
        np.testing.assert_allclose(shown.points @ shown.place(own) * shown.unit, added, atol=1e-4)


def test_the_well_known_titles_fill_a_ball_of_radius_one(space: FactorSpace) -> None:
    lengths = np.linalg.norm(scene(space, (0, 1, 2), KNOWN).points[KNOWN], axis=1)
    assert lengths.max() == pytest.approx(1, abs=1e-5)


def test_a_typical_person_reaches_as_far_as_a_typical_title(space: FactorSpace) -> None:
    shown = scene(space, (0, 1, 2), KNOWN)
    titles = np.sqrt(np.square(shown.points[KNOWN].astype(float)).mean(axis=0))
    people = np.array([shown.place(row) for row in space.users.astype(float)])
    np.testing.assert_allclose(np.sqrt(np.square(people).mean(axis=0)), titles, rtol=1e-4)


def test_axes_that_are_missing_are_flat() -> None:
    two = space_of(np.column_stack([np.arange(6) - 2.5, np.ones(6)]))
    shown = scene(two, (0, 1), np.ones(6, np.bool_))
    assert (shown.points[:, 2] == 0).all()
    assert shown.place(np.array([1.0, 1.0]))[2] == 0
    none = scene(space_of(np.zeros((6, 0))), (), np.ones(6, np.bool_))
    assert not none.points.any()
