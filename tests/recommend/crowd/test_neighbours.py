"""Users who pick like a profile."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.crowd import neighbours
from recflix_tui.recommend.crowd.liked import liked_of
from tests.recommend.crowd.rated import Rating, some_ratings, with_ratings

RATINGS = some_ratings(800, seed=5)
ACTIVITY = ProfileActivity(
    ratings={3: 5.0, 9: 1.0, 20: 3.5, 41: 4.0}, watched={7: 10.0, 3: 11.0}, refused={50: 1.0}
)


def likeness(ratings: list[Rating], above: dict[int, float]) -> dict[int, float]:
    stars = [[s for _, i, s, _ in ratings if i == item] for item in range(60)]
    of_user: dict[int, float] = {}
    for user in {user for user, _, _, _ in ratings}:
        own = {item: s for u, item, s, _ in ratings if u == user}
        total = 0.0
        for item, mine in above.items():
            if item in own:
                theirs = own[item] - sum(stars[item]) / len(stars[item])
                both = max(-1, min(1, mine)) * max(-1, min(1, theirs))
                rarity = math.log(80 / len(stars[item]))
                total += rarity * (1 + neighbours.AGREEING * both)
        of_user[user] = total / math.sqrt(len(own) + neighbours.FEW)
    return of_user


def test_what_was_liked_is_the_newest_ratings_and_the_marks_without_one() -> None:
    liked = liked_of(ACTIVITY)
    assert liked.items.tolist() == [7, 3, 9, 20, 41]
    np.testing.assert_allclose(liked.above, [0.5, 1.625, -2.375, 0.125, 0.625])
    many = liked_of(
        ProfileActivity(ratings=dict.fromkeys(range(60), 3.0), my_list={5: 1.0, 99: 2.0})
    )
    assert many.items.tolist() == [99, *range(10, 60)]


def test_the_nearest_share_rare_titles_and_agree(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "NEAREST", 12)
    rated, liked = with_ratings(dataset, RATINGS), liked_of(ACTIVITY)
    near = neighbours.nearest_users(rated, liked)
    own = dict(zip(liked.items.tolist(), liked.above.tolist(), strict=True))
    expected = likeness(RATINGS, own)
    assert len(near.users) == 12
    np.testing.assert_allclose(near.likeness, [expected[u] for u in near.users.tolist()], rtol=1e-5)
    least = near.likeness.min()
    left = [value for user, value in expected.items() if user not in near.users.tolist()]
    assert max(left) <= least * (1 + 1e-6)


def test_each_neighbour_counts_by_its_likeness(dataset: Dataset) -> None:
    rated = with_ratings(dataset, RATINGS)
    near = neighbours.Neighbours(np.array([4, 70], np.int32), np.array([3.0, 1.0]))
    found = neighbours.liked_by(rated, near)
    for item in range(60):
        stars = [s for _, i, s, _ in RATINGS if i == item]
        theirs = [(u, s) for u, i, s, _ in RATINGS if i == item and u in (4, 70)]
        likeness = {4: 1.5, 70: 0.5}
        more = sum(likeness[u] * (s - sum(stars) / len(stars) + 0.5) for u, s in theirs)
        expected = more / (sum(likeness[u] for u, _ in theirs) + 5)
        assert math.isclose(found[item], expected, abs_tol=1e-6)


def test_of_much_rated_titles_only_blocks_of_users_are_asked(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    rated, liked = with_ratings(dataset, RATINGS), liked_of(ACTIVITY)
    total = int(rated.counts[liked.items].sum())
    monkeypatch.setattr(neighbours, "MOST_READ", total // 2)
    monkeypatch.setattr(neighbours, "BLOCKS", 4)
    size = int(total // 2 / total * 80 / 4)
    near = neighbours.nearest_users(rated, liked)
    assert len(near.users)
    assert all(user % 20 < size for user in near.users.tolist())


def test_somebody_whose_titles_nobody_rated_has_no_neighbours(dataset: Dataset) -> None:
    rated = with_ratings(dataset, [(0, 1, 4.0, 5)])
    assert not len(neighbours.nearest_users(rated, liked_of(ACTIVITY)).users)
