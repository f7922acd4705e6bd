"""Films of one series on a row."""

from __future__ import annotations

from recflix_tui.recommend.row.of_a_series import one_of_each_series

TITLES = (
    "The Lord of the Rings: The Two Towers",
    "Alien",
    "The Lord of the Rings: The Return of the King",
    "Toy Story 2",
    "Toy Story",
    "Brazil",
)


def test_other_films_of_a_series_come_after_all_the_rest() -> None:
    assert one_of_each_series(range(6), TITLES.__getitem__) == [0, 1, 3, 5, 2, 4]
    assert one_of_each_series([5, 4, 3], TITLES.__getitem__) == [5, 4, 3]
    assert one_of_each_series([], TITLES.__getitem__) == []
