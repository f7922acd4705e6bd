"""All that is to be said of one title, for one profile."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.alike.likeness import likeness_to_each
from recflix_tui.recommend.alike.shared import reason
from recflix_tui.recommend.best import best
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import well_known

N_SIMILAR = 12


@dataclass(frozen=True)
class TitleFacts:
    """All that is to be said of one title, for one profile."""

    item: int
    """Its index in the dataset."""
    title: str
    """As shown, without its year."""
    year: int | None
    """None where unknown."""
    genres: tuple[str, ...]
    """By name, in the dataset's order."""
    n_ratings: int
    """How many people of the dataset rated it."""
    mean: float | None
    """Their mean in stars, None where nobody did."""
    histogram: tuple[tuple[float, int], ...]
    """How many gave so many stars: (stars, count) over the whole scale, the lowest first."""
    prediction: float | None
    """The stars to be expected on the scale; None while there is no model."""
    uncertainty: float | None
    """The standard deviation of what is to be expected, in stars; None while there is no model."""
    my_rating: float | None
    """What the profile gave it in stars, None where it is unrated."""
    my_list: bool
    """Whether it is on My List."""
    watched: bool
    """Whether it is marked as watched."""
    refused: bool
    """Whether it is marked as not for this profile."""
    abandoned: bool
    """Whether it is marked as given up on."""
    watched_share: float | None
    """How much of it was watched before it was given up on, above 0 and below 1; None where it
    was not, or that was not said."""
    similar: tuple[tuple[int, float], ...]
    """The most alike titles, the likest first: (item, likeness: see `likeness_to_each`)."""
    similar_reason: str
    """Why they are: "often picked by the same people · Film-Noir"; empty where there are none."""
    imdb_id: int | None
    """Its number at IMDb, None where unknown."""
    directors: tuple[str, ...] = ()
    """By name; none where unknown."""
    cast: tuple[str, ...] = ()
    """By name, the first in the credits first; none where unknown."""
    runtime: int | None = None
    """How long it is, in minutes; None where unknown."""


def facts(taste: Taste, dataset: Dataset, model: FactorModel | None, item: int) -> TitleFacts:
    """Gather what is known of one title. Raises DatasetError where its ratings are damaged."""
    mean = float(dataset.means[item])
    activity = taste.activity
    taste.weigh([item], model)
    similar, credits = _similar(dataset, item), dataset.credits
    return TitleFacts(
        item=item,
        title=dataset.title(item),
        year=dataset.year(item),
        genres=dataset.genres(item),
        n_ratings=int(dataset.counts[item]),
        mean=None if math.isnan(mean) else mean,
        histogram=dataset.histogram(item),
        prediction=taste.prediction(item),
        uncertainty=taste.uncertainty(item),
        my_rating=activity.ratings.get(item),
        my_list=item in activity.my_list,
        watched=item in activity.watched,
        refused=item in activity.refused,
        abandoned=item in activity.abandoned,
        watched_share=activity.watched_share.get(item),
        similar=similar,
        similar_reason=reason(item, [i for i, _ in similar], dataset) if similar else "",
        imdb_id=dataset.imdb_id(item),
        directors=() if credits is None else credits.directors(item),
        cast=() if credits is None else credits.cast(item),
        runtime=None if credits is None else credits.runtime(item),
    )


def _similar(dataset: Dataset, item: int) -> tuple[tuple[int, float], ...]:
    known = np.flatnonzero(well_known(dataset))
    (alike,) = likeness_to_each([item], known, dataset)
    return tuple(
        (int(known[i]), float(alike[i])) for i in best(alike, np.isfinite(alike), N_SIMILAR)
    )
