"""The rows of the groups that somebody said they like."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.asking.groups import groups
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import Row, RowContext
from recflix_tui.recommend.rows.picked_groups import FEW
from recflix_tui.recommend.taste import fold_in_profile
from tests.examples.many_genres import write_many_genres

PICKED = ("Western", "Horror", "Musical")


@pytest.fixture(scope="module")
def many_genres(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("rows_of_groups")
    source = write_many_genres(folder / "source")
    imported.import_dataset(source, folder / "kept", "genres")
    return imported.open_named(folder / "kept", "genres")


def rows_after(dataset: Dataset, n_ratings: int, picked: tuple[str, ...] = PICKED) -> list[Row]:
    by_name = {group.name: group for group in groups(dataset)}
    likes = {by_name[name].examples[0]: float(n) for n, name in enumerate(picked)}
    activity = ProfileActivity(dict.fromkeys(range(n_ratings), 4.0), like_these=likes)
    return home_rows(RowContext(fold_in_profile(activity, dataset, None), dataset, None, "Bo"))


def test_before_the_first_rating_the_rows_begin_with_the_groups_in_the_order_of_picking(
    many_genres: Dataset,
) -> None:
    made = rows_after(many_genres, 0)
    assert tuple(row.title for row in made[:3]) == PICKED
    by_name = {group.name: group for group in groups(many_genres)}
    for row in made[:3]:
        assert set(row.items) <= set(by_name[row.title].items.tolist())
        counts = many_genres.counts[list(row.items)]
        assert (np.diff(counts) <= 0).all()


def test_whoever_picked_nothing_has_the_rows_of_anyone(many_genres: Dataset) -> None:
    assert not [row for row in rows_after(many_genres, 0, ()) if row.key.startswith("group:")]


def test_the_rows_of_groups_go_once_ratings_say_more(many_genres: Dataset) -> None:
    for n_ratings, there in ((FEW - 1, True), (FEW, False)):
        keys = [row.key for row in rows_after(many_genres, n_ratings)]
        assert any(key.startswith("group:") for key in keys) == there
