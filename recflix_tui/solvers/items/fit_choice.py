"""The fit of the choice model, from ratings to what is saved with a version."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.choice import ChoiceModel, Weights
from recflix_tui.model.pick_curves import LikeCurve, liked_from
from recflix_tui.model.ratings import Ratings, check_ratings
from recflix_tui.solvers.items.asking import (
    People,
    people_to_ask,
    questions,
    weights_without,
)
from recflix_tui.solvers.items.choice_settings import ChoiceSettings, ridge
from recflix_tui.solvers.items.closed_form import (
    common_entries,
    rows_by_people,
    rows_by_titles,
    strongest,
)
from recflix_tui.solvers.items.entries import Entries, by_renown, entries_of
from recflix_tui.solvers.items.liking import usual_like_curve
from recflix_tui.solvers.items.pick_curve import USUAL, Asked, fit_pick_curve
from recflix_tui.solvers.items.popularity import PopularityOverTime, popularity_over_time
from recflix_tui.solvers.items.tail import content_of, tail_weights


@dataclass(frozen=True)
class FittedChoice:
    """A fit of the choice model."""

    model: ChoiceModel
    """The model: what a version keeps."""
    popularity: PopularityOverTime
    """What was popular when: what an evaluation asks for moments gone by."""


def fit_choice(
    ratings: Ratings,
    likes: LikeCurve | None = None,
    threads: int = 1,
    settings: ChoiceSettings | None = None,
) -> FittedChoice:
    """Fit what people pick on the ratings, deterministically, on any number of threads.

    likes: from predicted stars to P(likes | picks), as learnt with the rating model; None for the
    usual curve of the scale. Raises ModelError for ratings out of bounds.
    """
    check_ratings(ratings)
    known_settings = settings or ChoiceSettings()
    renown = by_renown(ratings)
    popularity = popularity_over_time(ratings, known_settings.half_life)
    head = renown[: known_settings.most_exact]
    fit = _Fit(ratings, head, known_settings, threads)
    untuned = ChoiceModel(
        weights=Weights(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32)),
        popularity=popularity.at(),
        content=content_of(ratings, head, _beyond(ratings, head)),
        recency=known_settings.recency,
        recency_scale=known_settings.recency_scale,
        liking=known_settings.liking * 4.5 / ((ratings.high - ratings.low) or 4.5),
        liked_from=liked_from(ratings.low, ratings.high),
        pick_curve=USUAL,
        like_curve=likes or usual_like_curve(ratings.low, ratings.high),
    )
    people = people_to_ask(ratings, known_settings)
    curve = fit_pick_curve(fit.asked(people, popularity, untuned))
    weights = _by_item(ratings, head, fit.weights(), renown[len(head) :], fit)
    model = replace(untuned, weights=weights, pick_curve=curve)
    return FittedChoice(model, popularity)


class _Fit:
    """The best known titles and their entries, worked out by whichever side is smaller."""

    def __init__(
        self,
        ratings: Ratings,
        head: npt.NDArray[np.int32],
        settings: ChoiceSettings,
        threads: int,
    ) -> None:
        self.ratings, self.head, self.settings, self.threads = ratings, head, settings, threads
        self.entries: Entries = entries_of(ratings, head)
        self.ridge = ridge(len(np.unique(ratings.users)))
        self._common: Floats | None = None
        if self.entries.n_people >= len(head):
            self._common = common_entries(self.entries, threads)

    def asked(
        self, people: People, popularity: PopularityOverTime, model: ChoiceModel
    ) -> list[Asked]:
        """Ask people whom the weights of the best known titles were fitted without."""
        n = min(self.settings.most_judged, len(self.head))
        entries, columns = self.entries.best_known(n), self.head[:n]
        common = None if self._common is None else self._common[:n, :n]
        found: list[Asked] = []
        for fold, asked in zip(people.folds, people.asked, strict=True):
            if len(asked):
                weights = weights_without(
                    entries, common, fold, self.ridge, self.settings.neighbours
                )
                found += questions(self.ratings, columns, weights, popularity, asked, model)
        return found

    def weights(self) -> Weights:
        """The weights between the best known titles, by their order; uses up what was counted."""
        if self._common is None:
            dense = self.entries.dense(np.arange(self.entries.n_people), len(self.head))
            rows = rows_by_people(dense, self.ridge)
        else:
            rows = rows_by_titles(self._common, self.ridge)
        found = strongest(rows, len(self.head), self.settings.neighbours)
        self._common = None
        return found

    def tail_weights(self, tail: npt.NDArray[np.int32]) -> Weights:
        """The weights from titles that are less known, (m,) items, to the best known ones."""
        n, threads = self.settings.tail_neighbours, self.threads
        return tail_weights(self.ratings, tail, self.entries, self.ridge, n, threads)


def _beyond(ratings: Ratings, head: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """The items that are not among the best known ones, ascending."""
    return np.setdiff1d(np.arange(ratings.n_items, dtype=np.int32), head)


def _by_item(
    ratings: Ratings,
    head: npt.NDArray[np.int32],
    between: Weights,
    tail: npt.NDArray[np.int32],
    fit: _Fit,
) -> Weights:
    """All weights by item: those between the best known titles, and those of the tail."""
    rows = np.repeat(head, np.diff(between.indptr))
    columns, values = head[between.indices], between.values
    if len(tail):
        more = fit.tail_weights(tail)
        rows = np.concatenate([rows, np.repeat(tail, np.diff(more.indptr))])
        columns = np.concatenate([columns, head[more.indices]])
        values = np.concatenate([values, more.values])
    order = np.argsort(rows.astype(np.int64) * ratings.n_items + columns)
    counts = np.bincount(rows, minlength=ratings.n_items)
    indptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Weights(indptr, columns[order].astype(np.int32), values[order])
