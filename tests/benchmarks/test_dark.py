"""What is counted of the pages of people who like dark science fiction, and how it is told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from benchmarks.dark import counted, made_up, table
from recflix_tui.recommend.row.row import Row

GENRES = (("Sci-Fi", "Thriller"), ("Sci-Fi", "Comedy"), ("Thriller",), ("Horror", "Sci-Fi"))


def dataset() -> Any:
    """A hundred titles of four kinds, the last one the best known."""
    return SimpleNamespace(counts=np.arange(100), genres=lambda item: GENRES[item % 4])


def test_each_rated_ten_of_the_fifty_best_known_that_are_dark_and_the_first_the_ten_best() -> None:
    people = list(made_up(dataset()))
    assert len(people) == 16
    assert set(people[0]) == {99, 96, 95, 92, 91, 88, 87, 84, 83, 80}
    for ratings in people:
        assert len(ratings) == 10
        assert all(item % 4 in (0, 3) and 4 <= stars <= 5 for item, stars in ratings.items())


def test_titles_are_counted_row_by_row_and_as_a_screen_shows_them() -> None:
    rows = [Row("top", "", "", tuple(range(0, 80, 4)))]  # 20, all dark
    rows += [Row(str(n), "", "", (1, 1, 2, 2, 2, 0, 0)) for n in range(5)]
    assert counted(rows, dataset()) == [22, 20, 5 + 4 * 2, 5]


def test_the_table_says_of_how_many_people_it_is_ten() -> None:
    lines = table([[12, 9, 25, 10], [10, 2, 8, 4]])
    assert lines[2:] == [
        "| ten or more | 2 of 2 | 0 of 2 | 1 of 2 | 1 of 2 |",
        "| mean | 11.0 | 5.5 | 16.5 | 7.0 |",
        "| least | 10 | 2 | 8 | 4 |",
    ]
