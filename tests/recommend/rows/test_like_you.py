"""The row of what the nearest users picked and liked."""

from __future__ import annotations

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.crowd.liked import liked_of
from recflix_tui.recommend.crowd.neighbours import liked_by, nearest_users
from recflix_tui.recommend.rows.like_you import LIKE_YOU
from recflix_tui.recommend.well_known import well_known
from tests.recommend.rows.by_signals import context_of, rows_of

ACTIVITY = ProfileActivity(ratings={1: 5.0, 4: 4.5, 0: 1.0}, watched={7: 1.0})


def test_it_has_what_the_nearest_like_more_than_everybody_and_likely_pleases(
    dataset: Dataset, model: FactorModel
) -> None:
    context = context_of(dataset, model, ACTIVITY)
    (row,) = rows_of(LIKE_YOU, context)
    taste = context.taste
    raw, worth = taste.raw, taste.worth
    assert raw is not None
    assert worth is not None
    more = liked_by(dataset, nearest_users(dataset, liked_of(ACTIVITY))).tolist()
    known = [item for item in range(dataset.n_items) if well_known(dataset)[item]]
    middle = sorted(float(raw[item]) for item in known)[len(known) // 2]
    among = [
        item
        for item in known
        if raw[item] >= middle and more[item] > 0 and item not in (0, 1, 4, 7)
    ]
    among.sort(key=lambda item: -min(more[item], 1) * float(worth[item]) ** 0.25)
    assert list(row.items) == among[: context.depth]
    assert len(among) > 2


def test_there_is_none_with_the_signal_off_or_nothing_to_compare_by(
    dataset: Dataset, model: FactorModel
) -> None:
    assert rows_of(LIKE_YOU, context_of(dataset, model, ACTIVITY, off=("similar-users",))) == []
    assert rows_of(LIKE_YOU, context_of(dataset, model, ProfileActivity())) == []
