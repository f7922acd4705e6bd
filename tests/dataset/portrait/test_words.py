"""What is said of a dataset's figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recflix_tui.dataset.portrait import words
from recflix_tui.dataset.portrait.spread import spread_of
from recflix_tui.dataset.portrait.values import Portrait, StarsFigure, Timeline

PORTRAIT = Portrait(
    name="films",
    source="films",
    n_users=4,
    n_titles=10,
    n_ratings=24,
    known_share=0.6,
    mean_stars=3.456,
    stars=(StarsFigure(3.0, 6), StarsFigure(4.5, 18)),
    per_user=spread_of(np.array([2, 4, 6, 12])),
    per_title=spread_of(np.array([0, 0, 1, 1, 1, 1, 2, 2, 4, 12])),
    time=Timeline("year", "1996-03-29", "2000-01-02", (), 0),
    genres=(),
)


def test_the_whole_is_told_with_its_sparsity_and_its_stars() -> None:
    assert words.of_the_whole(PORTRAIT) == (
        "24 ratings of 10 titles by 4 users",
        "a table of users and titles has 40 cells: 60.00% have a rating, 40.00% are empty "
        "(the sparsity)",
        "3.46 stars on average, 4.5 the most often (75.0%)",
    )


def test_a_full_table_has_no_empty_cells_to_tell() -> None:
    told = words.of_the_whole(replace(PORTRAIT, known_share=1.0))
    assert told[1] == "a table of users and titles has 40 cells: all have a rating"


def test_of_a_table_with_few_ratings_both_shares_are_told_as_exactly() -> None:
    told = words.of_the_whole(replace(PORTRAIT, known_share=0.000123))
    assert told[1].endswith("0.012% have a rating, 99.988% are empty (the sparsity)")


def test_users_and_titles_are_told_with_their_middle_and_their_top() -> None:
    assert words.of_users(PORTRAIT)[:2] == (
        "the median user has 5 ratings, the mean is 6.0; from 2 to 12",
        "half of all ratings are by the most active user of 4 (25.0%)",
    )
    assert words.of_titles(PORTRAIT)[:3] == (
        "the median title has 1 rating, the mean is 2.4; from 0 to 12",
        "half of all ratings are on the most rated title of 10 (10.0%); "
        "all others are the long tail",
        "fewer than 5 ratings: 9 titles, 2 of them none",
    )


def test_more_than_one_at_the_top_are_counted() -> None:
    spread = spread_of(np.array([5, 5, 5, 5]))
    assert words.of_users(replace(PORTRAIT, per_user=spread))[1] == (
        "half of all ratings are by the 2 most active users of 4 (50.0%)"
    )


def test_a_median_between_two_counts_is_told_as_it_is() -> None:
    spread = spread_of(np.array([1, 4]))
    assert words.of_users(replace(PORTRAIT, per_user=spread))[0].startswith(
        "the median user has 2.5 ratings"
    )


def test_times_that_are_not_known_are_told() -> None:
    assert words.of_time(PORTRAIT) == ("from 1996-03-29 to 2000-01-02",)
    some = Timeline("year", "1996-03-29", "2000-01-02", (), 7)
    assert words.of_time(replace(PORTRAIT, time=some))[1] == "7 ratings without a time"
    none = words.of_time(replace(PORTRAIT, time=None))
    assert none == ("the dataset does not say when its ratings were given",)


def test_no_share_is_told_as_none_or_all_that_is_not() -> None:
    assert [words.percent(share) for share in (0, 0.0000123, 0.00182, 0.016, 0.5)] == [
        "0.0%",
        "0.0012%",
        "0.18%",
        "1.6%",
        "50.0%",
    ]
    assert [words.percent(share) for share in (0.984, 0.99818, 0.9999877, 1)] == [
        "98.4%",
        "99.82%",
        "99.9988%",
        "100.0%",
    ]
