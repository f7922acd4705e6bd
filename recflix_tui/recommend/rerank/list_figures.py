"""What a list is like: how good, how diverse, how little known, how far from what one goes for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.expected_stars import expected_stars
from recflix_tui.recommend.rerank.calibration import calibration_gap
from recflix_tui.recommend.rerank.genre_shares import shares_of, target_of
from recflix_tui.recommend.rerank.likeness import likeness_of
from recflix_tui.recommend.taste import Taste

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class ListFigures:
    """The figures of a list of titles for a taste; NaN where there are too few titles for one."""

    expected_stars: float
    """The mean of the stars to be expected of its titles, as they are shown."""
    diversity: float
    """How unlike its titles are, 0 to 1 (`diversity_of`)."""
    novelty: float
    """How little known its titles are, in bits (`novelty_of`)."""
    calibration_gap: float
    """How far its genres are from those of the profile, in nats: 0 is the same shares
    (`calibration_gap`)."""


def list_figures(items: NDArray[np.integer], taste: Taste, dataset: Dataset) -> ListFigures:
    """Return the figures of the list of items, (n,), for a taste."""
    if not len(items):
        return ListFigures(*[float("nan")] * 4)
    # With a model its stars on the scale, as tiles show them.
    stars = expected_stars(taste, dataset) if taste.predictions is None else taste.predictions
    shares = shares_of(dataset, items).mean(axis=0)
    return ListFigures(
        float(stars[items].mean(dtype=np.float64)),
        diversity_of(likeness_of(dataset, items)),
        novelty_of(dataset.counts[items], dataset.n_users),
        float(calibration_gap(target_of(taste, dataset), shares)),
    )


def diversity_of(likeness: Doubles) -> float:
    """Return 1 less the mean likeness of the pairs of a list, (n, n) float64 with 1 on the
    diagonal; NaN for a list of one. Ziegler et al., "Improving recommendation lists through topic
    diversification" (2005)."""
    n = len(likeness)
    if n < 2:
        return float("nan")
    return 1 - float((likeness.sum() - n) / (n * (n - 1)))


def novelty_of(counts: NDArray[np.integer], n_users: int) -> float:
    """Return the mean of `little_known` over the titles of a list, in bits. counts: who rated each,
    (n,); n_users: in all."""
    return float(np.mean(little_known(counts, n_users)))


def little_known(counts: NDArray[np.integer], n_users: int) -> Doubles:
    """Return -log2 of the share of users who rated each title, in bits, (n,) float64; one that
    nobody rated counts as if one user had.

    counts: who rated each, (n,); n_users: in all. Zhou et al., "Solving the apparent
    diversity-accuracy dilemma of recommender systems" (2010).
    """
    return np.asarray(-np.log2(np.maximum(counts, 1) / max(n_users, 1)))
