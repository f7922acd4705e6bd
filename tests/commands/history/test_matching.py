"""`recflix profile match`: a person says which film is which."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.command_line import recflix, said

MATCH = ("profile", "match", "ada")


def test_what_may_be_something_is_listed_with_what_it_may_be(imported: Path) -> None:
    waits, year_off, unnamed = said(imported, *MATCH)
    assert (waits["title"], waits["taken_for"]) == ("A Filme 9", None)
    assert waits["may_be"][0]["movie_id"] == 90
    assert (year_off["taken_for"]["movie_id"], year_off["how"]) == (80, "year off by one")
    assert (unnamed["taken_for"]["movie_id"], unnamed["how"]) == (90, "name alone")
    told = recflix(imported, *MATCH).stdout
    assert "1 more film waits of which small has none alike" in told
    assert f"\n{year_off['number']}  Film 8 (1959)" in told


def test_one_is_chosen_by_its_number_which_it_keeps_or_by_its_name(imported: Path) -> None:
    numbers = {title["title"]: title["number"] for title in said(imported, *MATCH)}
    chosen = said(imported, *MATCH, numbers["A Filme 9"], "--title", "Film 6")
    assert chosen["is"] == {"movie_id": 60, "title": "Film 6", "year": 1956}
    watched = said(imported, "list", "--profile", "ada", "watched")
    assert 60 in [title["movie_id"] for title in watched]
    assert said(imported, *MATCH, "film 8 (1959)", "--movie-id", "80")["is"]["movie_id"] == 80
    assert said(imported, *MATCH, numbers["Film 9"], "--none")["is"] is None
    assert said(imported, "list", "--profile", "ada", "my-list") == []
    # What waits is chosen too where nothing is like it, and counts from then on.
    told = recflix(imported, *MATCH, "the glass harbour", "--movie-id", "440").stdout
    assert told == ("Ada: The Glass Harbour (1987) is Film 44 (1994) = 440, and counts as that\n")
    rated = said(imported, "list", "--profile", "ada")
    assert {title["movie_id"]: title["stars"] for title in rated}[440] == 4.0


def test_what_was_said_is_listed_and_can_be_forgotten(imported: Path) -> None:
    recflix(imported, *MATCH, "film 8", "--movie-id", "440")
    told = recflix(imported, *MATCH).stdout
    assert "as was said here; NUMBER --forget takes it back:" in told
    assert "Film 8 (1959)  is Film 44 (1994) = 440" in told
    forgotten = recflix(imported, *MATCH, "film 8", "--forget").stdout
    assert forgotten == (
        "Ada: what was said of Film 8 (1959) is forgotten;"
        " taken for Film 8 (1958) = 80 (year off by one); may be another\n"
    )
    again = recflix(imported, *MATCH, "film 8", "--forget").stderr
    assert "nobody said which title Film 8 (1959) is" in again


def test_all_that_are_unsure_are_kept_as_they_are_taken(imported: Path) -> None:
    told = recflix(imported, *MATCH, "--all").stdout
    assert told == (
        "Ada: 2 films are what they were taken for from now on; --forget takes back what was said\n"
    )
    assert [title["how"] for title in said(imported, *MATCH)] == [None, "chosen", "chosen"]
    assert said(imported, *MATCH, "--all")["kept"] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--none",), "say of which film"),
        (("Nosuch", "--none"), 'no film "Nosuch" of Ada waits'),
        (
            ("Film 8", "--movie-id", "10"),
            "Film 1 (1951) has a rating of yours already; say --none (key n), or",
        ),
        (("Film 8", "--all"), "--all is for all films"),
        (("Film 8", "--movie-id", "7"), "no movie 7 in dataset small"),
        (("Film 8", "--title", "Nosuch"), 'no title "Nosuch"'),
    ],
)
def test_what_cannot_be_chosen_is_one_line(
    imported: Path, words: tuple[str, ...], told: str
) -> None:
    done = recflix(imported, *MATCH, *words)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert told in done.stderr
