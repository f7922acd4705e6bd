from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.solvers.judging.cautions import caution


@pytest.mark.parametrize("solver", ["als", "sgd"])
def test_rows_that_nothing_holds_are_told(solver: str) -> None:
    # The users have 3 and 1 ratings, the titles 2, 1, 1 and none.
    users, items = np.array([0, 0, 0, 1]), np.array([0, 1, 2, 0])
    ratings = Ratings(users, items, np.full(4, 3.0, np.float32), 2, 4, 0.5, 5.0)
    said = caution(settings_for(solver, reg=0.0, factors=2), ratings)
    assert "4 users and titles" in said
    assert "--reg" in said
    assert caution(settings_for(solver, reg=0.1, factors=2), ratings) == ""


def test_gibbs_needs_no_regularisation_and_hence_no_caution() -> None:
    one = np.array([0])
    ratings = Ratings(one, one, np.full(1, 3.0, np.float32), 1, 1, 0.5, 5.0)
    assert caution(settings_for("gibbs"), ratings) == ""
