"""All that is to be said of one title, for one profile."""

from __future__ import annotations

import math
from dataclasses import dataclass

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.rows import alike, best, well_known
from recflix_tui.recommend.taste import Taste

N_SIMILAR = 12


@dataclass(frozen=True)
class TitleFacts:
    """One title. `mean`, `prediction` and its standard deviation `uncertainty` are in stars;
    `histogram` is (stars, count) pairs over the whole scale; `similar` is (item, likeness)
    pairs, the likest first."""

    item: int
    title: str
    year: int | None
    genres: tuple[str, ...]
    n_ratings: int
    mean: float | None
    histogram: tuple[tuple[float, int], ...]
    prediction: float | None
    uncertainty: float | None
    my_rating: float | None
    my_list: bool
    watched: bool
    refused: bool
    similar: tuple[tuple[int, float], ...]
    imdb_id: int | None


def facts(taste: Taste, dataset: Dataset, model: FactorModel | None, item: int) -> TitleFacts:
    """Gather what is known of one title; `similar` is empty without a model."""
    mean = float(dataset.means[item])
    activity = taste.activity
    taste.weigh([item], model)
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
        similar=() if model is None else _similar(dataset, model, item),
        imdb_id=dataset.imdb_id(item),
    )


def _similar(dataset: Dataset, model: FactorModel, item: int) -> tuple[tuple[int, float], ...]:
    likeness = alike(item, dataset, model)
    among = well_known(dataset) & (likeness > 0)
    return tuple((int(i), float(likeness[i])) for i in best(likeness, among, N_SIMILAR))
