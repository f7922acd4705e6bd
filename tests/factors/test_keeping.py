"""A slid taste kept as ratings: folded in, they come near to it."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS, Scale
from recflix_tui.factors.keeping import LEEWAY, N_ADDED, Keeping, nearness, ratings_for
from recflix_tui.factors.slide import Slid, slide
from recflix_tui.factors.space import Axes, factor_space
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.taste import Taste
from tests.examples.models import make_model

N_ITEMS = 120
KNOWN = np.arange(N_ITEMS) % 6 > 0


@pytest.fixture(scope="module")
def model() -> FactorModel:
    return make_model(n_users=60, n_items=N_ITEMS, k=4)


def slid(model: FactorModel, shift: list[float], n_rated: int = 20) -> Slid:
    rng = np.random.default_rng(n_rated)
    items = rng.choice(N_ITEMS, n_rated, replace=False)
    stars = [HALF_STARS.nearest(value) for value in model.predict(np.full(n_rated, 3), items)]
    activity = ProfileActivity(dict(zip(items.tolist(), stars, strict=True)))
    fold = model.fold_in(items, stars)
    raw = model.score_all(fold)
    open_items = np.ones(N_ITEMS, np.bool_)
    open_items[items] = False
    taste = Taste(activity, raw, np.clip(raw, 0.5, 5), open_items, fold)
    space = factor_space(model, Axes.COMPONENTS, KNOWN)
    return slide(model, taste, space, KNOWN, shift)


def folded_in(here: Slid, kept: Keeping) -> np.ndarray:
    """What the factors add to the predictions, once all the ratings are folded in."""
    ratings = {**here.taste.activity.ratings, **kept.added}
    fold = here.model.fold_in(np.array(list(ratings)), list(ratings.values()))
    added: np.ndarray = here.model.Q.astype(float) @ fold.factors
    return added


@pytest.mark.parametrize("shift", [[1.5, 0, 0, 0], [0, -1.5, 0, 0], [-1, 0, 1, 0]])
def test_the_ratings_come_near_to_the_slid_taste(model: FactorModel, shift: list[float]) -> None:
    here = slid(model, shift)
    kept = ratings_for(here, HALF_STARS)
    wanted = here.space.items.astype(float) @ here.coordinates
    got = folded_in(here, kept)
    cosine = wanted @ got / np.linalg.norm(wanted) / np.linalg.norm(got)
    assert kept.nearness == pytest.approx(cosine, abs=1e-4)
    assert kept.nearness > 0.97
    unslid = here.space.profile(here.fold)
    assert kept.nearness > nearness(here, unslid)


@pytest.mark.parametrize("scale", [HALF_STARS, WHOLE_STARS])
def test_what_is_rated_are_open_well_known_titles_about_as_predicted(
    model: FactorModel, scale: Scale
) -> None:
    here = slid(model, [2, 0, 0, -1])
    kept = ratings_for(here, scale)
    assert 0 < len(kept.added) <= N_ADDED
    for item, stars in kept.added.items():
        assert KNOWN[item]
        assert item not in here.taste.activity.ratings
        assert scale.holds(np.array([stars], np.float32)).all()
        predicted = min(max(float(here.scores[item]), scale.low), scale.high)
        assert abs(stars - predicted) <= LEEWAY + scale.step / 2


def test_the_most_moved_titles_are_rated_of_both_directions(model: FactorModel) -> None:
    here = slid(model, [2, 0, 0, 0])
    moved = here.space.items[:, 0] * 2
    among = [i for i in range(N_ITEMS) if KNOWN[i] and here.taste.open_items[i]]
    strongest = sorted(among, key=lambda i: -abs(moved[i]))[:N_ADDED]
    added = ratings_for(here, HALF_STARS).added
    assert set(added) == set(strongest)
    assert {bool(moved[i] > 0) for i in added} == {True, False}


def test_no_single_other_rating_would_come_nearer(model: FactorModel) -> None:
    here = slid(model, [1, 1, 0, 0])
    kept = ratings_for(here, HALF_STARS)
    wanted = np.concatenate([[here.fold.bias], here.coordinates])
    rows = np.column_stack([np.ones(KNOWN.sum()), here.space.items[KNOWN].astype(float)])

    def distance(added: dict[int, float]) -> float:
        ratings = {**here.taste.activity.ratings, **added}
        fold = here.model.fold_in(np.array(list(ratings)), list(ratings.values()))
        got = np.concatenate([[fold.bias], here.space.profile(fold)])
        return float(np.square(rows @ (got - wanted)).sum())

    best = distance(dict(kept.added))
    for item, stars in kept.added.items():
        for other in (stars - 0.5, stars + 0.5):
            predicted = float(here.scores[item])
            if 0.5 <= other <= 5 and abs(other - predicted) < LEEWAY - 0.25:
                assert distance({**kept.added, item: other}) >= best - 1e-3


def test_somebody_without_ratings_can_slide_and_be_kept(model: FactorModel) -> None:
    here = slid(model, [1.5, 0, 0, 0], n_rated=0)
    kept = ratings_for(here, HALF_STARS)
    assert len(kept.added) == N_ADDED
    assert kept.nearness > 0.9


def test_an_unslid_taste_needs_no_further_ratings(model: FactorModel) -> None:
    kept = ratings_for(slid(model, [0, 0, 0, 0]), HALF_STARS)
    assert (dict(kept.added), kept.nearness) == ({}, 1.0)
