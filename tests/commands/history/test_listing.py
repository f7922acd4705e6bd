"""`recflix list`: what somebody rated and marked, with its dates, and what waits."""

from __future__ import annotations

from pathlib import Path

from recflix_tui.commands.history.listing import KINDS
from recflix_tui.commands.history.marking import MARKS
from recflix_tui.commands.parser import own_history
from recflix_tui.history.writing.all_writers import FORMATS
from tests.commands.history.conftest import NOON
from tests.drivers.command_line import recflix, said

ADA = ("--profile", "ada")


def test_ratings_are_listed_the_newest_first_with_what_their_dates_are_of(imported: Path) -> None:
    listed = said(imported, "list", *ADA)
    assert [title["movie_id"] for title in listed] == [10, 0, 50, 20, 70, 80]
    assert listed[0]["at_is"] == "rated"
    assert listed[4] == {
        "movie_id": 70,
        "title": "Film 7",
        "year": 1957,
        "stars": 3.5,
        "at": NOON,
        "at_is": "logged",
        "source": "Letterboxd",
    }
    lines = recflix(imported, "list", *ADA).stdout.splitlines()
    assert lines[4].split() == ["3.5", "logged", "2024-03-02", "70", "Film", "7", "(1957)"]


def test_marks_are_listed_by_their_kind(imported: Path) -> None:
    (watched,) = said(imported, "list", *ADA, "watched")
    assert (watched["movie_id"], watched["at_is"]) == (70, "watched")
    assert [title["movie_id"] for title in said(imported, "list", *ADA, "my-list")] == [90]
    assert said(imported, "list", *ADA, "refused") == []
    told = recflix(imported, "list", *ADA, "refused")
    assert (told.stdout, told.returncode) == ("", 0)
    assert "nothing is marked not for me" in told.stderr


def test_what_waits_is_listed_with_the_reason(imported: Path) -> None:
    near, unknown = said(imported, "list", *ADA, "waiting")
    assert (near["title"], near["year"], near["marks"]) == ("A Filme 9", 1959, ["watched"])
    assert near["may_be"][0] == {"movie_id": 90, "title": "Film 9", "year": 1959}
    assert near["reason"].startswith("may be Film 9 (1959) = 90")
    assert (unknown["stars"], unknown["reason"]) == (4.0, "not in small")
    # Other data wait for nothing.
    assert (
        "The Glass Harbour (1987)  not in small"
        in recflix(imported, "list", *ADA, "waiting").stdout
    )


def test_what_can_be_said_is_what_can_be_done() -> None:
    """The parser names what other files have, as these take their time to load."""
    assert own_history.LISTED == KINDS
    assert tuple(MARKS) == own_history.MARKS
    assert own_history.FORMATS == FORMATS
