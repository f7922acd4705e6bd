"""How near titles are by genre, year and tags."""

from __future__ import annotations

import math

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.kind import nearness
from recflix_tui.recommend.alike.rarity import genre_rarity
from recflix_tui.recommend.alike.tags import tags_in_common
from tests.recommend.alike.conftest import (
    BY_NOBODY,
    DARK,
    DARKER,
    NO_YEAR,
    NOTHING_SAID,
    SONG,
    STREET,
    WIDE,
)


def near(item: int, other: int, dataset: Dataset) -> float:
    return float(nearness(item, np.array([other]), dataset)[0])


def test_the_same_genres_and_years_are_as_near_as_titles_can_be(with_unrated: Dataset) -> None:
    assert math.isclose(near(DARK, BY_NOBODY, with_unrated), 1.2, rel_tol=1e-6)
    assert math.isclose(
        near(DARK, DARKER, with_unrated), 0.7 + 0.5 * math.exp(-1 / 15), rel_tol=1e-6
    )


def test_a_rare_genre_in_common_says_more_than_a_usual_one(with_unrated: Dataset) -> None:
    # Of eight titles six are crime and five of them noir.
    crime, noir = math.log(8 / 6), math.log(8 / 5)
    genres = crime / math.sqrt(crime * (crime + noir))
    assert math.isclose(
        near(DARK, STREET, with_unrated), 0.7 * genres + 0.5 * math.exp(-53 / 15), rel_tol=1e-6
    )


def test_tags_in_common_bring_titles_nearer(tagged: Dataset) -> None:
    common = float(tags_in_common(DARK, np.array([SONG]), tagged)[0])
    assert common > 0
    assert math.isclose(
        near(DARK, SONG, tagged), 0.5 * math.exp(-2 / 15) + 1.5 * common, rel_tol=1e-6
    )


def test_other_genres_leave_the_years_alone(with_unrated: Dataset) -> None:
    assert math.isclose(near(DARK, SONG, with_unrated), 0.5 * math.exp(-2 / 15), rel_tol=1e-6)


def test_a_year_that_is_not_known_is_neither_near_nor_far(with_unrated: Dataset) -> None:
    for pair in ((DARK, NO_YEAR), (NO_YEAR, DARK)):
        assert math.isclose(near(*pair, with_unrated), 0.7 + 0.5 * 0.25, rel_tol=1e-6)


def test_a_format_and_the_want_of_genres_are_no_genre(with_unrated: Dataset) -> None:
    assert math.isclose(near(DARK, WIDE, with_unrated), 1.2, rel_tol=1e-6)
    assert math.isclose(near(NOTHING_SAID, NOTHING_SAID, with_unrated), 0.5, rel_tol=1e-6)
    rarity = dict(zip(with_unrated.genre_names, genre_rarity(with_unrated).tolist(), strict=True))
    assert [name for name, says in rarity.items() if not says] == ["IMAX"]


def test_a_genre_that_all_titles_have_still_counts(dataset: Dataset) -> None:
    assert (genre_rarity(dataset) >= 0.1).all()
