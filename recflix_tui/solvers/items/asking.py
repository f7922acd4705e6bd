"""Questions to people whom the weights have not seen: what did they pick next?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.choice import ChoiceModel, Weights
from recflix_tui.model.holdout import user_keys
from recflix_tui.model.pick_curves import NEXT
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.items.choice_settings import ChoiceSettings
from recflix_tui.solvers.items.closed_form import rows_by_people, rows_by_titles, strongest
from recflix_tui.solvers.items.entries import Entries
from recflix_tui.solvers.items.pick_curve import Asked, likely
from recflix_tui.solvers.items.popularity import PopularityOverTime

GIVEN = (3, 5, 10, 20, 40, 80, 160, 320, 640)  # ratings of a person when she is asked
_LIKELY = 150  # titles of highest score and as many of the most popular
FOLDS = 4  # so often the weights are fitted again where people are few


@dataclass(frozen=True)
class People:
    """Whom to ask, and with whom left out of the weights."""

    folds: tuple[npt.NDArray[np.intp], ...]
    """The people that are left out together, (m,) each, ascending."""
    asked: tuple[npt.NDArray[np.intp], ...]
    """Those of each fold that are asked."""


def people_to_ask(ratings: Ratings, settings: ChoiceSettings) -> People:
    """Where people are few, a fourth of them is left out at a time, so that all are asked; else
    some are left out once. Who is in which hangs on their names alone."""
    counts = np.bincount(ratings.users, minlength=ratings.n_users)
    order = np.argsort(user_keys(ratings), kind="stable")
    order = order[counts[order] > 0]
    fit_to_ask = counts >= GIVEN[0] + NEXT
    if len(order) <= FOLDS * settings.most_asked:
        folds = tuple(np.sort(order[fold::FOLDS]) for fold in range(FOLDS))
        most = settings.most_asked // FOLDS
    else:
        willing = order[fit_to_ask[order]]
        folds = (np.sort(willing[: settings.most_asked]),)
        most = settings.most_asked
    asked = tuple(fold[fit_to_ask[fold]][:most] for fold in folds)
    return People(folds, asked)


def weights_without(
    entries: Entries, common: Floats | None, people: npt.NDArray[np.intp], ridge: float, n: int
) -> Weights:
    """The weights that the others make; common: X'X of all, None to work people by people."""
    if common is None:
        others = np.setdiff1d(np.arange(entries.n_people), people)
        return strongest(
            rows_by_people(entries.dense(others, entries.n_columns), ridge), entries.n_columns, n
        )
    theirs = entries.dense(people, entries.n_columns)
    return strongest(rows_by_titles(common - theirs.T @ theirs, ridge), entries.n_columns, n)


def questions(
    ratings: Ratings,
    columns: npt.NDArray[np.int32],
    weights: Weights,
    popularity: PopularityOverTime,
    people: npt.NDArray[np.intp],
    model: ChoiceModel,
) -> Iterator[Asked]:
    """Ask each of the people after some of their ratings, while `NEXT` are to follow: which titles
    did they pick next?

    columns: the items that the weights are of; model: what entries weigh.
    """
    column_of = np.full(ratings.n_items, -1, np.int32)
    column_of[columns] = np.arange(len(columns), dtype=np.int32)
    for places in ratings.places_of(people):
        if ratings.when is not None:
            places = places[np.argsort(ratings.when[places], kind="stable")]
        items, stars = column_of[ratings.items[places]], ratings.stars[places]
        for n in GIVEN:
            if len(items) < n + NEXT:
                break
            # A time of 0 is not known: then, as without times, by the end of the data.
            moment = None if ratings.when is None else int(ratings.when[places[n - 1]]) or None
            around = popularity.at(moment)[columns]
            known = items[:n] >= 0
            entries = model.entries(stars[:n])[known]
            scores = weights.added(items[:n][known], entries, len(columns))
            is_open = np.ones(len(columns), np.bool_)
            is_open[items[:n][known]] = False
            shown = likely(scores, around, is_open, _LIKELY)
            picked = np.isin(shown, items[n : n + NEXT])
            given = np.asarray(ratings.items)[places[:n]]
            leaning = model.leaning(model.entered(given, stars[:n]))[columns]
            yield Asked(scores[shown], around[shown], leaning[shown], picked, n)
