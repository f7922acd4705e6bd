"""A title is found by each of its names in full, whatever else the catalogue holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from recflix_tui.dataset.search.index import SearchIndex
from recflix_tui.dataset.search.names import closed_up, names_of, spelt, worded


def index_of(titles: Sequence[str], years: Sequence[int] = ()) -> SearchIndex:
    """An index in which the first titles are the most rated."""
    n = len(titles)
    counts = np.arange(n, 0, -1, dtype=np.int32)
    return SearchIndex.build(titles, np.array(years or [0] * n, np.int16), counts)


@pytest.mark.parametrize(
    ("shown", "typed"),
    [
        ("Seven (a.k.a. Se7en)", ["Seven", "se7en", "Seven (a.k.a. Se7en)", "Seven (Se7en)"]),
        ("Spring (Printemps) (Lente)", ["Spring", "printemps", "Lente", "Spring (Lente)"]),
        ("Clink of Ice (a.k.a.: Sound of Cubes)", ["Sound of Cubes", "clink of ice"]),
        ("European Tour (aka The Long Tour)", ["The Long Tour", "Long Tour"]),
        ("The Matrix", ["The Matrix", "THE  MATRIX", "Matrix"]),
        ("Amélie", ["Amelie", "AMÉLIE", "Ame\u0301lie"]),
        ("Schindler's List", ["Schindler’s List", "Schindlers List"]),
        ('The "Quoted" One', ["The “Quoted” One", "the quoted one"]),
        ("Fast & Furious", ["Fast and Furious", "fast  &  furious"]),
        ("Kill Bill: Vol. 2", ["Kill Bill: Volume 2", "kill bill vol 2", "Kill Bill Vol.2"]),
        ("The Hunt: Part 1", ["The Hunt: Pt. 1", "The Hunt Pt I", "the hunt: part one"]),
        ("Rocky II", ["Rocky 2", "rocky ii", "Rocky Two"]),
        ("Star Voyage V", ["Star Voyage 5", "star voyage five"]),
        ("Twelve Apes", ["12 Apes", "twelve apes"]),
        ("8½", ["8 1/2", "8½"]),
        ("Alien³", ["Alien3", "alien³", "Alien 3"]),
        ("M*A*S*H", ["M*A*S*H", "MASH", "m a s h"]),
        ("WALL·E", ["WALL·E", "Wall-E", "walle"]),
        ("...And Justice for All", ["And Justice for All", "…And Justice for All"]),
        ("$1,000,000 Duck", ["$1,000,000 Duck", "1000000 duck"]),
        ("Æon Flux", ["Aeon Flux", "æon flux"]),
        ("Łódź", ["Lodz", "łódź"]),
        ("Birdman or (The Virtue)", ["Birdman", "Birdman or (The Virtue)", "The Virtue"]),
        ("Birdman (The Virtue)", ["Birdman", "Birdman The Virtue"]),
        ("(500) Days of Summer", ["500 Days of Summer", "(500) days of summer"]),
        ("*toys not included", ["*toys not included", "Toys Not Included"]),
        ("!!!", ["!!!", "! ! !"]),
        ("$ (Dollars)", ["$", "Dollars", "$ (Dollars)"]),
        ("Answers (???)", ["???", "Answers"]),
        ("[b]Bold[/b]", ["[b]Bold[/b]", "b bold b"]),
        ("千と千尋の神隠し", ["千と千尋の神隠し"]),
    ],
)
def test_a_title_is_called_so(shown: str, typed: list[str]) -> None:
    others = ["Star", "!", "???!", "Seventh", "Fast", "Matrices", "Rocky", "Kill Bill: Vol. 1"]
    index = index_of([*others, shown])
    for name in typed:
        assert index.called(name).tolist() == [len(others)], name


@pytest.mark.parametrize(
    "typed", ["", " ", "Sev", "Seven Samurai", "Se7", "Seven (Other)", "!!", "(", "?", "II", "The"]
)
def test_what_is_but_a_part_of_a_name_is_not_the_name(typed: str) -> None:
    index = index_of(["Seven (a.k.a. Se7en)", "!!!", "Rocky II", "Wait (What?)"])
    assert index.called(typed).tolist() == []


def test_a_name_is_found_behind_any_number_of_better_known_titles_that_start_so() -> None:
    crowd = [f"Star Number{n}" for n in range(300)]
    assert index_of([*crowd, "Star"]).called("star").tolist() == [300]


def test_all_titles_of_one_name_are_found_in_the_order_of_their_items() -> None:
    titles = ["Love", "Love Story", "Amour (Love)", "LÓVE", "Love (a.k.a. Passion)"]
    assert index_of(titles).called("love").tolist() == [0, 2, 3, 4]


def test_a_number_in_letters_and_one_in_figures_are_one_name() -> None:
    titles = ["Ocean's Eleven (a.k.a. Ocean's 11)", "Ocean's Eleven"]
    assert index_of(titles).called("Ocean's 11").tolist() == [0, 1]


def test_the_closest_spelling_is_meant_where_several_would_do() -> None:
    titles = ["Star!", "Star", "The Star", "The Starred"]
    index = index_of(titles)
    assert index.called("Star!").tolist() == [0]
    assert index.called("star").tolist() == [1]
    assert index.called("the star").tolist() == [2]
    assert index.called("s.t.a.r.").tolist() == [0, 1, 2]


def test_a_letter_that_is_a_name_is_no_number() -> None:
    assert index_of(["I, Robot", "1 Robot"]).called("I, Robot").tolist() == [0]
    assert index_of(["V", "5"]).called("V").tolist() == [0]


def test_only_titles_of_the_years_given_are_found() -> None:
    index = index_of(["Hamlet", "Hamlet", "Hamlet (Amleth)"], [1948, 2000, 2001])
    assert index.called("Hamlet", range(2000, 2001)).tolist() == [1]
    assert index.called("Hamlet", range(2000, 2002)).tolist() == [1, 2]
    assert index.called("Hamlet", range(1960, 1961)).tolist() == []


def test_letters_with_points_are_no_article_and_no_numeral() -> None:
    index = index_of(["The One", "1", "I", "One", "A.I.", "E.T."])
    assert index.called("A.I.").tolist() == [4]
    assert index.called("a i").tolist() == [4]
    assert index.called("1").tolist() == [1]
    assert index.called("the one").tolist() == [0]
    assert index.called("ET").tolist() == [5]
    assert index_of(["The One", "1", "I"]).called("A.I.").tolist() == []


def test_a_closer_spelling_of_another_year_does_not_hide_the_title_of_the_year() -> None:
    index = index_of(["Island", "The Island"], [1999, 2005])
    assert index.called("Island", range(2005, 2006)).tolist() == [1]


def test_a_name_of_any_length_is_looked_up() -> None:
    long = "two " * 5000
    assert index_of(["Two", "Two Two"]).called(long).tolist() == []


def test_each_name_of_a_title_is_listed_once() -> None:
    assert names_of("Seven (a.k.a. Se7en) (Seven)") == [
        "Seven (a.k.a. Se7en) (Seven)",
        "Seven",
        "Se7en",
    ]


def test_three_spellings_pass_over_more_and_more() -> None:
    name = "The  “Wall-E” & Pt. II"
    assert spelt(name) == 'the "wall-e" and part 2'
    assert worded(name) == "the wall e and part 2"
    assert closed_up(name) == "walleandpart2"
