"""What the slider moves on Top picks, in figures and words."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.page.picks_moved import PicksMoved, picks_moved, picks_moved_words
from recflix_tui.recommend.rerank.figures_words import moved_words
from recflix_tui.recommend.rerank.list_figures import list_figures
from recflix_tui.recommend.row.row import make_row
from recflix_tui.recommend.taste import fold_in_profile


def test_it_is_of_top_picks_alone_which_titles_are_others_and_what_they_are_like(
    dataset: Dataset, model: FactorModel
) -> None:
    taste = fold_in_profile(ProfileActivity({1: 5.0, 2: 1.0}), dataset, model)

    def found(*after: int) -> PicksMoved:
        was, is_ = (
            [make_row("popular", "P", "", [at]), make_row("top", "Top", "", items)]
            for at, items in ((9, [3, 4, 5, 6]), (8, list(after)))
        )
        moved = picks_moved(was, is_, taste, dataset)
        assert moved is not None
        assert moved.before == list_figures(np.array([3, 4, 5, 6]), taste, dataset)
        assert moved.after == list_figures(np.array(after), taste, dataset)
        return moved

    assert picks_moved_words(found(3, 4, 5, 6)) == "no title moved"
    assert picks_moved_words(found(3, 5, 4, 6)) == "the same 4 titles in another order"
    one = found(3, 7, 5, 6)
    figures = moved_words(one.before, one.after)
    assert picks_moved_words(one) == f"1 of 4 titles is another · {figures}"
    assert picks_moved_words(found(7, 8, 5, 6)).startswith("2 of 4 titles are others · stars to")
    assert picks_moved([], [make_row("popular", "P", "", [1])], taste, dataset) is None
