"""What the model makes of what a profile did."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.taste import ProfileActivity, fold_in_profile


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
