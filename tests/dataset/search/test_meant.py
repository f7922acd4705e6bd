"""Initials find titles, and numbers find episodes, without hiding titles that are called so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.dataset.search.index import SearchIndex
from recflix_tui.dataset.search.initials import Initials
from recflix_tui.dataset.search.lexicon import Texts
from recflix_tui.dataset.search.meant import initials_in
from recflix_tui.paths import sample_data

FIRST = {
    "lotr": "The Lord of the Rings: The Fellowship of the Ring",
    "LOTR": "The Lord of the Rings: The Fellowship of the Ring",
    "lotr 2": "The Lord of the Rings: The Two Towers",
    "lotr3": "The Lord of the Rings: The Return of the King",
    "esb": "Star Wars: Episode V - The Empire Strikes Back",
    "tesb": "Star Wars: Episode V - The Empire Strikes Back",
    "rotj": "Star Wars: Episode VI - Return of the Jedi",
    "t2": "Terminator 2: Judgment Day",
    "t2jd": "Terminator 2: Judgment Day",
    "hp": "Harry Potter and the Sorcerer's Stone (a.k.a. Harry Potter and the Philosopher's Stone)",
    "hp3": "Harry Potter and the Prisoner of Azkaban",
    "bttf": "Back to the Future",
    "tdk": "The Dark Knight",
    "star wars 5": "Star Wars: Episode V - The Empire Strikes Back",
    "star wars v": "Star Wars: Episode V - The Empire Strikes Back",
    "star wars five": "Star Wars: Episode V - The Empire Strikes Back",
    "star wars 1": "Star Wars: Episode I - The Phantom Menace",
    "star wars ep 4": "Star Wars: Episode IV - A New Hope",
    "rocky 2": "Rocky II",
    "rocky ii": "Rocky II",
    "rocky 5": "Rocky V",
    "rocky v": "Rocky V",
    "rocky 1": "Rocky",
    "terminator 1": "The Terminator",
    "harry potter 2": "Harry Potter and the Chamber of Secrets",
    "matrix 2": "The Matrix Reloaded",
    "lord of the rings 2": "The Lord of the Rings: The Two Towers",
    "godfather 2": "The Godfather: Part II",
    "godfather pt ii": "The Godfather: Part II",
    "toy story two": "Toy Story 2",
    "kill bill volume 2": "Kill Bill: Vol. 2",
    "kill bill vol. 2": "Kill Bill: Vol. 2",
    "doctor strangelove": "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb",
    "twelve angry men": "12 Angry Men",
    "12 monkeys": "Twelve Monkeys (a.k.a. 12 Monkeys)",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    datasets = tmp_path_factory.mktemp("meant")
    import_dataset(sample_data(), datasets, "sample")
    return open_named(datasets, "sample")


@pytest.mark.parametrize("query", FIRST)
def test_the_title_that_is_meant_comes_first(query: str, data: Dataset) -> None:
    assert data.title(int(data.search.find(query)[0])) == FIRST[query]


def index_of(*titles: tuple[str, int, int]) -> SearchIndex:
    """An index of titles, each with its year and its number of ratings."""
    names, years, counts = zip(*titles, strict=True)
    return SearchIndex.build(names, np.array(years, np.int16), np.array(counts, np.int32))


FILLING = [(f"Filling {n}", 1950, 1) for n in range(200)]


def test_titles_that_start_with_the_letters_stay_where_they_are() -> None:
    index = index_of(
        ("Goddess", 1990, 50),
        ("God", 1991, 40),
        ("Garden of Delight", 1992, 90),
        ("Goddards", 1993, 60),
        *FILLING,
    )
    assert index.find("god").tolist()[:3] == [1, 3, 0]
    assert 2 not in index.find("god")[:3]


def test_a_well_known_title_by_its_initials_passes_one_that_few_know_and_that_starts_so() -> None:
    index = index_of(("T2 Track", 2017, 30), ("Terminal 2: Doom", 1991, 400), *FILLING)
    assert index.find("t2").tolist() == [1, 0]
    assert index.find("t2 t").tolist() == [0]


def test_of_titles_that_are_only_begun_by_the_initials_those_of_a_series_are_meant() -> None:
    index = index_of(
        ("Henry Plain and the Stone", 2001, 90),
        ("Henry Plain and the Goblet", 2003, 80),
        ("High Park Later", 2002, 300),
        *FILLING,
    )
    assert index.find("hp").tolist() == [0, 1]


def test_little_known_titles_are_found_by_their_initials_where_nothing_else_is() -> None:
    index = index_of(("Quite Zany Xylophones", 2001, 1), ("Well Known", 1990, 99), *FILLING)
    assert index.find("qzx").tolist() == [0]


def test_an_episode_has_the_number_after_the_series_else_its_place_by_year() -> None:
    index = index_of(
        ("Space Voyage: Episode II", 1980, 90),
        ("Space Voyage: Episode I", 1999, 80),
        ("Henry Plain and the Order: Part 2", 2011, 70),
        ("Henry Plain and the Goblet", 2003, 80),
        ("Henry Plain and the Stone", 2001, 90),
        ("Henry Plain", 1978, 5),
        *FILLING,
    )
    assert index.find("space voyage 1")[0] == 1
    assert index.find("space voyage 2")[0] == 0
    assert index.find("henry plain 2").tolist()[:2] == [3, 2]
    assert index.find("henry plain 1").tolist()[0] in (4, 5)


def test_a_letter_at_the_end_is_the_start_of_a_word_while_it_is_typed() -> None:
    index = index_of(("The Incredible", 2004, 90), ("The One", 2001, 40), *FILLING)
    assert index.find("the i").tolist()[0] == 0
    assert index.find("the st").tolist() == []


def test_a_number_far_beyond_any_episode_is_no_episode() -> None:
    index = index_of(("Henry Plain One", 2001, 9), ("Henry Plain Two", 2002, 9), *FILLING)
    for number in ("0", "3", "21", "999", "99999999999"):
        assert index.find(f"henry plaid {number}").tolist() == []


def test_a_name_of_signs_is_found_by_its_signs() -> None:
    index = index_of(("!!!", 1991, 1), ("Wow!!!", 1992, 9), ("$ (Dollars)", 1971, 3), *FILLING)
    assert index.find("!!").tolist() == [0]
    assert index.find(" $ ").tolist() == [2]
    assert len(index.find("%")) == 3 + len(FILLING)


@pytest.mark.parametrize(
    ("typed", "initials"),
    [
        (["lotr"], ("lotr", None)),
        (["hp3"], ("hp", 3)),
        (["lotr", "2"], ("lotr", 2)),
        (["t2jd"], ("t2jd", None)),
        (["2001aso"], ("2001aso", None)),
        (["m"], None),
        (["2001"], None),
        (["the", "matrix"], None),
        (["star", "wars", "5"], None),
        (["verylongword"], None),
        (["é́cole"], None),
    ],
)
def test_initials_are_a_few_letters_and_a_number(
    typed: list[str], initials: tuple[str, int | None] | None
) -> None:
    assert initials_in(typed) == initials


TITLES = {
    "The Lord of the Rings: The Two Towers": (["lotr", "tlotr", "tt", "ttt", "lotrttt"], ["lot"]),
    "Star Wars: Episode V - The Empire Strikes Back": (["sw", "ev", "esb", "tesb"], ["swe"]),
    "Terminator 2: Judgment Day": (["t2", "jd", "t2jd"], ["t"]),
    "Mission: Impossible II": (["m", "i2", "mi2"], ["mi"]),
    "2001: A Space Odyssey": (["2001", "so", "aso", "2001aso"], ["2001a"]),
    "Spider-Man's Élan (A Film) (Un film)": (["sme"], ["sm"]),
    "Schindler’s List": (["sl"], ["s"]),
    "An American": (["a", "aa"], []),
    "(500) Days": (["500d"], ["500"]),
    "もの Ring": ([], []),
    "": ([], []),
}


@pytest.mark.parametrize("title", TITLES)
def test_initials_are_those_of_the_name_or_of_a_part_of_it(title: str) -> None:
    titles = list(TITLES)
    initials, item = Initials.of(Texts.packed(titles)), titles.index(title)
    whole, begun = TITLES[title]
    for letters in whole:
        if letters != "5d":
            assert item in initials.find(letters)[0], letters
    for letters in begun:
        found = initials.find(letters)
        assert item not in found[0], letters
        assert item in found[1], letters


def naive(titles: Sequence[str]) -> list[str]:
    """The first letters of the words of titles that are plain words."""
    return ["".join(word[0].lower() for word in title.split()) for title in titles]


def test_the_initials_of_plain_titles_are_their_first_letters() -> None:
    rng = np.random.default_rng(0)
    words = ["Red", "blue", "Green", "cat", "Dog", "house", "River"]
    titles = [" ".join(rng.choice(words, rng.integers(1, 6))) for _ in range(200)]
    assert Initials.of(Texts.packed(titles)).letters.decode().split("\n")[1:-1] == naive(titles)
