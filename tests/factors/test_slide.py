"""A taste slid along the factors: predictions, the sum they are, and the list of the best."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.factors.slide import Slid, slide
from recflix_tui.factors.space import Axes, available, factor_space
from recflix_tui.model.factors import FactorModel, FoldIn
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.taste import Taste

KNOWN = np.arange(40) % 5 > 0
RATED = {1: 4.5, 7: 2.0, 12: 5.0, 33: 3.0}


def taste_of(model: FactorModel) -> Taste:
    fold = model.fold_in(np.array(list(RATED)), list(RATED.values()))
    raw = model.score_all(fold)
    open_items = np.ones(model.n_items, np.bool_)
    open_items[list(RATED)] = False
    return Taste(ProfileActivity(RATED), raw, model.on_scale(raw), open_items, fold)


def slid(model: FactorModel, axes: Axes, shift: dict[int, float]) -> Slid:
    space = factor_space(model, axes, KNOWN)
    whole = np.zeros(space.n)
    for f, by in shift.items():
        whole[f] = by
    return slide(model, taste_of(model), space, KNOWN, whole)


@pytest.fixture(params=["one_draw", "two_draws"])
def model(request: pytest.FixtureRequest) -> FactorModel:
    found: FactorModel = request.getfixturevalue(request.param)
    return found


def test_unslid_all_is_as_it_was_learnt(model: FactorModel) -> None:
    taste = taste_of(model)
    for axes in available(model):
        here = slid(model, axes, {})
        np.testing.assert_array_equal(here.scores, taste.raw)
        np.testing.assert_array_equal(here.predictions, taste.predictions)
        assert all(title.climbed == 0 and title.change == 0 for title in here.top(8))


def test_a_slid_taste_predicts_as_a_profile_with_those_factors(one_draw: FactorModel) -> None:
    for axes in Axes:
        here = slid(one_draw, axes, {0: 1.5, 2: -0.5})
        # The factors that stand at the slid coordinates: the axes span them all.
        factors = np.linalg.solve(here.space.to_axes.T, here.coordinates)
        fold = FoldIn(here.fold.bias, factors.astype(np.float32))
        np.testing.assert_allclose(here.scores, one_draw.score_all(fold), atol=1e-4)


def test_the_terms_add_up_to_the_prediction(model: FactorModel) -> None:
    for axes in available(model):
        here = slid(model, axes, {1: 2.0, 0: -1.0})
        for item in range(40):
            terms = here.terms(item)
            parts = [terms.mean, terms.user_bias, terms.item_bias, *terms.axes, terms.rest]
            assert sum(parts) == pytest.approx(terms.total, abs=1e-9)
            assert terms.total == pytest.approx(here.scores[item], abs=1e-4)
            assert terms.held == pytest.approx(here.predictions[item], abs=1e-4)
            assert terms.axes[0] == pytest.approx(here.coordinates[0] * here.space.items[item, 0])


def test_only_a_space_that_cuts_factors_off_has_a_rest(
    one_draw: FactorModel, two_draws: FactorModel
) -> None:
    whole, cut = (slid(m, Axes.COMPONENTS, {}) for m in (one_draw, two_draws))
    assert max(abs(whole.terms(i).rest) for i in range(40)) < 1e-5
    assert max(abs(cut.terms(i).rest) for i in range(40)) > 0.01


def test_sliding_leaves_the_rest_and_the_biases_alone(two_draws: FactorModel) -> None:
    here, there = (slid(two_draws, Axes.VARIMAX, {0: by}) for by in (0.0, 2.0))
    for item in (3, 21):
        before, after = here.terms(item), there.terms(item)
        assert (before.rest, before.user_bias) == (after.rest, after.user_bias)
        np.testing.assert_array_equal(before.axes[1:], after.axes[1:])
        assert after.axes[0] - before.axes[0] == pytest.approx(2 * after.loadings[0])


def test_the_best_are_open_and_well_known_with_the_places_they_had(model: FactorModel) -> None:
    here, learned = slid(model, Axes.COMPONENTS, {0: 3.0}), taste_of(model)
    among = [i for i in range(40) if KNOWN[i] and i not in RATED]
    before = sorted(among, key=lambda i: -learned.raw[i])  # type: ignore[index]
    after = sorted(among, key=lambda i: -here.scores[i])
    top = here.top(10)
    assert [title.item for title in top] == after[:10]
    for rank, title in enumerate(top, 1):
        assert (title.rank, title.rank_before) == (rank, before.index(title.item) + 1)
        assert title.climbed == before.index(title.item) + 1 - rank
        moved = 3 * float(here.space.items[title.item, 0])
        assert title.change == pytest.approx(moved, abs=1e-4)
        assert 0.5 <= title.prediction <= 5
    assert top[0].item != before[0]


def test_equals_keep_the_order_of_their_items(one_draw: FactorModel) -> None:
    taste = taste_of(one_draw)
    flat = Taste(
        taste.activity, np.full(40, 3, np.float32), None, np.ones(40, np.bool_), taste.fold
    )
    space = factor_space(one_draw, Axes.COMPONENTS, KNOWN)
    top = slide(one_draw, flat, space, KNOWN, np.zeros(space.n)).top(5)
    assert [title.item for title in top] == np.flatnonzero(KNOWN)[:5].tolist()
    assert [title.rank_before for title in top] == [1, 2, 3, 4, 5]


def test_a_list_is_as_long_as_there_are_titles(one_draw: FactorModel) -> None:
    here = slid(one_draw, Axes.COMPONENTS, {0: 1.0})
    assert len(here.top(100)) == np.count_nonzero(KNOWN & here.taste.open_items)
