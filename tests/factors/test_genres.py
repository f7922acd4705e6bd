"""The genre that a title is coloured by."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.genres import OTHER, main_genres
from tests.factors.conftest import space_of

# Movie n's genres; Noir is the rarest.
GENRES = ["Drama", "Drama|Horror", "Comedy", "IMAX", "Comedy|Drama", "Horror", "Drama|Noir", ""]
ALL = np.ones(16, np.bool_)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Sixteen titles, the genres of each given twice."""
    folder = tmp_path_factory.mktemp("genres") / "mixed"
    folder.mkdir()
    with (folder / "movies.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["movieId", "title", "genres"])
        rows.writerows([n, f"Film {n} (2000)", GENRES[n % 8]] for n in range(16))
    with (folder / "ratings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["userId", "movieId", "rating", "timestamp"])
        rows.writerows([1, n, 3, 0] for n in range(16))
    imported.import_dataset(folder, folder.parent / "datasets", "mixed")
    return imported.open_named(folder.parent / "datasets", "mixed")


def named(dataset: Dataset, items: np.ndarray, n: int) -> list[str]:
    found = main_genres(dataset, space_of(items), ALL, n)
    assert found.names[-1] == OTHER
    return [found.names[place] for place in found.of_items[:8]]


def test_of_several_genres_the_rarest_is_the_main_one(mixed: Dataset) -> None:
    spread = np.random.default_rng(0).normal(size=(16, 2))
    wanted = ["Drama", "Horror", "Comedy", OTHER, "Comedy", "Horror", "Noir", OTHER]
    assert named(mixed, spread, 8) == wanted


def test_beside_the_two_most_common_those_are_kept_that_stand_farthest_out(mixed: Dataset) -> None:
    nowhere, far = np.zeros((16, 2)), np.zeros((16, 2))
    far[[6, 14], 0] = 3  # Noir, the rarest
    assert named(mixed, far, 1)[0] == "Drama"  # the most common, though it stands in the middle
    assert named(mixed, far, 3)[6] == "Noir"
    far = nowhere.copy()
    far[[1, 5, 9, 13], 0] = 3  # Horror
    assert {"Drama", "Horror"} <= set(named(mixed, far, 3))


def test_a_format_is_no_genre(mixed: Dataset) -> None:
    far = np.zeros((16, 1))
    far[[3, 11]] = 9  # what is told as IMAX alone
    assert "IMAX" not in main_genres(mixed, space_of(far), ALL).names
    assert named(mixed, far, 8)[3] == OTHER


def test_a_space_without_axes_still_has_genres(mixed: Dataset) -> None:
    assert len(main_genres(mixed, space_of(np.zeros((16, 0))), ALL).of_items) == 16
