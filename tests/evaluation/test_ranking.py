"""Rankings of all unseen titles, against slow computations one user at a time."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from recflix_tui.evaluation import ranking
from recflix_tui.evaluation.bootstrap import interval, resampled, resampled_figures
from recflix_tui.evaluation.comparison import Comparison, split_of
from recflix_tui.evaluation.figures import ranking_figures, rating_figures
from recflix_tui.evaluation.metric_names import METRICS, RANKING
from recflix_tui.evaluation.ranking import ByFactors, ByItem, Lists, Question, lists_of, question_of
from recflix_tui.evaluation.ranking_metrics import gini_of
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from tests.examples.models import make_taste

QUICK = SgdSettings(factors=4, epochs=5, holdout=0.0)


def halves() -> tuple[Ratings, Ratings]:
    taste = make_taste(n_users=50, n_items=60)
    held = np.random.default_rng(2).random(len(taste.stars)) < 0.4
    return taste.part(~held), taste.part(held)


def some_candidates(n_items: int) -> np.ndarray:
    return np.asarray(np.arange(n_items) % 7 != 3)


def make_ranker(train: Ratings, step: float = 1 / 64) -> ByFactors:
    """Random factors in such steps, so that scores are exact; in large ones, many are equal."""
    rng = np.random.default_rng(5)
    shapes = (train.n_users, 7), (train.n_items, 7), (train.n_items,)
    P, Q, bias = (
        (np.rint(rng.normal(0, 1, shape) / step) * step).astype(np.float32) for shape in shapes
    )
    return ByFactors(P, Q, bias)


def slow_ranking(ranker: ByFactors, train: Ratings, candidates: np.ndarray, user: int) -> list[int]:
    """All unseen candidates, best first."""
    scores = ranker.item_bias + ranker.Q @ ranker.P[user]
    seen = set(train.items[train.users == user].tolist())
    left = [i for i in range(train.n_items) if candidates[i] and i not in seen]
    return sorted(left, key=lambda i: (-scores[i], i))


def relevant_of(train: Ratings, test: Ratings, candidates: np.ndarray, user: int) -> set[int]:
    own = (test.users == user) & (test.stars >= 4) & candidates[test.items]
    return set(test.items[own].tolist()) - set(train.items[train.users == user].tolist())


def asked(candidates_all: bool = False) -> tuple[Ratings, Ratings, np.ndarray, Question]:
    train, test = halves()
    candidates = some_candidates(train.n_items) | candidates_all
    return train, test, candidates, question_of(train, test, candidates, seed=0)


def test_who_is_asked_about_has_something_to_find_and_to_learn_from() -> None:
    train, test, candidates, question = asked()
    expected = [
        user
        for user in range(train.n_users)
        if (train.users == user).any() and relevant_of(train, test, candidates, user)
    ]
    assert question.users.tolist() == expected


@pytest.mark.parametrize("step", [1 / 64, 1])
def test_lists_are_the_sorted_scores_of_what_is_unseen(step: float) -> None:
    train, test, candidates, question = asked()
    ranker = make_ranker(train, step)
    lists = lists_of(ranker, question, threads=2)
    for row, user in enumerate(question.users):
        order = slow_ranking(ranker, train, candidates, user)
        assert lists.items[row].tolist() == (order + [-1] * 20)[:20]
        relevant = relevant_of(train, test, candidates, user)
        assert lists.first[row] == 1 + next(n for n, i in enumerate(order) if i in relevant)


def test_the_figures_are_those_of_a_slow_computation() -> None:
    train, test, candidates, question = asked()
    ranker = make_ranker(train)
    found = ranking_figures(ranker, question, seed=0, threads=2)
    R = np.zeros((train.n_users, train.n_items))
    R[train.users, train.items] = train.stars
    raters = len(set(train.users.tolist()))
    slow: dict[str, list[float]] = {name: [] for name in RANKING}
    shown_to_all: list[int] = []
    for user in question.users:
        order = slow_ranking(ranker, train, candidates, user)
        relevant = relevant_of(train, test, candidates, user)
        gain = sum(1 / math.log2(n + 2) for n, i in enumerate(order[:10]) if i in relevant)
        best = sum(1 / math.log2(n + 2) for n in range(min(10, len(relevant))))
        slow["ndcg@10"].append(gain / best)
        slow["recall@20"].append(len(relevant & set(order[:20])) / len(relevant))
        slow["mrr"].append(1 / (1 + min(order.index(i) for i in relevant)))
        shown = order[:10]
        shown_to_all += shown
        bits = [-math.log2(max((R[:, i] > 0).sum(), 1) / raters) for i in shown]
        slow["novelty"].append(float(np.mean(bits)))
        norms = np.linalg.norm(R, axis=0)
        cosines = [
            R[:, i] @ R[:, j] / (norms[i] * norms[j]) if norms[i] * norms[j] else 0.0
            for i, j in combinations(shown, 2)
        ]
        slow["diversity"].append(1 - float(np.mean(cosines)))
    for name in ("ndcg@10", "recall@20", "mrr", "novelty", "diversity"):
        assert found[name].value == pytest.approx(np.mean(slow[name]), rel=1e-5), name
        low, high = found[name].interval or (0.0, 0.0)
        assert low < found[name].value < high
    n = int(candidates.sum())
    assert found["coverage"].value == pytest.approx(len(set(shown_to_all)) / n)
    counts = np.bincount(shown_to_all, minlength=train.n_items)[candidates]
    apart = np.abs(counts[:, np.newaxis] - counts).sum()  # Gini's mean difference
    assert found["gini"].value == pytest.approx(apart / (2 * n * counts.sum()))
    assert found["coverage"].interval is None


def test_the_lists_are_the_same_on_any_number_of_threads() -> None:
    train, _, _, question = asked(candidates_all=True)
    ranker = make_ranker(train)
    one, three = (lists_of(ranker, question, threads) for threads in (1, 3))
    np.testing.assert_array_equal(one.items, three.items)
    np.testing.assert_array_equal(one.first, three.first)


def test_of_equal_scores_the_first_title_comes_first() -> None:
    train, _, _, question = asked(candidates_all=True)
    lists = lists_of(ByItem(np.zeros(train.n_items, np.float32)), question)
    for row, user in enumerate(question.users):
        unseen = np.setdiff1d(np.arange(train.n_items), train.items[train.users == user])
        np.testing.assert_array_equal(lists.items[row], unseen[:20])


def test_gini_is_0_where_all_are_shown_alike_and_high_where_one_is() -> None:
    train, _, _, question = asked(candidates_all=True)
    n = train.n_items
    alike = Lists(np.arange(n, dtype=np.int32).reshape(-1, 10), np.ones(n // 10, np.int64))
    same = Lists(np.zeros((50, 1), np.int32), np.ones(50, np.int64))
    assert gini_of(alike, question.candidates) == pytest.approx(0)
    assert gini_of(same, question.candidates) == pytest.approx(1 - 1 / n)


def test_many_users_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "MOST_USERS", 12)
    users = asked()[3].users
    assert len(users) == 12
    np.testing.assert_array_equal(users, np.unique(users))


# --- intervals ----------------------------------------------------------------------------------


def test_resampled_totals_are_those_of_users_drawn_anew() -> None:
    """Each total is a sum of as many users' figures as there are."""
    sums = np.stack([np.ones(40), 2.0 ** np.arange(40)], axis=1)
    totals = resampled(sums, seed=1, resamples=300)
    assert totals.shape == (300, 2)
    np.testing.assert_array_equal(totals[:, 0], 40)
    assert len(np.unique(totals[:, 1])) == 300
    np.testing.assert_array_equal(totals, resampled(sums, seed=1, resamples=300))


@pytest.mark.parametrize("n", [400, 25_000])
def test_an_interval_is_as_wide_as_theory_says(n: int) -> None:
    """Of a mean of n: 1.96 standard errors on each side; also where users are dealt into groups."""
    values = np.random.default_rng(0).normal(3, 2, n)
    sums = np.stack([values, np.ones(n)], axis=1)
    figures = resampled_figures(sums, lambda totals: totals[:, :1] / totals[:, 1:], seed=4)
    low, high = interval(figures[:, 0])
    error = values.std() / math.sqrt(n)
    assert (low + high) / 2 == pytest.approx(values.mean(), abs=0.2 * error)
    assert high - low == pytest.approx(2 * 1.96 * error, rel=0.08)


def test_errors_in_stars_have_an_interval_over_users() -> None:
    users = np.array([0, 0, 0, 1, 2])
    stars = np.array([3, 3, 3, 4, 5], np.float32)
    predicted = np.array([3, 4, 3, 2, 5], np.float32)
    found = rating_figures(users, predicted, stars, seed=0)
    assert found["rmse"].value == pytest.approx(1.0)
    assert found["mae"].value == pytest.approx(3 / 5)
    # The extremes are user 2 drawn three times, and user 1.
    assert found["rmse"].interval == pytest.approx((0.0, 2.0))


def test_one_user_alone_has_no_interval() -> None:
    one, predicted = np.zeros(3, int), np.array([3, 4, 3], np.float32)
    found = rating_figures(one, predicted, np.full(3, 3, np.float32), seed=0)["mae"]
    assert found.value == pytest.approx(1 / 3)
    assert found.interval is None
    assert found.less(found) is None


def test_a_difference_between_models_is_measured_on_the_same_users() -> None:
    """Errors differ much from user to user, but one model's are always 0.1 larger."""
    rng = np.random.default_rng(6)
    users, stars = np.arange(200), np.full(200, 3, np.float32)
    errors = rng.uniform(0.1, 2, 200).astype(np.float32)
    good = rating_figures(users, stars + errors, stars, seed=0)["mae"]
    bad = rating_figures(users, stars + errors + np.float32(0.1), stars, seed=0)["mae"]
    assert good.interval is not None
    assert bad.interval is not None
    assert good.interval[1] > bad.interval[0]  # apart they tell nothing
    assert bad.less(good) == pytest.approx((0.1, 0.1), abs=1e-5)


# --- the whole ----------------------------------------------------------------------------------


def timed(taste: Ratings) -> Ratings:
    """The ratings in random order; two users and a title come last of all."""
    late = (taste.users < 2) | (taste.items == 5)
    order = np.random.default_rng(3).permutation(len(taste.stars))
    when = 1_000_000_000 + order + 10_000_000 * late
    return replace(taste, when=when.astype(np.int64))


def test_a_comparison_measures_the_solver_and_every_baseline() -> None:
    taste = make_taste()
    held = split_of(taste, "random", 0.2, 5, seed=0)
    comparison = Comparison(taste, held, SgdSettings(factors=8), METRICS)
    rows = {row.name: row for row in comparison.rows()}
    assert list(rows) == ["sgd", "mean", "biases", "popularity", "item-kNN"]
    assert set(rows["sgd"].figures) == set(METRICS)
    assert set(rows["mean"].figures) == {"rmse", "mae"}
    assert set(rows["popularity"].figures) == set(RANKING)
    errors = [rows[name].figures["rmse"].value for name in ("sgd", "biases", "mean")]
    assert errors == sorted(errors)
    facts = comparison.facts
    assert facts.n_train + facts.n_test == len(taste.stars)
    assert rows["sgd"].cold_rmse is None


def test_only_the_metrics_asked_for_are_measured() -> None:
    taste = make_taste()
    held = split_of(taste, "user", 0.2, 5, seed=0)
    rows = list(Comparison(taste, held, QUICK, ("mae",)).rows())
    assert [row.name for row in rows] == ["sgd", "mean", "biases", "item-kNN"]
    assert all(set(row.figures) == {"mae"} for row in rows)


def test_split_by_time_who_and_what_comes_after_the_cut_is_reported_apart() -> None:
    taste = timed(make_taste())
    late = (taste.users < 2) | (taste.items == 5)
    held = split_of(taste, "time", 1.5 * float(late.mean()), 5, seed=0)
    comparison = Comparison(taste, held, QUICK, METRICS)
    facts = comparison.facts
    assert (facts.n_new_users, facts.n_new_titles) == (2, 1)
    assert facts.n_cold == late.sum()
    assert not comparison.question.candidates[5]
    assert not np.isin([0, 1], comparison.question.users).any()
    rows = {row.name: row for row in comparison.rows()}
    warm = held.held & ~late
    error = taste.stars[warm] - taste.stars[~held.held].mean()
    assert rows["mean"].figures["rmse"].value == pytest.approx(np.sqrt((error**2).mean()), rel=1e-5)
    error = taste.stars[late] - taste.stars[~held.held].mean()
    assert rows["mean"].cold_rmse == pytest.approx(np.sqrt((error**2).mean()), rel=1e-5)


def test_ratings_without_times_cannot_be_split_by_time() -> None:
    with pytest.raises(ModelError, match="no times"):
        split_of(make_taste(), "time", 0.1, 5, seed=0)


def test_the_command_line_loads_numba_for_a_measurement_alone() -> None:
    modules = (
        "evaluation.baselines evaluation.bootstrap evaluation.comparison evaluation.train_and_test "
        "evaluation.ranking kernels.grouped"
    )
    imports = "; ".join(f"import recflix_tui.{module}" for module in modules.split())
    code = f"import sys; {imports}; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
