"""What a model is trained on, in parts."""

from __future__ import annotations

import numpy as np

from recflix_tui.model.ratings import Ratings


def test_each_users_ratings_are_found_where_they_are_in_their_order() -> None:
    users = np.array([4, 1, 0, 4, 1, 4, 2])
    ratings = Ratings(users, np.arange(7), np.full(7, 3, np.float32), 6, 7, 0.5, 5.0)
    asked = np.array([1, 3, 4, 5])
    found = ratings.places_of(asked)
    assert [places.tolist() for places in found] == [
        [place for place, user in enumerate(users) if user == one] for one in asked
    ]
    assert ratings.places_of(asked[:0]) == []
