"""`recflix profile match`: a person says which film is which."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.command_line import recflix, said

MATCH = ("profile", "match", "ada")


def test_what_may_be_something_is_listed_with_what_it_may_be(imported: Path) -> None:
    waits, year_off, unnamed = said(imported, *MATCH)
    assert (waits["number"], waits["title"], waits["taken_for"]) == (1, "A Filme 9", None)
    assert waits["may_be"][0]["movie_id"] == 90
    assert (year_off["taken_for"]["movie_id"], year_off["how"]) == (80, "year off by one")
    assert (unnamed["taken_for"]["movie_id"], unnamed["how"]) == (90, "name alone")
    told = recflix(imported, *MATCH).stdout
    assert "1 more film waits of which small has none alike" in told


def test_one_is_chosen_by_its_number_or_its_name(imported: Path) -> None:
    chosen = said(imported, *MATCH, "1", "--title", "Film 9")
    assert chosen["is"] == {"movie_id": 90, "title": "Film 9", "year": 1959}
    assert 90 in [
        title["movie_id"] for title in said(imported, "list", "--profile", "ada", "watched")
    ]
    assert said(imported, *MATCH, "film 8 (1959)", "--movie-id", "80")["is"]["movie_id"] == 80
    assert said(imported, *MATCH, "Film 9", "--none")["is"] is None
    assert said(imported, "list", "--profile", "ada", "my-list") == []
    assert said(imported, *MATCH) == []
    assert "there is nothing to say which it is" in recflix(imported, *MATCH).stdout
    # What waits is chosen too where nothing is like it, and counts from then on.
    told = recflix(imported, *MATCH, "the glass harbour", "--movie-id", "440").stdout
    assert told == ("Ada: The Glass Harbour (1987) is Film 44 (1994) = 440, and counts as that\n")
    rated = said(imported, "list", "--profile", "ada")
    assert {title["movie_id"]: title["stars"] for title in rated}[440] == 4.0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--none",), "say of which film"),
        (("Nosuch", "--none"), 'no film "Nosuch" of Ada waits'),
        (("1", "--movie-id", "7"), "no movie 7 in dataset small"),
        (("1", "--title", "Nosuch"), 'no title "Nosuch"'),
    ],
)
def test_what_cannot_be_chosen_is_one_line(
    imported: Path, words: tuple[str, ...], told: str
) -> None:
    done = recflix(imported, *MATCH, *words)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert told in done.stderr
