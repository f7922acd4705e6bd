"""What is to be said of settings that leave data undetermined."""

from __future__ import annotations

import numpy as np

from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.settings import RidgeSettings, SolverSettings


def caution(settings: SolverSettings, ratings: Ratings) -> str:
    """Return a line on rows that nothing holds: of fewer ratings than factors, where the
    regularisation is 0; empty where there are none."""
    if not isinstance(settings, RidgeSettings) or settings.reg > 0:
        return ""
    few = 0
    for rows, n in ((ratings.users, ratings.n_users), (ratings.items, ratings.n_items)):
        counts = np.bincount(rows, minlength=n)
        few += int(np.count_nonzero((counts > 0) & (counts <= settings.factors)))
    if not few:
        return ""
    return (
        f"with reg 0 nothing holds the factors of {few:,} users and titles that have no more "
        f"ratings than the {settings.factors} factors; give --reg above 0"
    )
