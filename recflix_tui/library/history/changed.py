"""What an import changed: counted, predicted, and set beside what everybody thinks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.id_spaces import MOVIELENS
from recflix_tui.evaluation.one_person import OnePerson, measure_person
from recflix_tui.history.reading.movielens import RATINGS_FILE
from recflix_tui.history.values import Did
from recflix_tui.library.history.beside_crowd import beside_crowd
from recflix_tui.library.history.values import Fate, Outcome, Plan
from recflix_tui.library.history.what_changed import WhatChanged
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.signals.ratings import rated_arrays

_OF_MOVIELENS = ("movielens", RATINGS_FILE)


def changed_by(
    outcome: Outcome,
    dataset: Dataset,
    model: FactorModel | None,
    ratings: Mapping[int, float],
    picks: tuple[int, ...],
) -> WhatChanged:
    """What the page after an import says.

    dataset, model: in use now, the dataset that of the plan; ratings: stars by item, and picks:
    Top picks, both of the profile as it is now.
    """
    plan, export = outcome.plan, outcome.plan.export
    new = Counter(act.act.did for act in plan.acts if act.fate is Fate.NEW)
    asked = _first_ratings(plan)
    before = picks if outcome.number is None else outcome.picks_before
    return WhatChanged(
        source=export.name,
        file=plan.file,
        number=outcome.number,
        n_acts=outcome.n_acts,
        backup=outcome.backup,
        new={did: new[did] for did in Did if new[did]},
        new_waiting=plan.new_waiting,
        n_changed=plan.fates[Fate.CHANGES],
        n_same=plan.fates[Fate.SAME],
        n_kept=plan.fates[Fate.KEPT],
        n_off=plan.fates[Fate.OFF],
        n_twice=plan.fates[Fate.TWICE],
        n_sure=len(plan.sure),
        n_unsure=len(plan.unsure),
        n_waiting=len(plan.waiting),
        n_series=export.n_series,
        left_out=_by_reason(row.reason for row in export.left_out),
        notes=export.notes,
        picks=picks,
        new_picks=frozenset(picks) - frozenset(before),
        has_model=model is not None,
        n_new_ratings=len(asked),
        predicted=_predicted(dataset, model, ratings, asked),
        may_be_known=export.key in _OF_MOVIELENS and dataset.id_space == MOVIELENS,
        n_ratings=len(ratings),
        beside_crowd=beside_crowd(dataset, ratings),
    )


def _by_reason(reasons: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(reasons).items(), key=lambda counted: (-counted[1], counted[0])))


def _first_ratings(plan: Plan) -> dict[int, float]:
    """The stars, by item, of what was not rated here before: nothing here was trained on them."""
    return {
        planned.film.item: planned.act.value
        for planned in plan.acts
        if planned.fate is Fate.NEW and planned.act.did is Did.RATED and planned.film.item >= 0
    }


def _predicted(
    dataset: Dataset,
    model: FactorModel | None,
    ratings: Mapping[int, float],
    asked: Mapping[int, float],
) -> OnePerson | None:
    if model is None:
        return None
    known = {item: stars for item, stars in ratings.items() if item not in asked}
    items, stars = rated_arrays(asked)
    order = np.argsort(items)
    return measure_person(model, dataset.means, rated_arrays(known), (items[order], stars[order]))
