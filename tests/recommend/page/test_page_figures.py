"""What a page is like, as far as it is seen at once."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.page.page_figures import page_figures, seen_at_first
from recflix_tui.recommend.rerank.list_figures import list_figures
from recflix_tui.recommend.row.row import FirstScreen, make_row
from recflix_tui.recommend.taste import fold_in_profile


def test_they_are_those_of_the_titles_seen_at_once_each_once(
    dataset: Dataset, model: FactorModel
) -> None:
    rows = [
        make_row("one", "One", "first", [3, 4, 5]),
        make_row("two", "Two", "then", [4, 6, 7]),
        make_row("three", "Three", "below", [8]),
    ]
    screen = FirstScreen(2, 2)
    assert seen_at_first(rows, screen) == [3, 4, 6]
    taste = fold_in_profile(ProfileActivity({1: 5.0, 2: 1.0}), dataset, model)
    expected = list_figures(np.array([3, 4, 6]), taste, dataset)
    assert page_figures(rows, taste, dataset, screen) == expected
