"""How much of what people say of titles is the same."""

from __future__ import annotations

import math

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.tags import tags_in_common
from tests.recommend.alike.conftest import DARK, DARKER, NO_YEAR, SONG, STREET


def test_tags_in_common_are_weighed_by_their_rarity_and_by_who_gave_them(tagged: Dataset) -> None:
    # Of four tagged titles two are of Vienna and two have a sewer.
    once, twice = math.log(2) * math.log(2), math.log(3) * math.log(2)
    found = tags_in_common(DARK, np.array([SONG, STREET]), tagged)
    own = 2 * once**2 + 50
    expected = [
        once * twice / math.sqrt(own * (twice**2 + 50)),
        once * once / math.sqrt(own * (once**2 + 50)),
    ]
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_other_tags_and_none_are_nothing_in_common(tagged: Dataset) -> None:
    assert not tags_in_common(NO_YEAR, np.array([DARK, DARKER, SONG]), tagged).any()
    assert not tags_in_common(DARKER, np.array([DARK, DARKER]), tagged).any()


def test_without_tags_there_is_nothing_in_common(with_unrated: Dataset) -> None:
    assert tags_in_common(DARK, np.array([DARK, SONG]), with_unrated).tolist() == [0, 0]
