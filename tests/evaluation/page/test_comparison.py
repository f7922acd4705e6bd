"""What people held out find on the page's corner, counted by plain loops."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.baselines import popularity_of
from recflix_tui.evaluation.page import comparison
from recflix_tui.evaluation.page.comparison import (
    NAMES,
    PageComparison,
    corner,
    data_of,
    figures_of,
    page_of,
)
from recflix_tui.evaluation.people.app_lists import app_of
from recflix_tui.evaluation.people.protocol import people_of
from recflix_tui.recommend.row.row import Row
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.training.training_set import training_ratings

SETTINGS = SgdSettings(factors=3, epochs=3, threads=1)


@pytest.fixture(scope="module")
def whole(small_movielens: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("page")
    imported.import_dataset(small_movielens, folder, "small")
    return imported.open_named(folder, "small")


def test_each_list_finds_what_plain_loops_find_among_its_first_15(
    whole: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = people_of(training_ratings(whole, ()), 12, 4, seed=1)
    fold = people.make[0]()
    app = app_of(fold, to_the_end(fold.train, SETTINGS, whatever=True), whole, threads=1)
    monkeypatch.setattr(comparison, "to_the_end", lambda *_, **__: None)  # trained once
    monkeypatch.setattr(comparison, "app_of", lambda *_: app)
    asked = replace(people, make=(lambda: fold,))
    measured = PageComparison(asked, whole, SETTINGS, 0).measured()
    popular, hits, kinds = popularity_of(fold.train), [], Counter[str]()
    for user in fold.question.users.tolist():
        taste = app.taste(user)
        rows = page_of(app, taste)
        relevant = fold.question.relevant
        liked = set(relevant.columns[relevant.indptr[user] : relevant.indptr[user + 1]].tolist())

        def first(order: np.ndarray, among: np.ndarray) -> list[int]:
            ranked = np.argsort(-np.where(among, order, -np.inf), kind="stable")
            return [int(item) for item in ranked[:15]]

        assert taste.worth is not None
        each = (
            [item for row in rows[:3] for item in row.items[:5]],
            first(taste.worth, taste.open_items),
            first(popular, taste.open_items),
        )
        hits.append([len(liked & set(items)) for items in each])
        kinds.update({row.key.split(":")[0] for row in rows[:5]})
    assert measured.n_people == len(hits) > 10
    assert measured.rows == dict(kinds)
    assert list(measured.rows.values()) == sorted(kinds.values(), reverse=True)
    best = measured.figures[1]
    for at, figures in enumerate(measured.figures):
        own = [hit[at] for hit in hits]
        assert figures.name == NAMES[at]
        assert figures.found.value == pytest.approx(sum(own) / len(own))
        assert figures.finds.value == pytest.approx(sum(n > 0 for n in own) / len(own))
        if figures is not best:
            assert figures.more is not None
            assert figures.more_found is not None
            assert figures.more.value == pytest.approx(figures.finds.value - best.finds.value)
            more = figures.found.value - best.found.value
            assert figures.more_found.value == pytest.approx(more)
    assert best.more is best.more_found is None


def test_intervals_are_of_people_drawn_anew_and_of_pairs_where_lists_are_compared() -> None:
    same = np.repeat([[2.0], [0.0], [1.0], [4.0]], 3, axis=1)
    page, best, _ = figures_of(np.tile(same, (10, 1)), seed=1)
    assert (page.finds.value, page.found.value) == (0.75, 1.75)
    low, high = page.found.within
    error = np.std(np.tile(same[:, 0], 10)) / np.sqrt(40)
    assert (low, high) == pytest.approx((1.75 - 1.96 * error, 1.75 + 1.96 * error), abs=0.1)
    assert page.more is not None  # nobody finds more on one than on the other
    assert (page.more.value, page.more.within) == (0, (0, 0))
    told = data_of([page, best])
    assert told[0]["finds_more"] == {"value": 0, "low": 0, "high": 0}
    assert (told[1]["name"], told[1]["finds_more"]) == ("top picks", None)


def test_the_corner_is_three_rows_of_five() -> None:
    rows = [Row(str(n), "", "", tuple(range(10 * n, 10 * n + 8))) for n in range(5)]
    assert corner(rows) == [0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24]
    assert corner([]) == []
