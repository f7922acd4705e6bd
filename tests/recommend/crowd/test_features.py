"""How near titles are to what was liked, by what they are."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.dataset.credits.credits import Credits
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.alike.rarity import genre_rarity
from recflix_tui.recommend.crowd import features
from recflix_tui.recommend.crowd.liked import Liked
from recflix_tui.recommend.signals import metadata
from recflix_tui.recommend.weighing.signal import SignalContext
from tests.recommend.alike.conftest import TAGS, TITLES, tagged, with_unrated

__all__ = ["tagged", "with_unrated"]

LIKED = Liked(np.array([0, 3, 4], np.int32), np.array([1.0, -2.0, 0.5]))
COUNTED = dict(zip([0, 3, 4], features.weights_of(LIKED).tolist(), strict=True))


def cosine(one: list[float], other: list[float], more: float = 0.0) -> float:
    """more: what is added to the squares of the first."""
    product = sum(a * b for a, b in zip(one, other, strict=True))
    length = math.sqrt((sum(a * a for a in one) + more) * sum(b * b for b in other))
    return product / length if length else 0.0


def of_length_one(values: list[float], more: float = 0.0) -> list[float]:
    length = math.sqrt(sum(value * value for value in values) + more)
    return [value / length for value in values] if length else values


def sums(vectors: list[list[float]], more: float = 0.0) -> list[float]:
    """What was liked: the vectors of the liked titles, of length 1, by what each counts."""
    each = [[n * v for v in of_length_one(vectors[i], more)] for i, n in COUNTED.items()]
    return [sum(column) for column in zip(*each, strict=True)]


def genres(dataset: Dataset) -> list[list[float]]:
    rarity = genre_rarity(dataset)
    return [
        [
            float(rarity[g]) if name in dataset.genres(i) else 0.0
            for g, name in enumerate(dataset.genre_names)
        ]
        for i in range(len(TITLES))
    ]


def said(names: list[str]) -> list[list[float]]:
    """What the tags of each title weigh: of four tagged titles two have either name."""
    vectors = []
    for movie, _, _ in TITLES:
        of_title = [name for m, name, _ in TAGS if m == movie]
        tagged_with = [len({m for m, of, _ in TAGS if of == name}) for name in names]
        vectors.append(
            [
                math.log(1 + of_title.count(name)) * math.log(4 / n)
                for name, n in zip(names, tagged_with, strict=True)
            ]
        )
    return vectors


def test_genres_are_compared_by_their_cosine(tagged: Dataset) -> None:
    vectors = genres(tagged)
    expected = [cosine(vector, sums(vectors)) for vector in vectors]
    np.testing.assert_allclose(features.near_in_genres(tagged, LIKED), expected, atol=1e-9)


def test_decades_are_compared_by_their_share(tagged: Dataset) -> None:
    decades = sorted({int(year) // 10 for year in tagged.years if year})
    vectors = [
        [1.0 if int(year) // 10 == decade else 0.0 for decade in decades] for year in tagged.years
    ]
    expected = [cosine(vector, sums(vectors)) for vector in vectors]
    np.testing.assert_allclose(features.near_in_decades(tagged, LIKED), expected, atol=1e-9)


def test_tags_are_compared_where_enough_is_said(tagged: Dataset) -> None:
    assert tagged.tags is not None
    vectors = said(["Vienna", "sewer", "heist"])
    own = sums(vectors, 50)
    expected = [cosine(vector, own, 50) for vector in vectors]
    found = features.near_in_what_is_said(tagged, LIKED)
    np.testing.assert_allclose(found, expected, atol=1e-6)
    assert max(abs(value) for value in expected) > 0.01


def test_without_tags_nothing_is_said(with_unrated: Dataset) -> None:
    assert not features.near_in_what_is_said(with_unrated, LIKED).any()


def test_directors_and_cast_in_common_add_up(
    tagged: Dataset, with_unrated: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    directors = [[0], [0, 1], [], [2], [0], [], [1], []]
    cast = [[3, 4], [4], [3], [4, 5, 3], [], [], [1, 0], [5]]
    starts = [np.cumsum([0, *map(len, of)]) for of in (directors, cast)]
    people = [np.array([n for row in of for n in row], np.int32) for of in (directors, cast)]
    rows = Credits(
        text=np.zeros(0, np.uint8),
        ends=np.arange(6),
        imdb_ids=np.arange(6),
        director_indptr=starts[0],
        director_people=people[0],
        cast_indptr=starts[1],
        cast_people=people[1],
        runtimes=np.zeros(8, np.int16),
    )
    monkeypatch.setattr(tagged, "credits", rows)
    found = features.near_in_people(tagged, LIKED)
    length = math.sqrt(sum(n * n for n in COUNTED.values()))
    for item in range(len(TITLES)):
        expected = 0.0
        for other, n in COUNTED.items():
            directed = len({*directors[item]} & {*directors[other]})
            played = len({*cast[item]} & {*cast[other]})
            expected += n * (0.3 * directed + 0.1 * played) / length
        assert math.isclose(found[item], expected, abs_tol=1e-9)
    assert not features.near_in_people(with_unrated, LIKED).any()


def test_metadata_is_all_of_these_beside_what_is_usual(tagged: Dataset) -> None:
    activity = ProfileActivity(ratings={0: 5.0, 3: 2.0, 4: 4.5})
    found = metadata.metadata(SignalContext(activity, tagged)).titles
    assert found is not None
    mean = (5 + 2 + 4.5) / 3
    liked = Liked(np.array([0, 3, 4], np.int32), np.array([5 - mean, 2 - mean, 4.5 - mean]))
    near = metadata.GENRES * features.near_in_genres(tagged, liked)
    near += metadata.DECADE * features.near_in_decades(tagged, liked)
    near += metadata.TAGS * features.near_in_what_is_said(tagged, liked)
    near += features.near_in_people(tagged, liked)
    usual = sum(n * value for n, value in zip(tagged.counts, near, strict=True))
    expected = [max(-1, min(1, value - usual / tagged.counts.sum())) for value in near]
    np.testing.assert_allclose(found, expected, atol=1e-6)
