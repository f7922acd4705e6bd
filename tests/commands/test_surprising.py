"""`recflix surprise`: one film for tonight, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.command_line import recflix, said

OF = ("surprise", "--profile", "ada")


def test_a_film_is_drawn_with_its_reason_and_the_same_seed_gives_it_again(
    shared_home: Path,
) -> None:
    found = said(shared_home, *OF, "--genre", "sci-fi", "--decade", "1970s", "--seed", "4")
    assert found == said(shared_home, *OF, "--genre", "scifi", "--decade", "70s", "--seed", "4")
    assert (found["genres"], found["year"] // 10) == (["Sci-Fi"], 197)
    assert 0.5 < found["prediction"] < 5
    assert 0 < found["uncertainty"] < 2
    assert 0 < found["likes"] < 1
    assert (found["runtime"], found["directors"]) == (None, [])
    asked = {"genre": "Sci-Fi", "decade": 1970, "at_most": None, "daring": "usual"}
    assert found["wanted"] == asked
    told = recflix(shared_home, *OF, "--genre", "sci-fi", "--decade", "1970s", "--seed", "4").stdout
    title, genres, expected, why = told.splitlines()
    assert (title, genres) == (f"{found['title']} ({found['year']})", "Sci-Fi")
    assert expected.startswith(f"{found['prediction']:.2f} ±{found['uncertainty']:.2f} stars")
    assert why == found["reason"]


def test_no_film_that_was_rated_is_drawn_however_daring(shared_home: Path) -> None:
    for daring in ("safe", "usual", "daring"):
        found = said(shared_home, *OF, "--daring", daring)
        assert found["movie_id"] not in (20, 50, 0, 10)
        assert found["wanted"]["daring"] == daring


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("--genre Noir", 1, 'no genre "Noir"; there is: Comedy, Drama, Sci-Fi'),
        ("--decade 1890s", 1, "is of the 1890s: there are 56 films without the decade"),
        ("--at-most 90", 1, "recflix dataset enrich --imdb FOLDER"),
        ("--decade 1975", 2, "1975 is no decade; give it as 1970s or 70s"),
        ("--decade 1s", 2, "1s is no decade"),
        ("--at-most 0", 2, "0 is below 1"),
        ("--seed -1", 2, "-1 is below 0"),
        ("--daring wild", 2, "choose from"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(
    shared_home: Path, words: str, code: int, told: str
) -> None:
    done = recflix(shared_home, *OF, *words.split())
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr.splitlines()[-1]
