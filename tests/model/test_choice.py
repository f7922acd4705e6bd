from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.model.choice import UNLED, Content, Entered
from recflix_tui.model.pick_curves import LikeCurve, PickCurve, liked_from
from tests.examples.choices import like_others, make_choice

ROWS = [
    [0.0, 0.5, 0.2, 0.0],
    [0.4, 0.0, -0.1, 0.3],
    [0.1, 0.6, 0.0, 0.0],
    [0.0, 0.0, 0.0, 0.0],
]


def test_a_score_is_the_sum_of_entries_times_weights() -> None:
    model = make_choice(ROWS)
    entries = model.entries([4.0, 2.0])
    expected = entries[0] * np.array(ROWS[0]) + entries[1] * np.array(ROWS[1])
    np.testing.assert_allclose(model.score_all(np.array([0, 1]), [4.0, 2.0]), expected, atol=1e-6)


def test_several_entries_of_a_title_count_as_their_sum() -> None:
    model = make_choice(ROWS)
    twice = Entered(np.array([1, 0, 1], np.int32), np.array([0.5, 1.0, -0.2]), 3)
    once = Entered(np.array([0, 1], np.int32), np.array([1.0, 0.3]), 3)
    np.testing.assert_allclose(model.score(twice), model.score(once), atol=1e-6)
    assert len(model.contributions(twice, 3)) == 3


def test_an_entry_weighs_more_the_newer_and_the_better_liked_it_is() -> None:
    model = make_choice(ROWS, recency=1.0, liking=0.5)
    # Ranks from the newest 1 and 0, of a scale of 2; one star above and one below the mean of 3.
    np.testing.assert_allclose(model.entries([4.0, 2.0]), [1.5 / 1.5, 0.5])
    assert len(model.entries([])) == 0


@pytest.mark.parametrize("item", range(4))
def test_what_each_rating_adds_is_the_score_together(item: int) -> None:
    content = like_others([0, 0, 0, 0.5], [0, 1])
    model = make_choice(ROWS, content=content)
    items, stars = np.array([2, 0, 1]), [3.0, 5.0, 4.5]
    parts = model.contributions(model.entered(items, stars), item)
    assert parts.sum() == pytest.approx(float(model.score_all(items, stars)[item]), abs=1e-5)
    assert not parts[items == item].any()


def test_a_title_without_weights_has_a_share_of_what_titles_like_it_are_given() -> None:
    content = like_others([0, 0, 0, 0.5], [0, 2])
    without = make_choice([[*row[:3], 0.0] for row in ROWS])
    model = make_choice([[*row[:3], 0.0] for row in ROWS], [0.4, 0.3, 0.2, 0.0], content)
    items, stars = np.array([1]), [4.0]
    scores = without.score_all(items, stars)
    assert model.score_all(items, stars)[3] == pytest.approx(0.5 * (scores[0] + scores[2]) / 2)
    assert model.is_by_content(3)
    assert not model.is_by_content(0)


def test_without_ratings_every_score_is_0() -> None:
    assert not make_choice(ROWS).score_all(np.zeros(0, np.int32), []).any()


def test_the_chance_of_a_pick_is_the_curve_of_score_and_popularity() -> None:
    curve = PickCurve(0.5, 1.5, 0.1, -1.0, -0.5, 0.8)
    for score, popular, leaning, n in (
        (0.2, 0.3, 0.4, 10),
        (-0.4, 0.3, -1.0, 25),
        (0.0, 0.05, 0, 3),
    ):
        grown = np.log(n / 10)
        inside = max(score, 0) + popular * np.exp(-1.0 - 0.5 * grown + 0.8 * leaning)
        expected = 1 / (1 + np.exp(-(0.5 + (1.5 + 0.1 * grown) * np.log(inside))))
        one = [np.array([value], np.float32) for value in (score, popular, leaning)]
        found = curve.chances(one[0], curve.popular_part(one[1], one[2], n), n)
        assert found[0] == pytest.approx(expected, rel=1e-5)


def given(n: int) -> Entered:
    """So many ratings of the first title."""
    return make_choice(ROWS).entered(np.zeros(n, np.int32), [4.0] * n)


def test_popularity_weighs_less_the_more_is_known_of_a_person() -> None:
    model = make_choice(ROWS, [0.1, 1.0, 0.1, 0.1])
    scores = np.array([0.3, 0.0, 0.0, 0.0], np.float32)
    few, many = model.picks(scores, given(3)), model.picks(scores, given(300))
    assert few[1] > few[0]
    assert many[0] > many[1]


def test_popularity_weighs_more_among_the_kinds_that_a_person_rates() -> None:
    kinds = Content(
        kinds=np.array([0, 0, 1, 1], np.int32),
        alike=np.zeros((2, 1), np.int32),
        features=np.eye(2, dtype=np.float32),
        usual=np.full(2, 0.5, np.float32),
        share=np.zeros(4, np.float32),
    )
    model = make_choice(ROWS, [0.5] * 4, kinds)
    items, stars = np.array([0, 0]), [4.0, 4.0]
    entries = model.entries(stars).sum()
    leans = 0.5 * entries / (entries + UNLED)
    np.testing.assert_allclose(
        model.leaning(model.entered(items, stars)), [leans, leans, -leans, -leans], rtol=1e-5
    )
    part = model.popular_part(model.entered(items, stars))
    assert part[1] / part[2] == pytest.approx(np.exp(0.8 * 2 * leans), rel=1e-5)


def test_no_chance_is_below_0_or_above_1() -> None:
    model = make_choice(ROWS)
    scores = np.array([-1e6, 0.0, 1e6, 1e-30], np.float32)
    for n in (0, 1, 10_000):
        chances = model.picks(scores, given(n), np.array([0.0, 0.0, 1e6, 0.0], np.float32))
        assert np.isfinite(chances).all()
        assert (chances >= 0).all()
        assert (chances <= 1).all()


def test_the_chance_of_liking_rises_with_the_predicted_stars() -> None:
    likes = LikeCurve(2.0, 3.5, few=0.0).chances(np.array([2.0, 3.5, 5.0], np.float32), 10)
    np.testing.assert_allclose(likes, 1 / (1 + np.exp([3.0, 0.0, -3.0])), rtol=1e-5)


def test_a_prediction_tells_less_of_somebody_with_few_ratings() -> None:
    curve, high = LikeCurve(2.0, 3.5, few=7.0), np.array([5.0], np.float32)
    by_few, by_many = curve.chances(high, 6), curve.chances(high, 6_993)
    assert by_few[0] == pytest.approx(1 / (1 + np.exp(-3.0 / 2)), rel=1e-5)
    assert by_many[0] == pytest.approx(1 / (1 + np.exp(-3.0)), rel=1e-3)


def test_four_of_five_stars_are_liked() -> None:
    assert liked_from(1.0, 5.0) == 4.0
    assert liked_from(0.0, 100.0) == 75.0
