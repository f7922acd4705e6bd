"""What the model makes of what a profile did."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import weigh_all
from recflix_tui.recommend.behaviour import Behaviour
from recflix_tui.recommend.taste import Taste, at_moment, fold_in_profile, fold_in_weighed
from recflix_tui.recommend.weighing.signal import SignalContext
from tests.examples.random_choices import random_choice

DAY = 86_400.0


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


def test_at_another_moment_what_was_watched_is_as_old_as_it_is_then(
    dataset: Dataset, model: FactorModel
) -> None:
    choice = random_choice(dataset.n_items)
    watched = ProfileActivity(watched={10: 5 * DAY, 20: 95 * DAY})
    context = SignalContext(watched, dataset, model, choice, Behaviour(), now=100 * DAY)
    taste = fold_in_weighed(weigh_all(context, {}))

    def entered(of: Taste) -> dict[int, float]:
        assert of.weighed is not None
        return dict(zip(of.weighed.items.tolist(), of.weighed.entries.tolist(), strict=True))

    now, then = entered(taste), entered(at_moment(taste, 280 * DAY))
    assert set(now) == {10, 20}
    for item, entry in now.items():  # its half-life is 180 days
        assert then[item] == pytest.approx(entry / 2)
    assert entered(at_moment(taste, 100 * DAY)) == now
    alone = fold_in_profile(watched, dataset, model)
    assert at_moment(alone, 280 * DAY) is alone
