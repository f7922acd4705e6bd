"""The signals on the command line: what each says of a profile, and how much it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.recommend.all_signals import ALL_SIGNALS
from tests.drivers.command_line import recflix, said

FIELDS = {
    *("name", "label", "weight", "default", "on", "guess", "about", "formula", "nothing"),
    *("n_titles", "titles", "gain", "note", "values_of"),
}


def test_each_signal_is_listed_with_what_it_says(shared_home: Path) -> None:
    listed = said(shared_home, "signals", "list", "--profile", "Ada")
    assert [each["name"] for each in listed] == [signal.name for signal in ALL_SIGNALS]
    assert all(set(each) == FIELDS for each in listed)
    assert all(bool(each["titles"]) != bool(each["nothing"]) for each in listed)
    ratings = next(each for each in listed if each["name"] == "ratings")
    assert set(ratings["titles"][0]) == {"movie_id", "title", "year", "value"}
    assert ratings["n_titles"] >= len(ratings["titles"]) > 0
    assert not {20, 50, 0, 10} & {title["movie_id"] for title in ratings["titles"]}
    lines = recflix(shared_home, "signals", "list", "--profile", "Ada").stdout.splitlines()
    assert len(lines) == len(ALL_SIGNALS)
    assert all(
        s.name in told and s.label in told for s, told in zip(ALL_SIGNALS, lines, strict=True)
    )
    assert "most for +" in next(told for told in lines if " ratings " in told)


def test_what_is_set_holds_and_an_off_signal_says_nothing(shared_home: Path) -> None:
    def set_(value: str) -> dict[str, object]:
        done = said(shared_home, "signals", "set", "--profile", "Ada", "ratings", value)
        assert isinstance(done, dict)
        return done

    assert set_("0.5") == {"name": "ratings", "weight": 0.5, "default": 1.0, "on": True}
    assert set_("off") == {"name": "ratings", "weight": 0.5, "default": 1.0, "on": False}
    listed = said(shared_home, "signals", "list", "--profile", "Ada")
    ratings = next(each for each in listed if each["name"] == "ratings")
    assert (ratings["on"], ratings["weight"], ratings["titles"]) == (False, 0.5, [])
    assert ratings["nothing"] == "it is off"
    assert set_("on")["weight"] == 0.5
    assert said(shared_home, "signals", "set", "--profile", "Ada", "What titles are", "on")[
        "name"
    ] == ("metadata")
    told = recflix(shared_home, "signals", "set", "--profile", "Ada", "ratings", "1").stdout
    assert told == "Ada: ratings: 1; the default is 1\n"
    told = recflix(shared_home, "signals", "set", "--profile", "Ada", "RATINGS", "default").stdout
    assert told == "Ada: ratings: 1\n"


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("luck", "1", 'no signal "luck"; there is: history, skipped'),
        ("ratings", "3.5", "3.5 is no weight: give 0 to 3, or on or off"),
        ("ratings", "-1", "-1 is no weight"),
        ("ratings", "nan", "nan is no weight"),
        ("ratings", "much", '"much" is no weight'),
    ],
)
def test_what_cannot_be_set_is_one_line(
    shared_home: Path, name: str, value: str, line: str
) -> None:
    done = recflix(shared_home, "signals", "set", "--profile", "Ada", name, value)
    assert done.returncode == 1
    assert done.stdout == ""
    (told,) = done.stderr.splitlines()
    assert line in told


def test_an_explanation_says_how_each_title_came_to_speak(shared_home: Path) -> None:
    why = said(shared_home, "explain", "--profile", "Ada", "--movie-id", "80")["choice"]
    how = {each["movie_id"]: (each["how"], each["signal"]) for each in why["contributions"]}
    assert how[20] == ("rated 5", "ratings")
    assert sum(each["effect"] for each in why["contributions"]) == pytest.approx(why["score"])
    assert all(set(each) == {"name", "label", "factor"} for each in why["signals"])


def test_with_all_signals_on_the_page_is_still_of_what_was_liked(shared_home: Path) -> None:
    for signal in ALL_SIGNALS:
        said(shared_home, "signals", "set", "--profile", "Ada", signal.name, "1")
    picks = said(shared_home, "recommend", "--profile", "Ada", "-n", "6")
    # Her two favourites are Sci-Fi.
    assert all(pick["genres"] == ["Sci-Fi"] for pick in picks[:3])
