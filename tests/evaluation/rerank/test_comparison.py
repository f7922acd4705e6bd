"""Lists re-ranked in each way, and their figures, against the app's own list and plain sums."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.people.app_lists import App, app_of
from recflix_tui.evaluation.people.protocol import Fold, people_of
from recflix_tui.evaluation.rerank.comparison import FOUND, OWN, RerankComparison, each_of, shown_in
from recflix_tui.evaluation.rerank.ways import GROUPS, PLAIN, WAYS, Way
from recflix_tui.recommend.rerank.genre_shares import profile_shares
from recflix_tui.recommend.rerank.likeness import likeness_of
from recflix_tui.recommend.rerank.picks import candidates_of, reranked_picks
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.training.training_set import training_ratings
from tests.recommend.rerank.made_up import gap_of

SETTINGS = SgdSettings(factors=3, epochs=3)


@pytest.fixture(scope="module")
def whole(small_movielens: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("rerank")
    imported.import_dataset(small_movielens, folder, "small")
    return imported.open_named(folder, "small")


@pytest.fixture(scope="module")
def asked(whole: Dataset) -> tuple[Fold, App]:
    fold = people_of(training_ratings(whole, ()), 7, 4, seed=1).make[0]()
    trained = to_the_end(fold.train, SETTINGS, whatever=True)
    return fold, app_of(fold, trained, whole, threads=1)


def test_the_plain_way_is_the_apps_list_and_the_slider_that_of_the_page(
    asked: tuple[Fold, App],
) -> None:
    fold, app = asked
    assert app.dataset is not None
    shown = shown_in(app, fold.question, WAYS, threads=2)
    plain = app.lists(fold.question)
    np.testing.assert_array_equal(shown[PLAIN].lists.items, plain.items)
    np.testing.assert_array_equal(shown[PLAIN].lists.first, plain.first)
    for row, user in enumerate(fold.question.users.tolist()[:3]):
        taste = app.taste(user)
        for adventure in (0.5, 0.9):
            expected = reranked_picks(taste, app.dataset, taste.open_items, adventure, 20)
            own = shown[f"adventure-{adventure}"].lists.items[row]
            assert own[own >= 0].tolist() == expected.tolist()
    for way in WAYS:
        items = shown[way.name].lists.items
        assert all(len(set(row[row >= 0])) == (row >= 0).sum() for row in items)
    assert {way.name.split("-")[0] for way in WAYS[1:]} == {group for group, _ in GROUPS}


def test_each_figure_is_of_the_first_ten_and_of_what_was_told_and_liked(
    asked: tuple[Fold, App],
) -> None:
    fold, app = asked
    dataset, question = app.dataset, fold.question
    assert dataset is not None
    backwards = Way("backwards", lambda pool, n: list(range(len(pool.items)))[::-1][:n])
    shown = shown_in(app, question, [backwards])["backwards"]
    each = dict(zip((*FOUND, *OWN), each_of(shown, question).T, strict=True))
    for row, user in enumerate(question.users.tolist()[:4]):
        taste = app.taste(user)
        pool = candidates_of(taste, dataset, taste.open_items)
        items = pool.items[::-1][:10]
        part = slice(question.relevant.indptr[user], question.relevant.indptr[user + 1])
        liked = question.relevant.columns[part]
        for name, those in (("calibration_gap", app.given.of(user)[0]), ("later_gap", liked)):
            target = profile_shares(dataset, those, np.ones(len(those)), drawn=0)
            shares = np.array(
                [[(g in dataset.genres(i)) for g in dataset.genre_names] for i in items.tolist()],
                float,
            )
            shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1)
            assert each[name][row] == pytest.approx(gap_of(target, shares))
        alike = likeness_of(dataset, items)
        unlike = [1 - alike[a, b] for a in range(10) for b in range(a)]
        assert each["diversity_of_kind"][row] == pytest.approx(np.mean(unlike))
        gain = sum(1 / math.log2(n + 2) for n, item in enumerate(items.tolist()) if item in liked)
        most = sum(1 / math.log2(n + 2) for n in range(min(10, len(liked))))
        assert each["ndcg@10"][row] == pytest.approx(gain / most)


def test_a_title_that_no_list_shows_is_ranked_behind_it_by_worth(asked: tuple[Fold, App]) -> None:
    fold, app = asked
    one = Way("last", lambda pool, n: [len(pool.items) - 1])
    first = shown_in(app, fold.question, [one])["last"].lists.first
    for row, user in enumerate(fold.question.users.tolist()):
        assert app.dataset is not None
        taste = app.taste(user)
        assert taste.worth is not None
        last = int(candidates_of(taste, app.dataset, taste.open_items).items[-1])
        order = np.argsort(-np.where(taste.open_items, taste.worth, -np.inf), kind="stable")
        order = np.array([last, *order[order != last]])
        part = slice(*fold.question.relevant.indptr[user : user + 2])
        places = np.flatnonzero(np.isin(order, fold.question.relevant.columns[part]))
        assert first[row] == places[0] + 1


def test_all_folds_are_one_row_for_each_way(whole: Dataset) -> None:
    people = people_of(training_ratings(whole, ()), 7, 3, seed=1)
    people = replace(people, make=people.make[:2])
    rows = RerankComparison(people, whole, SETTINGS, 0, WAYS[:2]).measured()
    assert [row.name for row in rows] == [way.name for way in WAYS[:2]]
    for row in rows:
        assert list(row.figures) == [*FOUND, *OWN]
        assert all(figure.interval is not None for figure in row.figures.values())
