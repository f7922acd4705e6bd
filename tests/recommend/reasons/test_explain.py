"""Why a title is predicted as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.reasons.explain import explain, in_hundredths
from recflix_tui.recommend.taste import fold_in_profile

RATINGS = {1: 5.0, 4: 4.5, 0: 1.0}
HALF_STARS = st.integers(1, 10).map(lambda n: n / 2)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.integers(0, 59), HALF_STARS, max_size=30), st.integers(0, 59))
def test_baseline_and_effects_sum_to_the_prediction_that_the_rows_use(
    dataset: Dataset, model: FactorModel, ratings: dict[int, float], item: int
) -> None:
    why = explain(ratings, model, item)
    assert why.baseline + sum(c.effect for c in why.contributions) == pytest.approx(why.prediction)
    taste = fold_in_profile(ProfileActivity(ratings=ratings), dataset, model)
    assert taste.raw is not None
    assert why.prediction == pytest.approx(float(taste.raw[item]), abs=1e-4)
    assert why.shown == pytest.approx(taste.prediction(item), abs=1e-4)
    assert why.prediction + why.scale_effect == pytest.approx(why.shown)
    assert model.low <= why.shown <= model.high


def test_the_baseline_is_what_everyone_gets(model: FactorModel) -> None:
    assert explain(RATINGS, model, 7).baseline == pytest.approx(3.0 - 0.07)
    assert explain({}, model, 7).prediction == pytest.approx(3.0 - 0.07)


def test_an_effect_is_what_the_rating_alone_would_add(model: FactorModel) -> None:
    # The fold-in is linear: with every other residual at zero, one rating's effect remains.
    why = explain(RATINGS, model, 7)
    neutral = {item: 3.0 - 0.01 * item for item in RATINGS}
    alone = explain({**neutral, 4: 4.5}, model, 7)
    effect = next(c.effect for c in why.contributions if c.item == 4)
    assert alone.prediction - alone.baseline == pytest.approx(effect, abs=1e-6)


def test_the_strongest_effect_comes_first(model: FactorModel) -> None:
    sizes = [abs(c.effect) for c in explain(RATINGS, model, 7).contributions]
    assert sizes == sorted(sizes, reverse=True)


def test_a_prediction_beyond_the_scale_is_shown_below_its_end(model: FactorModel) -> None:
    kind = replace(model, mu=4.9)
    beyond = explain({1: 5.0, 4: 5.0}, kind, 0)
    assert beyond.prediction > 4.9
    assert beyond.shown < model.high
    assert beyond.scale_effect < -0.05


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=40))
def test_parts_in_hundredths_add_up_to_their_total(parts: list[float]) -> None:
    whole = in_hundredths(parts, sum(parts))
    assert sum(whole) == round(sum(parts) * 100)
    for part, hundredths in zip(parts, whole, strict=True):
        assert abs(part * 100 - hundredths) < 1 + 1e-6
