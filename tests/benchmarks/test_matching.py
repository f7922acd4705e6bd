"""What is asked of a matching, and how what came of it is counted."""

from __future__ import annotations

import random

import pytest

from benchmarks.matching import CHANGES, Case, Titles, judged, made_up, table
from recflix_tui.dataset.matching.matcher import Found, How, Wanted
from recflix_tui.dataset.title_names import read_title

CATALOGUE = [read_title(f"Film Number {n}, The ({1950 + n % 60})", n) for n in range(200)]


@pytest.mark.parametrize(
    ("change", "title", "ways"),
    [
        ("another of its names", "Seven (a.k.a. Se7en)", {"Se7en"}),
        ("brackets dropped", "Seven (a.k.a. Se7en)", {"Seven"}),
        ("subtitle dropped", "Alien: Covenant", {"Alien"}),
        ("colon to dash", "Alien: Covenant", {"Alien - Covenant"}),
        ("& and and", "Fast & Furious", {"Fast and Furious"}),
        ("& and and", "Pride and Prejudice", {"Pride & Prejudice"}),
        ("Vol., Pt.", "Kill Bill: Vol. 2", {"Kill Bill: Volume 2"}),
        ("Vol., Pt.", "Party, Part 2", {"Party, Pt. 2"}),
        ("numerals", "Rocky III", {"Rocky 3"}),
        ("numerals", "Die Hard 2: X", {"Die Hard II: 10"}),
        ("accents dropped", "Amélie", {"Amelie"}),
        ("article dropped", "The Matrix", {"Matrix"}),
        ("article moved", "The Matrix (Die Matrix)", {"Matrix, The (Die Matrix)"}),
        ("curly quotes", "Ocean's Eleven", {"Ocean’s Eleven"}),
        ("case", "Jaws Too", {"JAWS TOO", "jaws too", "Jaws Too"}),
    ],
)
def test_titles_are_written_as_other_services_do(change: str, title: str, ways: set[str]) -> None:
    (one,) = (each for each in CHANGES if each.name == change)
    assert one.change(title, random.Random(0)) in ways


def test_a_letter_is_wrong_lost_doubled_or_exchanged() -> None:
    (typo,) = (each for each in CHANGES if each.name == "a letter wrong")
    for seed in range(20):
        wrong = typo.change("Casablanca", random.Random(seed))
        assert wrong[0] == "C"
        assert 9 <= len(wrong) <= 11


def test_one_in_twenty_is_taken_out_of_the_catalogue() -> None:
    catalogue, cases = made_up(CATALOGUE, 100, seed=1)
    assert (len(cases), catalogue.n_items) == (100, 195)
    assert sum(case.item < 0 for case in cases) == 5
    for case in cases:
        if case.changes == ("as it is",):
            assert case.item < 0 or catalogue.title(case.item) == case.wanted.titles[0]
    assert made_up(CATALOGUE, 100, seed=1)[1] == cases


def test_nothing_found_is_right_for_what_is_not_there_alone() -> None:
    there, gone = (Case(Wanted(("A",), 1990), ("case",), item) for item in (0, -1))
    right, wrong, none = Found(0, How.EXACT), Found(1, How.FUZZY), Found(-1)
    assert [judged(there, one) for one in (right, wrong, none)] == ["right", "wrong", "left"]
    assert [judged(gone, one) for one in (wrong, none)] == ["wrong", "right"]
    lines = list(table([there, there, gone], [right, none, wrong]))
    assert lines[2] == "| in the catalogue | 2 | 1 (50.00%) | 0 (0.00%) | 1 (50.00%) |"
    assert lines[3] == "| not in it | 1 | 0 (0.00%) | 1 (100.00%) | 0 (0.00%) |"
    assert lines[-2:] == ["Wrong of all: 1 of 3 (33.33%).", "Found by: exact 1, fuzzy 1."]


def test_a_catalogue_of_titles_has_neither_ratings_nor_ids() -> None:
    catalogue = Titles(CATALOGUE[:2])
    assert (catalogue.title(1), catalogue.years.tolist()) == ("The Film Number 1", [1950, 1951])
    assert not catalogue.counts.any()
    assert not catalogue.imdb_ids.any()
