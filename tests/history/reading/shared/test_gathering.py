"""How what is read becomes an export: one act of a kind for each film, in the order of time."""

from __future__ import annotations

import pytest

from recflix_tui.history.reading.shared.dates import at_of
from recflix_tui.history.reading.shared.gathering import NAMELESS, Gathering
from recflix_tui.history.reading.shared.stars import stars
from recflix_tui.history.values import Act, DateKind, Did, Film


def test_the_newest_of_several_stands_and_acts_come_in_the_order_of_time() -> None:
    heat, alien = Film("Heat", 1995), Film("Alien", 1979)
    gathered = Gathering("it", "It")
    gathered.add(Act(heat, Did.RATED, 4.0, at=30.0))
    gathered.add(Act(heat, Did.RATED, 2.0, at=20.0))
    gathered.add(Act(alien, Did.RATED, 5.0, at=10.0))
    gathered.add(Act(Film("heat", 1995), Did.WATCHED))
    export = gathered.export()
    told = [(act.film.title, act.did, act.value) for act in export.acts]
    assert told == [
        ("heat", Did.WATCHED, 1.0),
        ("Alien", Did.RATED, 5.0),
        ("Heat", Did.RATED, 4.0),
    ]


def test_earlier_viewings_are_told_and_a_day_said_twice_is_one() -> None:
    gathered = Gathering("it", "It")
    for at in (10.0, 30.0, 20.0, 30.0):
        gathered.add(Act(Film("Heat", 1995), Did.WATCHED, 1.0, at, DateKind.WATCHED))
    gathered.add(Act(Film("Alien", 1979), Did.WATCHED, 1.0, 10.0, DateKind.LOGGED))
    export = gathered.export()
    assert [act.at for act in export.acts] == [10.0, 30.0]
    assert export.notes == (
        "2 earlier viewings of films seen more than once: the newest day of each counts",
    )


def test_a_film_without_a_name_or_an_id_is_left_out() -> None:
    gathered = Gathering("it", "It")
    gathered.add(Act(Film("", 1995), Did.RATED, 4.0, file="a.csv", line=3))
    gathered.add(Act(Film("", imdb_id=12), Did.RATED, 4.0))
    export = gathered.export()
    assert [act.film.imdb_id for act in export.acts] == [12]
    assert [(row.line, row.reason) for row in export.left_out] == [(3, NAMELESS)]


def test_a_series_counts_once_and_each_of_its_rows_is_listed() -> None:
    gathered = Gathering("it", "It")
    for line in (2, 3):
        gathered.leave_out_series("a.csv", line, f"Part {line}", series="Night Desk")
    gathered.leave_out_series("a.csv", 4, "Pilot")
    export = gathered.export()
    assert (export.n_series, len(export.left_out)) == (2, 3)


@pytest.mark.parametrize(
    ("said", "best", "expected"),
    [("5", 5, 5), ("4.5", 5, 4.5), ("9", 10, 4.5), (8.5, 10, 4.5), ("0,2", 5, 0.5), ("0", 5, 0)],
)
def test_stars_are_rounded_to_halves_of_their_own_scale(
    said: object, best: float, expected: float
) -> None:
    assert stars(said, best) == expected
    assert stars("", best) == stars(None, best) == 0


@pytest.mark.parametrize("said", ["11", "-1", "good", "nan", "inf", True, [9]])
def test_what_is_off_the_scale_is_no_rating(said: object) -> None:
    with pytest.raises(ValueError, match="off the scale"):
        stars(said, 10)


def test_a_day_is_its_noon_and_a_time_without_a_zone_is_utc() -> None:
    assert at_of("1970-01-02") == 86_400 + 43_200
    assert at_of("1970-01-01T00:01:00.000Z") == at_of("1970-01-01 00:01:00") == 60
    assert at_of("1970-01-01T01:01:00+01:00") == 60
    assert at_of("Fri Jan  2 23:10:00 1970") == at_of("1970-01-02")
    assert at_of("Fri Foo 2 00:00:00 1970") is None
    assert at_of("9999-12-31") is None  # nothing was done then
    assert [at_of(said) for said in ("", "soon", None, 5, "2024-02-30", "0001-01-01")] == [None] * 6
