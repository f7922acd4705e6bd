"""Choice models small enough to work out by hand."""

from __future__ import annotations

import numpy as np

from recflix_tui.model.choice import ChoiceModel, Content, Weights
from recflix_tui.model.pick_curves import LikeCurve, PickCurve


def random_choice(n_items: int = 40, n_neighbours: int = 7, seed: int = 0) -> ChoiceModel:
    """Random weights, some below 0; nobody rated the last two titles, like the first three."""
    rng = np.random.default_rng(seed)
    rated = n_items - 2
    rows = [np.sort(rng.permutation(rated)[: min(n_neighbours, rated)]) for _ in range(rated)]
    lengths = [*map(len, rows), 0, 0]
    indices = np.concatenate(rows).astype(np.int32)
    popularity = rng.uniform(0.01, 0.4, n_items).astype(np.float32)
    popularity[rated:] = 0
    return ChoiceModel(
        weights=Weights(
            indptr=np.concatenate([[0], np.cumsum(lengths)]),
            indices=indices,
            values=rng.uniform(-0.1, 0.3, len(indices)).astype(np.float32),
        ),
        popularity=popularity,
        content=Content(
            kinds=np.array([*[0] * (n_items - 1), 1], np.int32),
            alike=np.array([[0, 1], [1, 2]], np.int32),
            features=rng.uniform(0, 1, (2, 3)).astype(np.float32),
            usual=rng.uniform(0, 1, 3).astype(np.float32),
            share=np.array([*[0.0] * rated, 0.5, 0.2], np.float32),
        ),
        recency=0.7,
        recency_scale=5.0,
        liking=0.3,
        liked_from=4.0,
        pick_curve=PickCurve(0.4, 1.1, 0.05, -0.5, -0.2, 0.6),
        like_curve=LikeCurve(2.0, 3.5, 7.0),
    )
