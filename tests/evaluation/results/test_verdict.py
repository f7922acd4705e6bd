"""Which is better beyond chance, in words."""

from __future__ import annotations

import pytest

from recflix_tui.evaluation.results.verdict import (
    Pair,
    beside_of,
    cautions,
    pair_of,
    said_of,
    verdicts,
)
from tests.evaluation.results.evaluations import RANDOM, Told, make_evaluation


def ranked(own: float, popularity: Told, **others: Told) -> tuple[str, ...]:
    """The verdicts on NDCG@10."""
    rows: dict[str, dict[str, Told]] = {"recflix": {"ndcg@10": own}}
    rows["popularity"] = {"ndcg@10": popularity}
    rows |= {name: {"ndcg@10": told} for name, told in others.items()}
    return verdicts(make_evaluation(rows), "ndcg@10")


def test_what_finds_more_beyond_chance_is_told_in_times() -> None:
    assert ranked(0.384, (0.3, -0.1, -0.05)) == (
        "recflix finds 1.28 times what popularity finds, beyond chance.",
    )
    assert ranked(0.15, (0.3, 0.1, 0.2)) == (
        "recflix finds 0.50 times what popularity finds, beyond chance.",
    )


def test_a_difference_that_chance_explains_is_none() -> None:
    assert ranked(0.3, (0.29, -0.02, 0.001)) == (
        "recflix and popularity: chance may explain the difference.",
    )


def test_the_best_of_the_rivals_is_told_too_and_parts_of_the_list_are_no_rivals() -> None:
    others: dict[str, Told] = {"ease": (0.32, -0.02, 0.01), "stars": (0.9, 0.1, 0.2)}
    others |= {"choice": (0.8, 0.1, 0.2), "fading": (0.31, -0.05, -0.01)}
    said = ranked(0.384, (0.3, -0.1, -0.05), **others)
    assert said[1] == "The best simple rival is ease: chance may explain the difference."
    others["fading"] = (0.33, -0.05, -0.01)
    said = ranked(0.384, (0.3, -0.1, -0.05), **others)
    assert said[1] == (
        "The best simple rival is fading: recflix finds 1.16 times as much, beyond chance."
    )


def test_errors_are_told_in_stars_and_less_is_better() -> None:
    rows: dict[str, dict[str, Told]] = {
        "gibbs": {"rmse": 0.87},
        "mean": {"rmse": (1.05, 0.1, 0.2)},
        "biases": {"rmse": (0.9, 0.02, 0.04)},
        "item-kNN": {"rmse": (0.86, -0.02, -0.005)},
    }
    assert verdicts(make_evaluation(rows, RANDOM), "rmse") == (
        "gibbs is 0.030 stars less off than biases, beyond chance.",
        "The best simple rival is item-kNN: gibbs is 0.010 stars more off, beyond chance.",
    )


def test_people_have_no_baselines_of_stars() -> None:
    (said,) = verdicts(make_evaluation({"recflix": {"rmse": 0.9}, "ease": {"mrr": 0.5}}), "rmse")
    assert said.startswith("No baseline predicts stars here")


@pytest.mark.parametrize(
    ("metric", "own", "other", "said"),
    [
        ("coverage", 0.02, 0.1, "a shows fewer of all titles than b (0.020 to 0.100)"),
        ("novelty", 3.0, 2.0, "a shows rarer titles than b (3.00 to 2.00)"),
        ("novelty", 1.0, 2.0, "a shows better known titles than b (1.00 to 2.00)"),
        ("diversity", 0.5, 0.4, "a shows titles less alike than b (0.500 to 0.400)"),
        ("gini", 0.9, 0.8, "a is less even than b (0.900 to 0.800)"),
        ("mrr", 0.5, 0.4, "a comes to 1.25 times the MRR of b"),
        ("recall@20", 0.2, 0.0, "a finds something, b nothing"),
    ],
)
def test_each_metric_says_what_more_of_it_is(
    metric: str, own: float, other: float, said: str
) -> None:
    far = (0.01, 0.02) if own > other else (-0.02, -0.01)
    assert said_of(Pair("a", "b", own, other, far), metric) == f"{said}, beyond chance"
    unknown = f"{said}; chance is not measured here"
    assert said_of(Pair("a", "b", own, other, None), metric) == unknown


def test_variety_has_no_best_rival() -> None:
    rows: dict[str, dict[str, Told]] = {
        "recflix": {"coverage": 0.1},
        "popularity": {"coverage": 0.01},
        "ease": {"coverage": 0.5},
    }
    assert len(verdicts(make_evaluation(rows), "coverage")) == 1


def test_the_difference_is_that_of_the_first_from_the_other() -> None:
    rows: dict[str, dict[str, Told]] = {"recflix": {"mrr": 0.5}, "ease": {"mrr": (0.4, -0.3, 0.1)}}
    evaluation = make_evaluation(rows)
    pair = pair_of(evaluation, "ease", "mrr")
    assert pair is not None
    assert pair.apart == (-0.1, 0.3)
    assert not pair.is_apart
    assert pair_of(evaluation, "recflix", "mrr") is None
    assert pair_of(evaluation, "nobody", "mrr") is None


def test_where_figures_deceive_it_is_said() -> None:
    rows: dict[str, dict[str, Told]] = {"gibbs": {"mrr": 0.5, "rmse": 0.9, "gini": 0.9}}
    by_stars = cautions(make_evaluation(rows, RANDOM), "mrr")
    assert len(by_stars) == 1
    assert by_stars[0].startswith("These lists go by predicted stars")
    assert cautions(make_evaluation(rows), "mrr") == ()
    assert "not better by itself" in cautions(make_evaluation(rows), "gini")[0]
    assert "a little too good" in cautions(make_evaluation(rows, tuned=True), "mrr")[0]


def test_an_rmse_is_told_apart_from_that_of_the_holdout() -> None:
    rows: dict[str, dict[str, Told]] = {"gibbs": {"rmse": 0.9, "mae": 0.7}}
    assert "a model is trained anew" in cautions(make_evaluation(rows, RANDOM), "rmse")[0]
    assert "but for the 10 ratings told" in cautions(make_evaluation(rows), "rmse")[0]
    assert cautions(make_evaluation(rows), "mae") == ()


def test_beside_a_row_that_is_named_the_difference_has_its_interval() -> None:
    far, near = (0.0123, 0.05), (-0.01, 0.05)
    told = {
        ("ndcg@10", far): "a finds 2.00 times as much, beyond chance (+0.0123 to +0.0500)",
        ("ndcg@10", near): "beside a chance may explain the difference (−0.0100 to +0.0500)",
        ("mrr", far): "a has 2.00 times its MRR, beyond chance (+0.0123 to +0.0500)",
        ("rmse", far): "a is 0.200 stars more off, beyond chance (+0.0123 to +0.0500)",
        ("novelty", far): "a shows rarer titles, beyond chance (+0.01 to +0.05)",
    }
    for (metric, apart), said in told.items():
        assert beside_of(Pair("a", "b", 0.4, 0.2, apart), metric) == said
    unknown = Pair("a", "b", 0.9, 0.8, None)
    said = "a shows more of all titles; chance is not measured here"
    assert beside_of(unknown, "coverage") == said
