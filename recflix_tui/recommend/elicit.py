"""Which title to ask a person about next: the one whose rating teaches the model most."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.best import best
from recflix_tui.recommend.series import are_of_one_series, series_names
from recflix_tui.recommend.taste import Taste, rated_arrays

KNOWN_POWER = 0.75  # how the chance that a person knows a title grows with its ratings
CANDIDATES = 1000  # the most rated open titles: no other has a chance
ASKED_REST = 10  # questions before another film of a series that was asked about
UNSEEN_REST = 30  # the same where the film was not seen: its sequels were not either


def next_to_rate(
    taste: Taste,
    dataset: Dataset,
    model: FactorModel | None,
    asked: Sequence[int] = (),
    unseen: Collection[int] = (),
) -> int | None:
    """The open item, not in `unseen`, with the most to learn from; None when none is left.

    asked: the items asked about, newest last; unseen: those of them that the person has not seen.

    Worth is the chance that the person knows the title, from its number of ratings, times the
    variance that its rating takes out of the prediction (`FactorModel.leverage`: D-optimal
    design; Rubens et al., "Active learning in recommender systems", 2015). Without a model
    the most rated title comes first. Films of a series are asked about with others in between.
    """
    among = taste.open_items & (dataset.counts > 0)
    among[np.fromiter(unseen, np.int64, len(unseen))] = False
    candidates = best(dataset.counts, among, CANDIDATES)
    if not len(candidates):
        return None
    worth = dataset.counts[candidates] ** KNOWN_POWER
    if model is not None:
        rated, _ = rated_arrays(taste.activity.ratings)
        worth = worth * model.leverage(rated, candidates)
    by_worth = [int(item) for item in candidates[np.argsort(-worth, kind="stable")]]
    resting = [
        series_names(dataset.title(item)) for item in _resting_for(taste, dataset, asked, unseen)
    ]
    for item in by_worth:
        names = series_names(dataset.title(item))
        if not any(are_of_one_series(names, others) for others in resting):
            return item
    return by_worth[0]


def _resting_for(
    taste: Taste, dataset: Dataset, asked: Sequence[int], unseen: Collection[int]
) -> set[int]:
    """The items whose series rest: asked about or rated just before, or not seen a while ago."""
    lately = [*asked[-ASKED_REST:], *list(taste.activity.ratings)[-ASKED_REST:]]
    not_seen = (item for item in asked[-UNSEEN_REST:] if item in unseen)
    return {item for item in (*lately, *not_seen) if item < dataset.n_items}
