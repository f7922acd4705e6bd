"""What is measured, and on whom, in everyday words."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from recflix_tui.evaluation.metric_names import RATING


class Group(enum.StrEnum):
    """What a metric is about."""

    ACCURACY = "accuracy"
    RANKING = "ranking"
    DIVERSITY = "diversity"


@dataclass(frozen=True)
class MetricWords:
    """How a metric is told."""

    label: str
    """What the field calls it."""
    group: Group
    """What it is about."""
    direction: str
    """Which way it is better, or what more of it is."""
    help: str
    """What it is, in a sentence or two."""
    less_is_better: bool = False
    """Whether the lowest is the best, and not the highest."""
    digits: int = 4
    """Decimals that are shown."""
    from_zero: bool = True
    """Whether bars begin at zero: not where all figures are far from it and near each other."""


METRIC_WORDS: Mapping[str, MetricWords] = {
    "rmse": MetricWords(
        "RMSE",
        Group.ACCURACY,
        "less is better",
        "How many stars a prediction is off, large misses counting more than small ones.",
        less_is_better=True,
        from_zero=False,
    ),
    "mae": MetricWords(
        "MAE",
        Group.ACCURACY,
        "less is better",
        "How many stars a prediction is off in the mean, all misses counting alike.",
        less_is_better=True,
        from_zero=False,
    ),
    "ndcg@10": MetricWords(
        "NDCG@10",
        Group.RANKING,
        "more is better",
        "The share of the best possible score: each of the first 10 that the person went on to "
        "like scores, at the top most.",
    ),
    "recall@20": MetricWords(
        "recall@20",
        Group.RANKING,
        "more is better",
        "Of all that the person went on to like, the share among the first 20 shown.",
    ),
    "mrr": MetricWords(
        "MRR",
        Group.RANKING,
        "more is better",
        "How far down the first find is: 1 at the top, 1/2 in second place, 1/3 in third.",
    ),
    "coverage": MetricWords(
        "coverage",
        Group.DIVERSITY,
        "higher: more varied",
        "Of all titles, the share that is among anybody's first 10.",
        digits=3,
    ),
    "novelty": MetricWords(
        "novelty",
        Group.DIVERSITY,
        "higher: less known titles",
        "How rarely rated the first 10 are, in bits: one more is half as many people who rated "
        "them.",
        digits=2,
    ),
    "diversity": MetricWords(
        "diversity",
        Group.DIVERSITY,
        "higher: more varied",
        "How unlike each other the first 10 are, by who rated them: 0 all alike, 1 nobody rated "
        "two of them.",
        digits=3,
    ),
    "gini": MetricWords(
        "Gini",
        Group.DIVERSITY,
        "lower: more even",
        "How unevenly titles are shown: 0 each as often, near 1 the same few to everybody.",
        less_is_better=True,
        digits=3,
        from_zero=False,
    ),
}

# What each row of a comparison is.
MODEL_WORDS: Mapping[str, str] = {
    "recflix": "the app's list, what is likely to be picked and liked",
    "recflix-no-recency": "part of the app, its list blind to time",
    "choice": "part of the app, what is picked, liked or not",
    "stars": "part of the app, most predicted stars first",
    "popularity": "what most people rated, for everybody",
    "popularity-of-likes": "what most people liked, for everybody",
    "fading": "what was popular around the person's last rating",
    "item-knn": "nearest neighbours: titles that the same people rated",
    "ease": "EASE, a formula that weighs every title against every other",
    "mean": "the mean of all ratings, whoever and whatever",
    "biases": "how high a person rates and a title is rated, no tastes",
    "item-kNN": "nearest neighbours: the stars of titles like it",
    "gibbs": "Gibbs sampling, the mean of many models drawn at random",
    "sgd": "stochastic gradient descent, a nudge for each rating",
    "als": "alternating least squares, people and titles solved in turn",
}


def model_words(name: str, metric: str) -> str:
    """What a row of a comparison is, where it is measured by this metric."""
    if name == "recflix" and metric in RATING:
        return "the stars that the app predicts"
    return MODEL_WORDS.get(name, f"the model that {name} makes")
