"""About how long a fit of the choice model takes: what is told as left while a training runs."""

from __future__ import annotations

import numpy as np

from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.items.asking import FOLDS
from recflix_tui.solvers.items.choice_settings import ChoiceSettings
from recflix_tui.solvers.pace import crowding, slowness
from recflix_tui.solvers.settings import available_cores

# On the machine that `slowness` is 1 of: for each product of two numbers, for each weight that is
# looked at for the strongest, for each person asked, and for each rating.
_PRODUCT, _WEIGHT, _ASKED, _RATING = 2e-11, 2e-8, 5e-3, 1e-6


def choice_seconds(ratings: Ratings, n_titles: int, threads: int) -> float:
    """About how many seconds `fit_choice` takes on so many threads here, as busy as the machine is;
    n_titles: those that somebody rated."""
    usual = ChoiceSettings()
    exact, judged = min(n_titles, usual.most_exact), min(n_titles, usual.most_judged)
    n_people = int(np.count_nonzero(np.bincount(ratings.users)))
    products = _products(n_people, exact) + FOLDS * _products(n_people, judged)
    weights = float(exact) ** 2 + FOLDS * float(judged) ** 2
    asked = min(n_people, usual.most_asked)
    alone = products * _PRODUCT + weights * _WEIGHT
    alone += asked * _ASKED + len(ratings.stars) * _RATING
    return alone * slowness() * crowding(threads, available_cores())


def _products(n_people: int, n_titles: int) -> float:
    """The products in the weights of so many titles, by whichever side is smaller."""
    few, many = sorted((float(n_people), float(n_titles)))
    return few * many * many if n_people < n_titles else few * few * (few + many)
