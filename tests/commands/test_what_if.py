"""`recflix explain --without` and its like: what would be, with nothing kept."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.drivers.command_line import recflix, said

ASKED = ("explain", "--profile", "Ada", "--movie-id", "20")


def stable(told: dict[str, Any]) -> dict[str, Any]:
    """What is told of a title alone."""
    return {name: told[name] for name in ("prediction", "baseline", "shown")}


def test_a_struck_rating_is_as_if_it_had_never_been_given(
    shared_home: Path, tmp_path: Path
) -> None:
    told = said(shared_home, *ASKED, "--without", "20", "--with", "10=4")
    tried = told["what_if"]
    assert said(shared_home, *ASKED) == {k: v for k, v in told.items() if k != "what_if"}
    assert stable(tried["before"]) == stable(told)
    assert [each["movie_id"] for each in tried["without"]] == [20]
    assert tried["with"] == [{"movie_id": 10, "title": "Film 1", "rating": 4.0, "rated": 1.0}]
    assert (tried["before"]["rating"], tried["before"]["place"]) == (5.0, None)
    never = Path(shutil.copytree(shared_home, tmp_path / "never"))
    recflix(never, "rate", "--profile", "Ada", "--movie-id", "20", "0")
    recflix(never, "rate", "--profile", "Ada", "--movie-id", "10", "4")  # the newest, as it was
    by_hand = said(never, *ASKED)
    assert stable(tried["after"]) == stable(by_hand)
    assert tried["after"]["probability"] == by_hand["choice"]["probability"]
    assert tried["after"]["match"] == by_hand["choice"]["match"]
    picks = said(never, "recommend", "--profile", "Ada", "-n", "10")
    assert [each["movie_id"] for each in tried["after"]["top"]] == [p["movie_id"] for p in picks]
    assert tried["after"]["place"] >= 1


def test_titles_and_genres_are_taken_by_what_they_are_called(shared_home: Path) -> None:
    by_id = ("--without", "20", "--with", "10=4", "--without-genre", "Sci-Fi")
    by_name = ("--without", "film 2", "--with", "Film 1 (1951)=4", "--without-genre", "scifi")
    by_both = [said(shared_home, *ASKED, *words)["what_if"] for words in (by_id, by_name)]
    assert by_both[0] == by_both[1]


def test_the_rows_that_move_are_those_of_a_screen_of_that_size(shared_home: Path) -> None:
    for size, tiles in (("80x24", 3), ("200x60", 8)):
        tried = said(shared_home, *ASKED, "--without", "20", "--size", size)["what_if"]
        assert max(len(row["before"]) for row in tried["rows"]) == tiles


def test_it_is_told_in_words_with_what_moves(shared_home: Path) -> None:
    told = recflix(
        *(shared_home, *ASKED, "--without-genre", "sci-fi", "--without-signal", "novelty"),
        *("--with", "30=4.5", "--size", "200x60"),
    ).stdout
    head = "what if: Film 3 (1953) 4.5 in place of unrated; nothing done with Sci-Fi; "
    assert f"{head}known or new off\n" in told
    figures = told.partition("what if: ")[2].splitlines()[1]
    assert figures.count("±") == 2
    assert figures.endswith("stars")
    assert "\ntop ten\n" in told
    assert re.search(r"^[A-Z].*: \d of 8 changed$", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--without", "70"), "Ada has not rated Film 7"),
        (("--without", "7"), "no movie 7 in dataset small"),
        (("--with", "20=7"), "7 is not a rating: give 0.5 to 5 in steps of 0.5"),
        (("--without", "Film 77"), 'no title "Film 77"; near it, by movie id: Film '),
        (("--with", "20"), "20 is not TITLE=STARS, as in 318=4.5 or Alien=4.5"),
        (("--with", "20=x"), "20=x is not TITLE=STARS"),
        (("--without-genre", "Opera"), 'no genre "Opera"; there is: Comedy, Drama, Sci-Fi'),
        (("--without-signal", "luck"), 'no signal "luck"; there is: history'),
    ],
)
def test_what_cannot_be_tried_out_is_said_in_a_line(
    shared_home: Path, words: tuple[str, ...], line: str
) -> None:
    done = recflix(shared_home, *ASKED, *words)
    assert done.returncode != 0
    assert line in done.stderr.splitlines()[-1]
    assert done.stdout == ""
