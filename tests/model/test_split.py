"""Which ratings are held out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.model.split import leave_out, random_holdout, since


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=60),
    st.sampled_from([0.0, 0.05, 0.5]),
    st.integers(0, 99),
)
def test_every_user_keeps_a_rating_to_learn_from(users: list[int], share: float, seed: int) -> None:
    held = random_holdout(np.array(users), share, seed)
    assert held.shape == (len(users),)
    assert set(np.array(users)[~held]) == set(users)


def test_a_holdout_takes_its_share_and_is_told_by_its_seed() -> None:
    users = np.arange(20_000) % 50
    held = random_holdout(users, 0.1, 4)
    assert held.mean() == pytest.approx(0.1, abs=0.01)
    np.testing.assert_array_equal(held, random_holdout(users, 0.1, 4))
    assert (held != random_holdout(users, 0.1, 5)).any()


def test_the_last_of_each_user_are_left_out() -> None:
    users = np.array([0, 1, 0, 1, 0, 2, 0])
    when = np.array([40, 8, 10, 9, 30, 5, 20])
    held = leave_out(users, when, 2, seed=0)
    # User 0 has ratings at 10 and 20 to learn from; 1 and 2 have no more than two.
    np.testing.assert_array_equal(np.flatnonzero(held), [0, 4])


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=1, max_size=60),
    st.integers(1, 4),
    st.booleans(),
)
def test_left_out_are_n_of_each_user_who_has_more_and_none_is_older_than_one_kept(
    pairs: list[tuple[int, int]], n: int, timed: bool
) -> None:
    users, when = np.array(pairs).T
    held = leave_out(users, when if timed else None, n, seed=3)
    for user in set(users.tolist()):
        own = users == user
        assert held[own].sum() == (n if own.sum() > n else 0)
        if timed and held[own].any():
            assert when[own & held].min() >= when[own & ~held].max()


def test_what_is_left_out_at_random_is_told_by_the_seed() -> None:
    users = np.repeat(np.arange(10), 20)
    first = leave_out(users, None, 5, seed=1)
    np.testing.assert_array_equal(first, leave_out(users, None, 5, seed=1))
    assert (first != leave_out(users, None, 5, seed=2)).any()
    # Not always the same ones of a user's ratings.
    assert len(np.unique(np.flatnonzero(first) % 20)) > 5


@given(st.lists(st.integers(1, 40), min_size=2, max_size=80), st.sampled_from([0.05, 0.1, 0.5]))
def test_nothing_learnt_from_is_later_than_what_is_tested(times: list[int], share: float) -> None:
    when = np.array(times)
    held, moment = since(when, share)
    assert not held.all()
    assert (when[held] >= moment).all()
    assert (when[~held] < moment).all()


def test_the_latest_share_is_held_out() -> None:
    held, moment = since(np.arange(1000) + 7, 0.1)
    assert held.sum() == 100
    assert moment == 907


@pytest.mark.parametrize("unit", [1, 1000, 10**9])
def test_times_in_any_unit_are_split_at_the_same_rating(unit: int) -> None:
    when = (np.arange(1000) + 1_700_000_000) * unit + 1
    held, moment = since(when, 0.1)
    np.testing.assert_array_equal(np.flatnonzero(held), np.arange(900, 1000))
    assert moment == when[900]


def test_where_most_ratings_are_of_the_first_moment_the_later_ones_are_held_out() -> None:
    when = np.array([5] * 95 + [8, 9, 9, 7, 9])
    held, moment = since(when, 0.1)
    assert moment == 7
    np.testing.assert_array_equal(np.flatnonzero(held), [95, 96, 97, 98, 99])
