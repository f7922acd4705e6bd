"""Titles are found by who made them, after those that are called so."""

from __future__ import annotations

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import enrich_dataset, import_dataset, open_named
from tests.dataset.layouts import write_latest
from tests.drivers.imdb_files import FILMS, LINKS, PEOPLE, write_imdb

TOY_STORY, CITY, MATRIX, UNTITLED, CATS = range(5)
NAMES = PEOPLE | {5: "Matilda Çelik-O'Toole", 21: "Lana Cats", 22: "Matrix Jo"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("people")
    import_dataset(write_latest(folder / "ml", links=LINKS), folder / "datasets")
    assert not open_named(folder / "datasets", "ml").search.has("wachowski")
    enrich_dataset(folder / "datasets", "ml", write_imdb(folder / "imdb", FILMS, NAMES))
    return open_named(folder / "datasets", "ml")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("celik", [TOY_STORY, CATS]),  # as many ratings: in the order of the dataset
        ("Matilda ÇELIK", [TOY_STORY, CATS]),
        ("otoole matil", [TOY_STORY, CATS]),
        ("o'toole 1995", [TOY_STORY]),
        ("wach", [MATRIX]),
        ("lilly wachowski", [MATRIX]),
        ("hanks", [TOY_STORY, CITY, CATS]),
        ("tom t hanks", [TOY_STORY, CITY, CATS]),
        ("cats", [CATS, MATRIX]),  # the title, then who is called so
        ("jeunet", [CITY]),
    ],
)
def test_people_are_found_by_their_words_and_how_these_start(
    typed: str, found: list[int], data: Dataset
) -> None:
    assert data.search.find(typed).tolist() == found
    assert data.search.has(typed)


def test_those_called_so_stand_before_those_whose_names_start_so(data: Dataset) -> None:
    # The film, whose credits have a Matrix too, then Matilda's.
    assert data.search.find("mat").tolist() == [MATRIX, TOY_STORY, CATS]
    assert data.search.find("actor 23").tolist() == [MATRIX]


@pytest.mark.parametrize("typed", ["lana hanks", "je", "wachowski 1950"])
def test_the_words_of_two_people_two_letters_and_another_year_find_nobody(
    typed: str, data: Dataset
) -> None:
    assert not data.search.has(typed)


def test_near_misses_of_titles_are_found_beside_people(data: Dataset) -> None:
    assert data.search.find("matrx").tolist() == [MATRIX]
    data.search.warm()


def test_the_titles_of_those_in_whose_names_all_words_stand(data: Dataset) -> None:
    assert data.search.of_people("Lilly Wachowski").tolist() == [MATRIX]
    assert data.search.of_people("tom hanks").tolist() == [TOY_STORY, CITY, CATS]
    assert len(data.search.of_people("lilly wach")) == 0
    assert len(data.search.of_people("")) == 0
