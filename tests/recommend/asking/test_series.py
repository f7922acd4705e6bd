"""Which films are of one series, by their names."""

from __future__ import annotations

import pytest

from recflix_tui.recommend.asking.series import are_of_one_series, series_names


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Star Wars: Episode IV - A New Hope", "Star Wars: Episode V - The Empire Strikes Back"),
        ("The Lord of the Rings: The Two Towers", "The Lord of the Rings: The Return of the King"),
        ("The Matrix", "The Matrix Reloaded"),
        ("Back to the Future", "Back to the Future Part III"),
        ("The Godfather", "The Godfather: Part II"),
        ("Toy Story", "Toy Story 2"),
        ("Rocky", "Rocky IV"),
        ("The Terminator", "Terminator 2: Judgment Day"),
        ("Kill Bill: Vol. 1", "Kill Bill: Vol. 2"),
        ("Harry Potter and the Goblet of Fire", "Harry Potter and the Order of the Phoenix"),
        (
            "Raiders of the Lost Ark (Indiana Jones and the Raiders of the Lost Ark)",
            "Indiana Jones and the Last Crusade",
        ),
        ("Alien", "Aliens"),
        ("Batman", "Batman Returns"),
    ],
)
def test_films_of_a_series_are_told_by_their_names(title: str, other: str) -> None:
    assert are_of_one_series(series_names(title), series_names(other))
    assert are_of_one_series(series_names(other), series_names(title))


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Fargo", "Pulp Fiction"),
        ("Up", "Up in the Air"),
        ("The Silence of the Lambs", "The Lord of the Rings: The Two Towers"),
        ("Star Wars: Episode IV - A New Hope", "Star Trek: First Contact"),
        ("!!!", "Fargo"),
        ("2", "2001: A Space Odyssey"),
    ],
)
def test_films_of_other_names_are_of_no_series(title: str, other: str) -> None:
    assert not are_of_one_series(series_names(title), series_names(other))
