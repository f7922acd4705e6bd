"""Which ratings a training keeps aside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.model.holdout import rating_keys, shared_holdout
from recflix_tui.model.ratings import Ratings

USERS, ITEMS = 50, 400


def everything() -> Ratings:
    """Fifty users, each of whom rated all of 400 titles, by outside names with gaps."""
    users, items = (index.ravel() for index in np.indices((USERS, ITEMS)))
    return Ratings(
        users,
        items,
        (1 + (users + items) % 5).astype(np.float32),
        USERS,
        ITEMS,
        1,
        5,
        user_names=3 + 7 * np.arange(USERS),
        item_names=11 + 13 * np.arange(ITEMS),
    )


def names_held(ratings: Ratings, share: float) -> set[tuple[int, int]]:
    """The user and the title, by outside names, of each rating that is held out."""
    held = shared_holdout(ratings, share)
    users, items = ratings.user_names, ratings.item_names
    assert users is not None
    assert items is not None
    pairs = zip(users[ratings.users[held]], items[ratings.items[held]], strict=True)
    return {(int(user), int(item)) for user, item in pairs}


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), min_size=1, max_size=50, unique=True),
    st.sampled_from([0.0, 0.05, 0.5, 1.0]),
)
def test_every_user_keeps_a_rating_to_learn_from(
    pairs: list[tuple[int, int]], share: float
) -> None:
    users, items = np.array(pairs).T
    held = shared_holdout(
        Ratings(users, items, np.ones(len(users), np.float32), 7, 10, 1, 5), share
    )
    assert held.shape == users.shape
    assert set(users[~held]) == set(users)


def test_of_a_user_whose_ratings_would_all_be_held_out_one_alone_is_not() -> None:
    assert (~shared_holdout(everything(), 1.0)).sum() == USERS


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5])
def test_a_holdout_takes_its_share_of_users_and_of_titles_alike(share: float) -> None:
    held = shared_holdout(everything(), share).reshape(USERS, ITEMS)
    spread = np.sqrt(share * (1 - share))
    assert held.mean() == pytest.approx(share, abs=4 * spread / np.sqrt(USERS * ITEMS))
    for means, n in ((held.mean(axis=1), ITEMS), (held.mean(axis=0), USERS)):
        # As spread as shares of n independent draws are.
        assert means.std() == pytest.approx(spread / np.sqrt(n), rel=0.35)


def test_a_larger_share_holds_out_what_a_smaller_one_does() -> None:
    assert names_held(everything(), 0.05) < names_held(everything(), 0.1)


def test_what_is_held_out_hangs_on_no_order_no_index_and_no_other_rating() -> None:
    whole = everything()
    order = np.random.default_rng(0).permutation(len(whole.users))
    assert whole.user_names is not None
    mixed = replace(
        whole,
        users=USERS - 1 - whole.users[order],
        items=whole.items[order],
        stars=whole.stars[order],
        user_names=whole.user_names[::-1],
    )
    assert names_held(mixed, 0.1) == names_held(whole, 0.1)
    half = whole.part(whole.items % 2 == 0)
    assert names_held(half, 0.1) == {
        (user, item) for user, item in names_held(whole, 0.1) if (item - 11) // 13 % 2 == 0
    }


def test_other_names_are_other_draws() -> None:
    whole = everything()
    assert whole.user_names is not None
    profiles = replace(whole, user_names=-1 - whole.user_names)
    assert names_held(profiles, 0.1).isdisjoint(names_held(whole, 0.1))
    both = shared_holdout(profiles, 0.1) & shared_holdout(whole, 0.1)
    assert both.mean() == pytest.approx(0.01, abs=0.003)


def test_a_rating_is_told_by_its_user_its_title_and_its_stars() -> None:
    whole = replace(everything(), user_names=None, item_names=None)
    keys = rating_keys(whole)
    assert len(np.unique(keys)) == len(keys)
    np.testing.assert_array_equal(rating_keys(whole.part(whole.users == 7)), keys[whole.users == 7])
    changed = whole.stars.copy()
    changed[3] = 6 - changed[3] if changed[3] != 3 else 1
    other = rating_keys(replace(whole, stars=changed))
    np.testing.assert_array_equal(np.flatnonzero(other != keys), [3])
