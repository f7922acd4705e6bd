"""What is measured, and on whom, in everyday words."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from recflix_tui.model.split import PEOPLE


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
        "How many of the first 10 shown the person went on to like; the top of the list counts "
        "most. 1: the best list there could be.",
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

SPLIT_WORDS: Mapping[str, str] = {
    PEOPLE: "Everybody is held out of training once. Their first 10 ratings are told; the list "
    "that the app shows is to find what they liked of the rest.",
    "random": "One rating in ten is held out, drawn at random, and is to be predicted.",
    "user": "The last 5 ratings of each person are held out, and are to be predicted.",
    "time": "The latest tenth of all ratings is held out: what is new is to be predicted from "
    "what was known before.",
}

# What each row of a comparison is.
MODEL_WORDS: Mapping[str, str] = {
    "recflix": "the app's list: what is likely to be picked and liked",
    "recflix-no-recency": "the app's list, blind to when things were rated",
    "choice": "what is likely to be picked, liked or not",
    "stars": "most predicted stars first, however unlikely to be picked",
    "popularity": "what most people rated, for everybody",
    "popularity-of-likes": "what most people liked, for everybody",
    "fading": "what was popular around the person's last rating",
    "item-knn": "what is rated by those who rated the same",
    "ease": "EASE, each title weighed against all: a strong, simple rival",
    "mean": "the mean of all ratings, for everybody and everything",
    "biases": "how high a person rates and a title is rated, no tastes",
    "item-kNN": "what the person gave to the titles most like it",
}


def model_words(name: str) -> str:
    """What a row of a comparison is; a solver's is its model."""
    return MODEL_WORDS.get(name, f"the model that {name} makes, by predicted stars")
