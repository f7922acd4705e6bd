"""Which title to ask a person about next: the one whose rating teaches the model most."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.best import best
from recflix_tui.recommend.taste import Taste, rated_arrays

KNOWN_POWER = 0.75  # how the chance that a person knows a title grows with its ratings
CANDIDATES = 1000  # the most rated open titles: no other has a chance


def next_to_rate(
    taste: Taste, dataset: Dataset, model: FactorModel | None, skip: Collection[int]
) -> int | None:
    """The open item, not in `skip`, with the most to learn from; None when none is left.

    Worth is the chance that the person knows the title, from its number of ratings, times the
    variance that its rating takes out of the prediction (`FactorModel.leverage`: D-optimal
    design; Rubens et al., "Active learning in recommender systems", 2015). Without a model
    the most rated title comes first.
    """
    among = taste.open_items & (dataset.counts > 0)
    among[np.fromiter(skip, np.int64, len(skip))] = False
    candidates = best(dataset.counts, among, CANDIDATES)
    if not len(candidates):
        return None
    worth = dataset.counts[candidates] ** KNOWN_POWER
    if model is not None:
        rated, _ = rated_arrays(taste.activity.ratings)
        worth = worth * model.leverage(rated, candidates)
    return int(candidates[np.argmax(worth)])
