"""`recflix together`: rows for several profiles, for a script and for a person."""

from __future__ import annotations

from pathlib import Path

from tests.drivers.command_line import recflix, said


def test_rows_for_two_are_told_with_what_each_would_say(shared_home: Path) -> None:
    said(shared_home, "profile", "add", "[b]Ben")
    for movie_id, stars in ((30, "5"), (60, "4.5"), (40, "2"), (70, "1"), (90, "4")):
        said(shared_home, "rate", "--profile", "[b]Ben", "--movie-id", str(movie_id), stars)
    both = "together", "--profile", "ada", "--profile", "[b]Ben", "--n", "4"
    told = said(shared_home, *both)
    assert told["profiles"] == ["Ada", "[b]Ben"]
    keys = [row["key"] for row in told["rows"]]
    assert keys[:3] == ["average", "least_misery", "fairness"]
    for row in told["rows"]:
        assert set(row) == {"key", "title", "reason", "satisfaction", "titles"}
        assert 0 < len(row["titles"]) <= 4
        for title in row["titles"]:
            assert title["movie_id"] not in (0, 10, 40, 70)  # somebody rated them low
            ada, ben = title["people"]
            assert (ada["profile"], ben["profile"]) == ("Ada", "[b]Ben")
            assert ada["says"] in ("not sure", "seen")  # of four ratings nothing is said
            assert ben["words"] in title["reason"]
            assert set(ben) == {
                *("profile", "says", "words", "prediction", "uncertainty", "rating"),
                "because_of",
            }
    lines = recflix(shared_home, *both).stdout.splitlines()
    first = told["rows"][0]
    assert lines[0] == f"{first['title']}: {first['reason']}"
    assert first["titles"][0]["title"] in lines[1]
    assert lines[1].endswith(first["titles"][0]["reason"])


def test_one_alone_and_one_named_twice_get_a_line(shared_home: Path) -> None:
    alone = recflix(shared_home, "together", "--profile", "Ada")
    assert (alone.returncode, alone.stdout) == (1, "")
    assert "two to five people watch together, not one alone" in alone.stderr
    twice = recflix(shared_home, "together", "--profile", "Ada", "--profile", "ADA")
    assert "somebody is named twice" in twice.stderr
