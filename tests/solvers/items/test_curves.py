"""The curves from scores and stars to chances, learnt from what was picked and liked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.pick_curves import LikeCurve, PickCurve
from recflix_tui.solvers.items.liking import like_curve, usual_like_curve
from recflix_tui.solvers.items.pick_curve import USUAL, Asked, fit_pick_curve, likely

TRUE = PickCurve(1.0, 1.2, 0.2, -1.5, -0.4, 1.0)


def asked(curve: PickCurve, n: int) -> list[Asked]:
    """So many questions, answered by the chances of a curve."""
    rng = np.random.default_rng(0)
    found = []
    for question in range(n):
        n_rated = (3, 10, 40, 160)[question % 4]
        scores = rng.exponential(0.1, 300).astype(np.float32)
        popularity = rng.exponential(0.3, 300).astype(np.float32)
        leaning = rng.normal(0, 0.3, 300).astype(np.float32)
        part = curve.popular_part(popularity, leaning, n_rated)
        picked = rng.random(300) < curve.chances(scores, part, n_rated)
        found.append(Asked(scores, popularity, leaning, picked, n_rated))
    return found


def chances(curve: PickCurve, scores: Floats, n: int) -> Floats:
    """The chances of titles that are the more popular the lower their scores are."""
    part = curve.popular_part(scores[::-1].copy(), np.full_like(scores, 0.1), n)
    return curve.chances(scores, part, n)


def test_the_curve_that_people_picked_by_is_found_again() -> None:
    found = fit_pick_curve(asked(TRUE, 800))
    probe = np.linspace(0.03, 0.6, 40).astype(np.float32)
    for n in (3, 10, 40, 160):
        expected = chances(TRUE, probe, n)
        np.testing.assert_allclose(chances(found, probe, n), expected, rtol=0.15)
    assert found.popularity_leaning == pytest.approx(TRUE.popularity_leaning, abs=0.15)


def test_where_nobody_can_be_asked_the_usual_curve_holds() -> None:
    assert fit_pick_curve([]) == USUAL


def test_a_single_question_hardly_moves_the_usual_curve() -> None:
    one = asked(TRUE, 1)
    found = fit_pick_curve(one)
    probe = np.full(1, 0.1, np.float32)
    assert chances(found, probe, 10)[0] == pytest.approx(
        float(chances(USUAL, probe, 10)[0]), rel=0.5
    )


def test_the_likely_titles_are_those_of_highest_score_and_the_most_popular() -> None:
    score = np.array([0.9, 0.1, 0.5, 0.2, 0.0], np.float32)
    popular = np.array([0.0, 0.3, 0.1, 0.0, 0.9], np.float32)
    is_open = np.array([False, True, True, True, True])
    assert likely(score, popular, is_open, 1).tolist() == [2, 4]
    assert likely(score, popular, is_open, 9).tolist() == [1, 2, 3, 4]


def test_how_liked_what_was_predicted_was_is_found_again() -> None:
    rng = np.random.default_rng(1)
    raw = rng.normal(3.5, 0.6, 4_000).astype(np.float32)
    true = LikeCurve(2.5, 3.6, few=0.0)
    stars = np.where(rng.random(4_000) < true.chances(raw, 1), 4.5, 3.0).astype(np.float32)
    found = like_curve(raw, stars, 0.5, 5.0)
    probe = np.array([2.5, 3.5, 4.5], np.float32)
    known = replace(found, few=0.0)
    np.testing.assert_allclose(known.chances(probe, 1), true.chances(probe, 1), atol=0.04)


@pytest.mark.parametrize("stars", [0.5, 5.0])
def test_a_few_ratings_alike_say_little(stars: float) -> None:
    raw = np.array([3.0, 3.5], np.float32)
    found = like_curve(raw, np.full(2, stars, np.float32), 0.5, 5.0)
    usual = usual_like_curve(0.5, 5.0)
    np.testing.assert_allclose(found.chances(raw, 99), usual.chances(raw, 99), atol=0.1)


def test_where_the_better_predicted_were_liked_less_the_usual_curve_holds() -> None:
    raw = np.linspace(1.0, 5.0, 400).astype(np.float32)
    assert like_curve(raw, 5.5 - raw, 0.5, 5.0) == usual_like_curve(0.5, 5.0)


def test_half_of_what_is_predicted_just_below_four_stars_is_liked() -> None:
    curve = usual_like_curve(0.5, 5.0)
    assert float(curve.chances(np.array([3.625], np.float32), 9)[0]) == pytest.approx(0.5)
