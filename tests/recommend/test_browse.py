"""The whole catalogue, filtered and sorted."""

from __future__ import annotations

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.browse import Filter, Sort, select
from recflix_tui.recommend.taste import ProfileActivity, fold_in_profile


def test_genres_are_sorted_by_the_first_of_a_title(dataset: Dataset) -> None:
    taste = fold_in_profile(ProfileActivity(), dataset, None)
    items = select(taste, dataset, Filter(), Sort.GENRES, descending=False)
    names = [dataset.genres(int(item))[0] for item in items]
    assert names == sorted(names)
    assert len(names) == dataset.n_items
