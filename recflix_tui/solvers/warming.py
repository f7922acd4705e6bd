"""Compiling the solvers ahead of their first use: Numba keeps what it compiled on disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.solvers.fitting import Trained, train
from recflix_tui.solvers.items.choice_settings import ChoiceSettings
from recflix_tui.solvers.items.fit_choice import fit_choice

# Each solver in the forms that are compiled apart.
_FORMS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("gibbs", {}),
    ("sgd", {}),
    ("sgd", {"side": ("implicit",)}),
    ("als", {"cg_steps": 0}),
    ("als", {"cg_steps": 3}),
)


def warm() -> Iterator[str]:
    """Run each solver on a handful of ratings, and yield its name before; what was compiled
    earlier is loaded in a moment."""
    ratings = _handful()
    for name, given in _FORMS:
        yield name
        for step in train(ratings, settings_for(name, epochs=2, holdout=0.25, **given)):
            if isinstance(step, Trained):
                model = step.model
    yield "what people pick"
    fit_choice(ratings, settings=ChoiceSettings(most_exact=4))
    yield "top items"
    fold = model.fold_in(ratings.items[:3], ratings.stars[:3])
    model.top_items(fold, 2)


def _handful() -> Ratings:
    """Forty ratings of eight users in two weeks."""
    rng = np.random.default_rng(0)
    pairs = rng.permutation(8 * 10)[:40]
    stars = rng.integers(1, 6, 40).astype(np.float32)
    when = rng.integers(1, 2 * 7 * 86_400, 40)
    users, items = (pairs // 10).astype(np.int32), (pairs % 10).astype(np.int32)
    return Ratings(users, items, stars, 8, 10, 1, 5, when)
