"""What a person types finds what they mean, the likeliest first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.dataset.search.index import SearchIndex
from recflix_tui.paths import sample_data
from tests.dataset.layouts import write_latest

ONE_RATING = "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    datasets = tmp_path_factory.mktemp("search")
    import_dataset(sample_data(), datasets, "sample")
    return open_named(datasets, "sample")


FIRST = {
    "matrix": "The Matrix",
    "matrx": "The Matrix",
    "mat": "The Matrix",
    "the mat": "The Matrix",
    "matrix the": "The Matrix",
    "MATRIX, The": "The Matrix",
    "godfahter": "The Godfather",
    "god": "The Godfather",
    "godfather part ii": "The Godfather: Part II",
    "shawshenk": "The Shawshank Redemption",
    "redemption shaw": "The Shawshank Redemption",
    "amelie": "Amelie (Le Fabuleux destin d'Amélie Poulain)",
    "Amélie": "Amelie (Le Fabuleux destin d'Amélie Poulain)",
    "fabuleux destin": "Amelie (Le Fabuleux destin d'Amélie Poulain)",
    "spiderman": "Spider-Man",
    "spider man": "Spider-Man",
    "spider-man 2": "Spider-Man 2",
    "spidrman": "Spider-Man",
    "wall e": "WALL·E",
    "walle": "WALL·E",
    "wall-e": "WALL·E",
    "se7en": "Seven (a.k.a. Se7en)",
    "seven": "Seven (a.k.a. Se7en)",
    "strangelove": "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb",
    "starwars": "Star Wars: Episode IV - A New Hope",
    "satr wars": "Star Wars: Episode IV - A New Hope",
    "matrix 2003": "The Matrix Reloaded",
    "1999 matrix": "The Matrix",
    "matrix 199": "The Matrix",
    "matrx 1999": "The Matrix",
    "rocky 2": "Rocky II",
    "oceans eleven": "Ocean's Eleven",
    "ocean’s eleven": "Ocean's Eleven",
    "xmen": "X-Men",
    "l'avventura": "L'Avventura (The Adventure)",
    "avventura": "L'Avventura (The Adventure)",
    "leon": "Léon: The Professional (a.k.a. The Professional) (Léon)",
    "professional": "Léon: The Professional (a.k.a. The Professional) (Léon)",
    "lord of teh rings": "The Lord of the Rings: The Fellowship of the Ring",
    "2001 space": "2001: A Space Odyssey",
    "good bad ugly": "The Good, the Bad and the Ugly (Il Buono, il brutto, il cattivo)",
    "scindlers list": "Schindler's List",
    "toy 2": "Toy Story 2",
    "dodg bal": "Dodgeball: A True Underdog Story",
    "brave hart": "Braveheart",
    "star": "Star Wars: Episode IV - A New Hope",
    "gone": "Gone with the Wind",
    "it": "It",
    "m": "M",
    "e.t.": "E.T. the Extra-Terrestrial",
}


@pytest.mark.parametrize("query", FIRST)
def test_the_title_that_is_meant_comes_first(query: str, data: Dataset) -> None:
    assert data.title(int(data.search.find(query)[0])) == FIRST[query]


def test_an_empty_query_finds_all_the_most_rated_first(data: Dataset) -> None:
    for query in ("", "  ", "?!"):
        found = data.search.find(query)
        assert len(found) == data.n_items
        assert (np.diff(data.counts[found]) <= 0).all()


def test_typos_come_after_what_is_spelt_so() -> None:
    titles = ["Inglourious Basterds", "Inglorious Bastards", "The Real Inglorious Bastards"]
    counts = np.array([500, 3, 1], dtype=np.int32)
    index = SearchIndex.build(titles, np.zeros(3, dtype=np.int16), counts)
    assert index.find("inglorious").tolist() == [1, 2, 0]
    assert index.find("inglorious bastards").tolist() == [1, 2, 0]
    assert index.find("inglourious basterds").tolist() == [0, 1, 2]


def test_near_misses_follow_until_there_are_plenty() -> None:
    titles = [*(f"Fargo {n}" for n in range(2, 6)), "Fargo", "Argo"]
    for n, found in ((4, [0, 1, 2, 3]), (5, [4, 0, 1, 2, 3])):
        shown = [*titles[:n], "Argo"]
        counts = np.zeros(len(shown), dtype=np.int32)
        index = SearchIndex.build(shown, counts.astype(np.int16), counts)
        near = [n] if n < 5 else []
        assert index.find("fargo").tolist() == found + near


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((0, 300, 60, 3), [1, 2, 0, 3]),
        ((4, 300, 60, 3), [1, 2, 0, 3]),
        ((5, 300, 60, 3), [0, 1, 2, 3]),
        ((0, 40, 20, 3), [0, 1, 2, 3]),
        ((400, 60_000, 30_000, 90), [1, 2, 0, 3]),
        ((900, 60_000, 30_000, 90), [0, 1, 2, 3]),
    ],
)
def test_a_title_hardly_anyone_rated_gives_way_to_what_starts_like_it_and_is_known(
    counts: tuple[int, ...], found: list[int]
) -> None:
    titles = ["Star!", "Star Wars", "Stargate", "Star 80"]
    index = SearchIndex.build(titles, np.zeros(4, dtype=np.int16), np.array(counts, dtype=np.int32))
    assert index.find("star").tolist() == found


def test_a_title_of_a_letter_or_two_needs_but_one_rating_to_come_first() -> None:
    titles = ["It", "It", "The Italian Job", "M", "The Matrix"]
    counts = np.array([1, 0, 300, 1, 300], dtype=np.int32)
    index = SearchIndex.build(titles, np.zeros(5, dtype=np.int16), counts)
    assert index.find("it").tolist() == [0, 2, 1]
    assert index.find("m").tolist() == [3, 4]


def test_words_closed_up_count_each_of_their_typos_once() -> None:
    titles = ["Dodo Bail", "Dodgeball"]
    index = SearchIndex.build(titles, np.zeros(2, np.int16), np.array([9, 5], dtype=np.int32))
    assert index.find("dodg bal").tolist() == [1, 0]


def test_typos_do_not_flood_good_matches(data: Dataset) -> None:
    stars = [data.title(int(i)).lower() for i in data.search.find("star")]
    assert len(stars) > 10
    assert all("star" in title for title in stars)
    assert len(data.search.find("matrix 1999")) == 1
    assert len(data.search.find("zzqxwvk")) == 0
    assert len(data.search.find("xz")) == 0


def test_a_year_alone_finds_its_films(data: Dataset) -> None:
    found = data.search.find("1954")
    assert len(found) > 20
    assert {data.year(int(i)) for i in found[3:]} == {1954}


def test_a_space_at_the_end_ends_the_word(data: Dataset) -> None:
    begun = [data.title(int(i)) for i in data.search.find("alien")]
    ended = [data.title(int(i)) for i in data.search.find("alien ")]
    assert begun[:2] == ["Alien", "Aliens"]
    assert ended[0] == "Alien"
    assert ended[1].startswith("Alien³")


def test_a_limit_keeps_the_best(data: Dataset) -> None:
    for query in ("star", ""):
        assert data.search.find(query, 5).tolist() == data.search.find(query)[:5].tolist()
        assert data.search.find(query, 0).tolist() == []
    assert data.search.find("star").dtype == np.int32


def test_every_title_is_found_by_its_own_name(data: Dataset) -> None:
    for i in range(0, data.n_items, 23):
        assert i in data.search.find(f"{data.title(i)} {data.year(i) or ''}")[:12]


@given(query=st.text(max_size=40) | st.text("aeinst 19’-", max_size=300))
def test_any_query_finds_each_title_at_most_once(data: Dataset, query: str) -> None:
    found = data.search.find(query)
    assert len(np.unique(found)) == len(found)
    assert data.search.find(query).tolist() == found.tolist()


TITLES = [
    "もののけ姫",
    "Мастер и Маргарита",
    "Æon Flux",
    "Øyenstikker",
    "괴물",
    "[bold]Markup[/bold]",
    "Untitled (movie 7)",
    "$9.99",
    "Die Straße",
    "Fast & Furious",
]


@pytest.fixture(scope="module")
def few() -> SearchIndex:
    n = len(TITLES)
    return SearchIndex.build(TITLES, np.zeros(n, dtype=np.int16), np.ones(n, dtype=np.int32))


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("もののけ", "もののけ姫"),
        ("姫", "もののけ姫"),
        ("маргарита", "Мастер и Маргарита"),
        ("маргорита", "Мастер и Маргарита"),
        ("aeon", "Æon Flux"),
        ("oyenstikker", "Øyenstikker"),
        ("괴", "괴물"),
        ("[bold]", "[bold]Markup[/bold]"),
        ("movie 7", "Untitled (movie 7)"),
        ("9.99", "$9.99"),
        ("strasse", "Die Straße"),
        ("fast and furious", "Fast & Furious"),
    ],
)
def test_other_scripts_and_signs_are_found(query: str, title: str, few: SearchIndex) -> None:
    assert TITLES[few.find(query)[0]] == title


def test_the_index_on_disk_answers_like_the_one_that_was_built(data: Dataset) -> None:
    titles = [data.title(i) for i in range(data.n_items)]
    built = SearchIndex.build(titles, data.years, data.counts)
    for query in ("star", "matrx", "1999", "the", "spider man", ""):
        assert built.find(query).tolist() == data.search.find(query).tolist()


def test_a_long_title_without_spaces_is_found_from_anywhere_and_stays_small() -> None:
    letters = "".join(chr(0x4E00 + n) for n in range(1000))
    none = np.zeros(1, dtype=np.int32)
    index = SearchIndex.build([letters], none.astype(np.int16), none)
    for start in (0, 1, 500, 999):
        assert index.find(letters[start : start + 50]).tolist() == [0]
    assert sum(array.nbytes for array in index.arrays.values()) < 200_000


def test_a_search_over_one_unrated_title_works(tmp_path: Path) -> None:
    index = SearchIndex.build(["???"], np.zeros(1, dtype=np.int16), np.zeros(1, dtype=np.int32))
    assert index.find("").tolist() == [0]
    assert index.find("x").tolist() == []


def test_titles_without_a_single_word_can_be_kept_and_searched(tmp_path: Path) -> None:
    folder = write_latest(
        tmp_path / "ml", movies="movieId,title,genres\n1,???,\n", ratings=ONE_RATING, links=None
    )
    import_dataset(folder, tmp_path / "datasets")
    data = open_named(tmp_path / "datasets", "ml")
    assert data.title(0) == "???"
    assert data.search.find("?").tolist() == [0]
    assert data.search.find("what").tolist() == []
