"""What is like well-known films, on the sample data: of their kind, and of their time."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from benchmarks.alike import ANCHORS, found, likest, share_noir, shares
from recflix_tui.dataset.dataset import Dataset


@pytest.fixture(scope="module")
def lists(sample: Dataset) -> dict[int, list[int]]:
    """The first ten of each anchor."""
    return {item: likest(item, sample) for item in found(ANCHORS, sample)}


def test_all_anchors_are_there(lists: dict[int, list[int]]) -> None:
    assert len(lists) == len(ANCHORS) >= 30
    assert all(len(near) == 10 for near in lists.values())


def test_most_of_what_is_like_a_film_is_of_a_genre_and_of_the_time_of_it(
    sample: Dataset, lists: dict[int, list[int]]
) -> None:
    genre, rarest, time = np.mean([shares(i, near, sample) for i, near in lists.items()], axis=0)
    assert genre >= 0.9
    assert rarest >= 0.65
    assert time >= 0.8


def test_no_film_stands_among_others_of_another_kind_and_time(
    sample: Dataset, lists: dict[int, list[int]]
) -> None:
    for item, near in lists.items():
        genre, _, time = shares(item, near, sample)
        assert min(genre - 0.7, time - 0.5) >= -1e-9, sample.title(item)


def test_what_is_like_a_film_noir_is_mostly_noir_or_crime_of_its_time(
    sample: Dataset, lists: dict[int, list[int]]
) -> None:
    noir = {i: near for i, near in lists.items() if "Film-Noir" in sample.genres(i)}
    assert len(noir) >= 5
    for item, near in noir.items():
        assert share_noir(near, sample) >= 0.5, sample.title(item)


def test_no_film_is_like_everything(lists: dict[int, list[int]]) -> None:
    stands = Counter(item for near in lists.values() for item in near)
    assert max(stands.values()) <= len(lists) // 4
    assert len(stands) >= 5 * len(lists)
