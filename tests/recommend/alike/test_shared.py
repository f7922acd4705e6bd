"""What a title shares with those that are like it, in words."""

from __future__ import annotations

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.shared import reason, shared
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


def test_genres_and_decade_are_told_the_rarest_first(with_unrated: Dataset) -> None:
    assert shared(DARK, [DARKER, BY_NOBODY], with_unrated) == ["Film-Noir", "Crime", "1940s"]


def test_what_less_than_two_thirds_of_them_have_is_not_shared(with_unrated: Dataset) -> None:
    assert shared(DARK, [DARKER, STREET, SONG], with_unrated) == ["Crime", "1940s"]
    assert shared(DARK, [DARKER, STREET, SONG, STREET], with_unrated) == ["Crime"]
    assert shared(DARK, [STREET], with_unrated) == ["Crime"]
    assert shared(STREET, [SONG], with_unrated) == []


def test_what_is_not_known_is_not_shared(with_unrated: Dataset) -> None:
    assert shared(NO_YEAR, [NO_YEAR], with_unrated) == ["Film-Noir", "Crime"]
    assert shared(NOTHING_SAID, [NOTHING_SAID], with_unrated) == ["1940s"]
    assert shared(WIDE, [WIDE], with_unrated) == ["Film-Noir", "Crime", "1940s"]
    assert shared(DARK, [], with_unrated) == []


def test_the_same_people_are_named_where_there_are_some(
    with_unrated: Dataset, dataset: Dataset
) -> None:
    assert reason(BY_NOBODY, [DARK], with_unrated).startswith("of the same kind · Film-Noir")
    assert reason(1, [4, 7], dataset) == "often picked by the same people · Drama · 1950s"
