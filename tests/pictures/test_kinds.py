"""The colours of kinds."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from recflix_tui.pictures.kinds import N_KINDS, kind_colours
from recflix_tui.pictures.oklab import from_rgb


@pytest.mark.parametrize("dark", [True, False])
def test_any_two_are_told_apart_and_all_are_seen_on_their_ground(dark: bool) -> None:
    colours = kind_colours(dark)
    assert colours.shape == (N_KINDS + 1, 3)
    ground = np.array([[13, 17, 23] if dark else [255, 255, 255]], np.uint8)
    lab = from_rgb(np.concatenate([colours, ground]))
    for one, other in itertools.combinations(lab, 2):
        assert np.linalg.norm(one - other) > 0.07
    assert np.abs(lab[:-1, 0] - lab[-1, 0]).min() > 0.25


@pytest.mark.parametrize("dark", [True, False])
def test_what_is_of_no_kind_is_grey(dark: bool) -> None:
    lab = from_rgb(kind_colours(dark))
    chroma = np.linalg.norm(lab[:, 1:], axis=1)
    assert chroma[-1] == chroma.min()
    assert chroma[-1] < 0.03
