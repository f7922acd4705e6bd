"""Which title to ask a person about next: the one whose rating teaches the model most."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.asking.groups import leaning
from recflix_tui.recommend.asking.series import are_of_one_series, series_names
from recflix_tui.recommend.best import best
from recflix_tui.recommend.signals.ratings import rated_arrays
from recflix_tui.recommend.taste import Taste

CANDIDATES = 1000  # the open titles most likely seen: no other has a chance
UNSAID = 0.02  # of a score: what a title has of itself, whatever the person rated
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

    Films of a series are asked about with others in between. See `worth_asking`.
    """
    among = taste.open_items & (dataset.counts > 0)
    among[np.fromiter(unseen, np.int64, len(unseen))] = False
    seen = chance_seen(taste, dataset)
    candidates = best(seen, among, CANDIDATES)
    if not len(candidates):
        return None
    rated, _ = rated_arrays(taste.activity.ratings)
    worth = worth_asking(seen[candidates], candidates, rated, model)
    by_worth = [int(item) for item in candidates[np.argsort(-worth, kind="stable")]]
    resting = [
        series_names(dataset.title(item)) for item in _resting_for(taste, dataset, asked, unseen)
    ]
    for item in by_worth:
        names = series_names(dataset.title(item))
        if not any(are_of_one_series(names, others) for others in resting):
            return item
    return by_worth[0]


def worth_asking(
    seen: NDArray[np.floating],
    candidates: NDArray[np.integer],
    rated: NDArray[np.integer],
    model: FactorModel | None,
) -> NDArray[np.floating]:
    """How much a question about each of the candidates teaches, (m,).

    seen: the chance that the person has seen each, (m,); candidates: (m,) items; rated: (n,)
    items that the person rated. The worth is that chance times how far off the prediction may be
    in units of the noise (`FactorModel.leverage`: D-optimal design; Rubens et al., "Active
    learning in recommender systems", 2015); without a model it is the chance alone.
    """
    return seen if model is None else seen * model.leverage(rated, candidates)


def chance_seen(taste: Taste, dataset: Dataset) -> NDArray[np.floating]:
    """How likely a person is to have seen each item beside the others, (n_items,): in proportion
    to the chance, above 0.

    It is the share of people who rated the item, times what the choice model makes of the person's
    own ratings and groups (`Taste.scores`, and `UNSAID` where they say nothing); without a choice
    model it is the share alone, more of what is in the groups that the person picked.
    """
    share = dataset.counts / max(dataset.n_users, 1)
    if taste.scores is not None:
        return seen_by(share, taste.scores)
    factor = leaning(dataset, taste.activity)
    return share if factor is None else share * factor


def seen_by(share: NDArray[np.floating], scores: NDArray[np.floating]) -> NDArray[np.floating]:
    """`chance_seen` by the share of people who rated each of some items and a person's scores of
    them, both (n,)."""
    told: NDArray[np.floating] = np.maximum(scores, 0) + UNSAID
    return share * told


def _resting_for(
    taste: Taste, dataset: Dataset, asked: Sequence[int], unseen: Collection[int]
) -> set[int]:
    """The items whose series rest: asked about or rated just before, or not seen a while ago."""
    lately = [*asked[-ASKED_REST:], *list(taste.activity.ratings)[-ASKED_REST:]]
    not_seen = (item for item in asked[-UNSEEN_REST:] if item in unseen)
    return {item for item in (*lately, *not_seen) if item < dataset.n_items}
