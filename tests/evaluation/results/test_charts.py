"""Who stands beside whom, metric by metric."""

from __future__ import annotations

import textwrap

import pytest

from recflix_tui.evaluation.bootstrap import Interval
from recflix_tui.evaluation.metric_names import METRICS, RATING
from recflix_tui.evaluation.results.charts import (
    Chart,
    beside,
    charts_of,
    charts_so_far,
    of_measure,
)
from recflix_tui.evaluation.results.measured import Evaluation, Held
from recflix_tui.evaluation.results.metric_words import METRIC_WORDS, MODEL_WORDS
from recflix_tui.evaluation.results.ways import MEASURES
from tests.evaluation.results.evaluations import PEOPLE, RANDOM, Told, make_evaluation

ROWS: dict[str, dict[str, Told]] = {
    "recflix": {"ndcg@10": 0.36, "rmse": 0.9, "gini": 0.98},
    "popularity": {"ndcg@10": (0.3, -0.1, -0.05), "gini": 0.99},
    "ease": {"ndcg@10": (0.35, -0.02, 0.01), "gini": 0.97},
    "stars": {"ndcg@10": (0.2, -0.2, -0.1), "rmse": (0.9, 0.0, 0.0), "gini": 0.99},
}


def nothing_known(one: Evaluation, other: Evaluation, metric: str) -> Interval | None:
    return None


def far(one: Evaluation, other: Evaluation, metric: str) -> Interval | None:
    return (0.01, 0.03)


def of(charts: tuple[Chart, ...], metric: str) -> Chart:
    return next(chart for chart in charts if chart.metric == metric)


def names(chart: Chart) -> list[str]:
    return [bar.name for bar in chart.bars]


def test_the_best_stands_first_whose_ever_it_is() -> None:
    charts = charts_of(make_evaluation(ROWS), (), nothing_known)
    assert names(of(charts, "ndcg@10")) == ["recflix", "ease", "popularity", "stars"]
    assert [bar.is_own for bar in of(charts, "ndcg@10").bars] == [True, False, False, False]
    gini = of(charts, "gini")  # less is better
    assert names(gini) == ["ease", "recflix", "popularity", "stars"]
    assert [bar.is_own for bar in gini.bars] == [False, True, False, False]
    assert names(of(charts, "rmse")) == ["recflix"]  # the stars are the same


def test_where_people_are_asked_what_is_found_comes_first() -> None:
    people = charts_of(make_evaluation(ROWS), (), nothing_known)
    assert [chart.metric for chart in people] == ["ndcg@10", "gini", "rmse"]
    ratings = charts_of(make_evaluation(ROWS, RANDOM), (), nothing_known)
    assert [chart.metric for chart in ratings] == ["rmse", "ndcg@10", "gini"]


def test_each_bar_says_what_it_is_and_how_the_version_does_beside_it() -> None:
    chart = of(charts_of(make_evaluation(ROWS), (), nothing_known), "ndcg@10")
    assert chart.bars[2].about == (
        "what most people rated, for everybody; recflix finds 1.20 times as much, beyond chance "
        "(+0.0500 to +0.1000)"
    )
    assert chart.bars[0].about == "the app's list, what is likely to be picked and liked"


def test_a_bar_in_words_has_its_interval_where_there_is_one() -> None:
    chart = of(charts_of(make_evaluation(ROWS), (), nothing_known), "ndcg@10")
    assert chart.bars[1].words("ndcg@10").startswith("ease (0.340 to 0.360): EASE")
    assert chart.bars[0].words("ndcg@10").startswith("recflix: the app's list")


@pytest.mark.parametrize("metric", METRICS)
def test_a_bar_in_words_takes_two_lines_of_a_small_screen(metric: str) -> None:
    first = "rmse" if metric in RATING else "recflix"
    rows: dict[str, dict[str, Told]] = {first: {metric: 0.4444}}
    rows |= {name: {metric: (0.2222, -0.2555, -0.1555)} for name in MODEL_WORDS}
    chart = of(charts_of(make_evaluation(rows, RANDOM), (), nothing_known), metric)
    for bar in chart.bars:
        assert len(textwrap.wrap(bar.words(metric), 76)) <= 2


def test_of_the_stars_the_app_is_no_list() -> None:
    charts = charts_of(make_evaluation(ROWS), (), nothing_known)
    assert of(charts, "rmse").bars[0].about == "the stars that the app predicts"


def test_charts_of_stars_and_of_rankings_can_be_looked_at_alone() -> None:
    charts = charts_of(make_evaluation(ROWS), (), nothing_known)
    metrics = {of: [c.metric for c in of_measure(charts, of)] for of in MEASURES}
    assert metrics == {
        "all": ["ndcg@10", "gini", "rmse"],
        "ranking": ["ndcg@10", "gini"],
        "rating": ["rmse"],
    }


def test_another_version_stands_beside_and_is_compared_in_words() -> None:
    older = make_evaluation({"recflix": {"ndcg@10": 0.34}}, version=2)
    chart = of(charts_of(make_evaluation(ROWS), (older,), far), "ndcg@10")
    assert names(chart)[:3] == ["recflix · model 3", "ease", "recflix · model 2"]
    assert [bar.is_own for bar in chart.bars[:3]] == [True, False, False]
    assert chart.verdict[-1] == "Model 3 finds 1.06 times what model 2 finds, beyond chance."
    unknown = of(charts_of(make_evaluation(ROWS), (older,), nothing_known), "ndcg@10")
    assert unknown.verdict[-1].endswith("; chance is not measured here.")
    # It has no such figure, so that the version stands there alone.
    assert names(of(charts_of(make_evaluation(ROWS), (older,), far), "gini"))[1] == "recflix"


def test_a_metric_of_another_version_alone_is_no_chart() -> None:
    other = make_evaluation({"recflix": {"mrr": 0.5}}, version=2)
    charts = charts_of(make_evaluation(ROWS), (other,), far)
    assert {chart.metric for chart in charts} == {"ndcg@10", "rmse", "gini"}
    assert "mrr" not in [chart.metric for chart in charts if len(chart.bars) == 0]


def test_only_what_was_measured_on_the_same_stands_beside() -> None:
    chosen = make_evaluation(ROWS, version=3)
    same, older = make_evaluation(ROWS, version=5), make_evaluation(ROWS, version=2)
    others = [
        make_evaluation(ROWS, RANDOM, version=4),
        make_evaluation(ROWS, Held("people", PEOPLE.numbers, 1), version=6),
        make_evaluation(ROWS, version=7, n_asked=71),
    ]
    assert beside(chosen, [older, chosen, *others, same]) == (same, older)


def test_what_is_measured_so_far_has_no_verdict() -> None:
    rows = make_evaluation(ROWS).rows
    charts = charts_so_far(rows[:3], "people")
    assert names(charts[0]) == ["recflix", "ease", "popularity"]
    assert all(not chart.verdict and not chart.cautions for chart in charts)
    assert charts_so_far((), "people") == ()


def test_every_metric_is_told() -> None:
    assert set(METRIC_WORDS) == set(METRICS)
