"""The three orders, beside plain loops over all titles."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.kernels.arrays import Flags, Floats
from recflix_tui.recommend.together.strategies import (
    SERVED,
    average,
    fairness,
    least_misery,
    satisfaction,
)


def tails(n_members: int, n_items: int, seed: int) -> tuple[Floats, Flags]:
    """Shares with long tails, as worths have, and which titles may be shown."""
    rng = np.random.default_rng(seed)
    shares = np.exp(rng.normal(-4, 2, (n_members, n_items))).astype(np.float32)
    return shares, rng.random(n_items) < 0.9


@pytest.mark.parametrize(("members", "titles", "n"), [(2, 300, 12), (5, 400, 20), (3, 8, 20)])
def test_the_fair_list_grows_by_what_adds_most_to_the_sum_of_logarithms(
    members: int, titles: int, n: int
) -> None:
    shares, among = tails(members, titles, seed=members)
    served, chosen = [SERVED] * members, list[int]()
    for _ in range(min(n, int(among.sum()))):
        gains = {
            item: sum(
                math.log(was + float(shares[p, item])) - math.log(was)
                for p, was in enumerate(served)
            )
            for item in np.flatnonzero(among).tolist()
            if item not in chosen
        }
        chosen.append(max(gains, key=lambda item: gains[item]))
        served = [was + float(shares[p, chosen[-1]]) for p, was in enumerate(served)]
    assert fairness(shares, among, n).tolist() == chosen


def test_the_fair_list_serves_everybody_alike_where_an_average_serves_one() -> None:
    first, second = np.zeros((2, 12), np.float32), np.zeros((2, 12), np.float32)
    first[0, :6] = 1.0
    second[1, 6:] = 0.8
    shares, among = first + second, np.ones(12, np.bool_)
    fair = satisfaction(shares, among, fairness(shares, among, 6))
    best = satisfaction(shares, among, average(shares, among, 6))
    np.testing.assert_allclose(fair, [0.5, 0.5], rtol=1e-6)
    np.testing.assert_allclose(best, [1.0, 0.0], atol=1e-6)


def test_half_as_good_for_each_is_above_perfect_for_one_and_nothing_for_another() -> None:
    shares = np.array([[1.0, 0.45, 0.0], [0.0, 0.45, 0.9]], np.float32)
    assert average(shares, np.ones(3, np.bool_), 3).tolist() == [1, 0, 2]
    assert average(shares, np.array([True, False, True]), 3).tolist() == [0, 2]


def test_an_average_and_least_misery_are_those_of_each_title_by_itself() -> None:
    shares, among = tails(4, 120, seed=9)
    stars = np.random.default_rng(1).uniform(1, 5, shares.shape).astype(np.float32)
    there = np.flatnonzero(among).tolist()
    power_mean = {i: (sum(float(s) ** 0.5 for s in shares[:, i]) / 4) ** 2 for i in there}
    assert average(shares, among, 15).tolist() == sorted(there, key=lambda i: -power_mean[i])[:15]
    spared = [i for i in there if min(stars[:, i].tolist()) >= 2]
    lowest = sorted(spared, key=lambda i: -min(shares[:, i].tolist()))
    assert least_misery(shares, stars, among, 15, 2.0).tolist() == lowest[:15]


def test_satisfaction_is_what_was_had_of_what_could_be_had_at_most() -> None:
    shares = np.array([[4, 2, 1, 1], [0, 1, 0, 3], [0, 0, 0, 0]], np.float32)
    among = np.array([True, True, True, False])
    served = satisfaction(shares, among, np.array([0, 2]))
    np.testing.assert_allclose(served, [5 / 6, 0, 0])
    assert satisfaction(shares, among, np.array([], np.int64)).tolist() == [0, 0, 0]


def test_without_titles_no_list_has_any() -> None:
    shares, none = tails(2, 10, seed=0)[0], np.zeros(10, np.bool_)
    assert not len(fairness(shares, none, 5))
    assert not len(average(shares, none, 5))
    assert not len(least_misery(shares, shares, none, 5, 0.0))


def test_no_last_bit_hides_a_title_that_is_worth_next_to_nothing() -> None:
    for first in np.linspace(0.1, 1, 200, dtype=np.float32):
        shares = np.array([[first, 1e-20]], np.float32)
        assert fairness(shares, np.ones(2, np.bool_), 2).tolist() == [0, 1]
