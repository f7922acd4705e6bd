"""What the model makes of what a profile did."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.taste import fold_in_profile


def test_how_sure_a_prediction_is_is_worked_out_where_it_is_asked_for(
    dataset: Dataset, model: FactorModel
) -> None:
    few = fold_in_profile(ProfileActivity(ratings={1: 5.0}), dataset, model)
    many = fold_in_profile(
        ProfileActivity(ratings=dict.fromkeys(range(1, 40, 3), 4.0)), dataset, model
    )
    for taste in (few, many):
        taste.weigh([4, 9], model)
        assert taste.uncertainty(5) is None
    assert (few.uncertainty(4) or 0) > (many.uncertainty(4) or 0) > 0
    without = fold_in_profile(ProfileActivity(ratings={1: 5.0}), dataset, None)
    without.weigh([4], None)
    assert without.uncertainty(4) is None


def test_a_taste_keeps_the_fold_in_that_its_predictions_are_by(
    dataset: Dataset, model: FactorModel
) -> None:
    taste = fold_in_profile(ProfileActivity(ratings={1: 5.0, 4: 2.0}), dataset, model)
    assert taste.fold is not None
    assert taste.raw is not None
    exact = model.mu + taste.fold.bias + model.item_bias + model.Q @ taste.fold.factors
    np.testing.assert_allclose(taste.raw, exact, atol=1e-5)
    assert fold_in_profile(ProfileActivity(), dataset, None).fold is None


def test_what_is_shown_keeps_the_order_of_the_predictions_and_the_scale(
    dataset: Dataset, model: FactorModel
) -> None:
    taste = fold_in_profile(ProfileActivity(ratings=dict.fromkeys(range(9), 5.0)), dataset, model)
    assert taste.raw is not None
    assert taste.predictions is not None
    order = np.argsort(taste.raw, kind="stable")
    assert (np.diff(taste.predictions[order]) >= 0).all()
    assert taste.predictions.max() < model.high
    inside = (taste.raw > model.low + 1.3) & (taste.raw < model.high - 1.3)
    np.testing.assert_allclose(taste.predictions[inside], taste.raw[inside], atol=1e-4)
