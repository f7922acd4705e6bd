"""The draw: what a film is worth, times what is drawn of how unsure the model is of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.best import best
from recflix_tui.recommend.surprise.few_raters import chance_of_few, is_rated_by_few
from recflix_tui.recommend.surprise.wanted import Daring, Wanted, that_fit
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import well_known

UNSURE_OF_ALL = 0.5
"""Stars: how unsure one is of each film while there is no model."""


@dataclass(frozen=True)
class Reach:
    """What a degree of daring comes to."""

    films: int
    """How many films one is drawn from; of the titles worth most, twice as many are looked at."""
    lean: float
    """By how many standard deviations the unsure are preferred among those; below 0 the sure."""
    spread: float
    """How far an e-fold of worth is drawn off its place by a star of uncertainty."""


REACHES = {
    Daring.SAFE: Reach(films=12, lean=-1.0, spread=1.5),
    Daring.USUAL: Reach(films=30, lean=0.0, spread=3.0),
    Daring.DARING: Reach(films=60, lean=1.0, spread=5.0),
}


@dataclass(frozen=True)
class Surprise:
    """One film for tonight."""

    item: int
    """The film, as an item of the dataset."""
    wanted: Wanted
    """What it was to be."""
    prediction: float | None
    """The stars to be expected on the scale; None while there is no model."""
    uncertainty: float | None
    """The standard deviation of what is to be expected, in stars; None while there is no model."""
    likes: float | None
    """The chance that it is liked, once picked, 0 to 1; of a film that few rated, `chance_of_few`.
    None without a choice model."""
    place: int
    """Its place by worth among all films that are as wanted, from 1."""
    drawn_from: int
    """How many films it was drawn from: those that were shown before count."""
    shown: int
    """How many of these were shown before."""
    began_again: bool
    """Whether all of them were, so that it began again."""


def surprise(
    taste: Taste,
    dataset: Dataset,
    model: FactorModel | None,
    wanted: Wanted,
    shown: Sequence[int],
    seed: int | Sequence[int],
) -> Surprise | None:
    """One film that is open to the profile and as wanted; None where there is none.

    Films that enough people rated stand before all others (`well_known`): these come once all that
    are as wanted of those were shown, or where there are none. Of the films worth most, the half
    that is likeliest to be liked stands for the draw (`pool`); one of those is drawn (`drawn`).

    shown: the items shown in this sitting, the last one last: none of them comes again until all
    that stand for the draw were shown, and the last one not even then, unless it is alone. The same
    seed gives the same film.
    """
    fitting = that_fit(taste.open_items, dataset, wanted)
    log_worth = _log_worth(taste, dataset)
    reach, known = REACHES[wanted.daring], fitting & well_known(dataset)
    standing = pool(taste, model, log_worth, known, reach)
    before = np.isin(standing, np.asarray(shown, np.int64))
    if before.all() and np.count_nonzero(known) <= reach.films:
        standing = pool(taste, model, log_worth, fitting, reach)
        before = np.isin(standing, np.asarray(shown, np.int64))
    if not len(standing):
        return None
    again = bool(before.all())
    left = standing[~before] if not again else standing[standing != shown[-1]]
    left = left if len(left) else standing
    place = drawn(log_worth[left], reach.spread * _unsure(taste, left), np.random.default_rng(seed))
    item = int(left[place])
    return Surprise(
        item=item,
        wanted=wanted,
        prediction=taste.prediction(item),
        uncertainty=taste.uncertainty(item),
        likes=_likes(taste, dataset, item),
        place=1 + int(np.count_nonzero(log_worth[fitting] > log_worth[item])),
        drawn_from=len(standing),
        shown=0 if again else int(np.count_nonzero(before)),
        began_again=again,
    )


def _likes(taste: Taste, dataset: Dataset, item: int) -> float | None:
    if taste.likes is None:
        return None
    likes = float(taste.likes[item])
    return chance_of_few(dataset, item, likes) if is_rated_by_few(dataset, item) else likes


def pool(
    taste: Taste,
    model: FactorModel | None,
    log_worth: NDArray[np.float32],
    fitting: NDArray[np.bool_],
    reach: Reach,
) -> NDArray[np.intp]:
    """The films that one is drawn from, (n,), n up to `reach.films`, by item.

    Of twice as many titles that are worth most, those with the most stars to be expected plus
    `reach.lean` standard deviations of these. log_worth, fitting: (n_items,).
    """
    looked_at = best(log_worth, fitting, 2 * reach.films)
    taste.weigh(looked_at.tolist(), model)
    if taste.predictions is None:
        return np.sort(looked_at[: reach.films])
    stars = taste.predictions[looked_at] + reach.lean * _unsure(taste, looked_at)
    kept = best(stars, np.ones(len(looked_at), np.bool_), reach.films)
    return np.sort(looked_at[kept])


def drawn(
    log_worth: NDArray[np.floating], doubt: NDArray[np.floating], random: np.random.Generator
) -> int:
    """The place of the one that is worth most in one draw: of each, worth times e to the power of
    a normal with mean 0 and its own standard deviation.

    log_worth, doubt: (n,), n > 0, the logarithms of worth and the standard deviations. It is
    Thompson's way to choose under uncertainty: by one draw from what is believed of each
    (Biometrika 25, 1933).
    """
    return int(np.argmax(log_worth + doubt * random.standard_normal(len(log_worth))))


def _log_worth(taste: Taste, dataset: Dataset) -> NDArray[np.float32]:
    """The logarithm of what each item is worth, (n_items,): by `Taste.worth`; by predicted stars,
    each an e-fold, without a choice model; by the number of ratings without any."""
    if taste.worth is not None:
        return np.log(np.maximum(taste.worth, np.float32(1e-30)))
    if taste.raw is not None:
        return taste.raw
    return np.log(np.maximum(dataset.counts, 1)).astype(np.float32)


def _unsure(taste: Taste, items: NDArray[np.intp]) -> NDArray[np.float64]:
    """How unsure one is of each item, (n,), in stars."""
    each = (taste.uncertainty(int(item)) for item in items)
    return np.array([UNSURE_OF_ALL if one is None else one for one in each])
