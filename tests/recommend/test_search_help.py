"""What is said of a search: the filter that its words name, and why it found nothing."""

from __future__ import annotations

import csv

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.browse import Filter, Own, Sort, select
from recflix_tui.recommend.named_kind import genre_called, named_kind
from recflix_tui.recommend.search_help import SearchHelp, search_help
from recflix_tui.recommend.taste import Taste, fold_in_profile

MOVIES = (
    ("Film Noir (2007)", "Documentary"),
    ("The Big Sleep (1946)", "Crime|Film-Noir"),
    ("Double Sleep (1944)", "Film-Noir"),
    ("War (1925)", "War"),
    ("Space Comedy (1991)", "Comedy|Sci-Fi"),
    ("Laughing (1995)", "Comedy"),
    ("Laughing Again (2021)", "Comedy|Children"),
    ("Mourning (1992)", "Drama|Mystery"),
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("shop") / "shop"
    folder.mkdir()
    with (folder / "movies.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["movieId", "title", "genres"])
        rows.writerows([n, *movie] for n, movie in enumerate(MOVIES, 1))
    lines = [f"1,{n},4,0" for n in range(1, len(MOVIES) + 1)]
    (folder / "ratings.csv").write_text("\n".join(["userId,movieId,rating,timestamp", *lines]))
    import_dataset(folder, folder.parent / "datasets")
    return open_named(folder.parent / "datasets", "shop")


@pytest.fixture(scope="module")
def taste(shop: Dataset) -> Taste:
    return fold_in_profile(ProfileActivity(ratings={5: 4.0}), shop, None)


def helped(taste: Taste, shop: Dataset, wanted: Filter) -> SearchHelp:
    found = select(taste, shop, wanted, Sort.RELEVANCE, descending=True)
    return search_help(taste, shop, wanted, len(found))


@pytest.mark.parametrize(
    ("words", "genre", "decade"),
    [
        ("film noir", "Film-Noir", None),
        ("noir", "Film-Noir", None),
        ("Film-Noir", "Film-Noir", None),
        ("films noir", "Film-Noir", None),
        ("sci fi", "Sci-Fi", None),
        ("sci-fi", "Sci-Fi", None),
        ("scifi", "Sci-Fi", None),
        ("science fiction films", "Sci-Fi", None),
        ("comedies", "Comedy", None),
        ("mysteries", "Mystery", None),
        ("children's movies", "Children", None),
        ("kids", "Children", None),
        ("90s comedy", "Comedy", 1990),
        ("comedy 1990s", "Comedy", 1990),
        ("comedies from the '90s", "Comedy", 1990),
        ("comedy 1995", "Comedy", 1990),
        ("1995 comedies", "Comedy", 1990),
        ("the nineties", None, 1990),
        ("1940s", None, 1940),
        ("20s", None, 1920),
        ("war films", "War", None),
    ],
)
def test_a_genre_and_a_decade_are_named_by_words(
    shop: Dataset, words: str, genre: str | None, decade: int | None
) -> None:
    found = named_kind(shop, words.lower().replace("'", "").replace("-", " ").split())
    assert found == (genre, decade)


@pytest.mark.parametrize(
    "words",
    ["", "film", "the movies", "space comedy", "comedy drama", "90s 80s", "1991", "noi", "19", "s"],
)
def test_words_that_say_anything_else_name_no_filter(shop: Dataset, words: str) -> None:
    assert named_kind(shop, words.split()) is None


def test_the_filter_is_offered_beside_titles_that_hold_the_words(
    taste: Taste, shop: Dataset
) -> None:
    found = helped(taste, shop, Filter("film noir"))
    assert found == SearchHelp(Filter(genre="Film-Noir"), 2)
    first = select(taste, shop, Filter("film noir"), Sort.RELEVANCE, descending=True)[0]
    assert shop.title(int(first)) == "Film Noir"


def test_what_is_offered_keeps_to_the_filters_that_the_words_do_not_name(
    taste: Taste, shop: Dataset
) -> None:
    found = helped(taste, shop, Filter("comedies", decade=1990, own=Own.UNRATED))
    assert found == SearchHelp(Filter(genre="Comedy", decade=1990, own=Own.UNRATED), 1)
    elsewhere = helped(taste, shop, Filter("film noir", genre="Comedy", decade=1990))
    assert elsewhere == SearchHelp(Filter(genre="Film-Noir"), 2)


def test_a_filter_that_lets_nothing_through_is_not_offered(taste: Taste, shop: Dataset) -> None:
    assert helped(taste, shop, Filter("1940s comedy")).offered is None


def test_titles_that_only_the_filters_exclude_are_counted(taste: Taste, shop: Dataset) -> None:
    for wanted in (
        Filter("sleep", genre="Comedy"),
        Filter("sleep", decade=1990),
        Filter("sleep", genre="Crime", decade=1920, own=Own.UNRATED),
    ):
        assert helped(taste, shop, wanted) == SearchHelp(n_unfiltered=2)
    assert helped(taste, shop, Filter("laughing", decade=1990, own=Own.UNRATED)).n_unfiltered == 2


def test_what_is_nearest_keeps_to_the_filters(taste: Taste, shop: Dataset) -> None:
    found = helped(taste, shop, Filter("laughing zzyqx"))
    assert found.missing == ("zzyqx",)
    assert found.nearest is not None
    assert found.nearest.tolist() == [5, 6]
    narrowed = helped(taste, shop, Filter("laughing zzyqx", own=Own.UNRATED))
    assert narrowed.nearest is not None
    assert narrowed.nearest.tolist() == [6]


def test_a_search_that_finds_needs_no_help(taste: Taste, shop: Dataset) -> None:
    for query in ("", "  ", "sleep", "laughing"):
        assert helped(taste, shop, Filter(query)) == SearchHelp()


def test_what_is_found_by_its_spelling_alone_is_said_to_be_near(
    taste: Taste, shop: Dataset
) -> None:
    assert helped(taste, shop, Filter("laughign")) == SearchHelp(near_only=("laughign",))


@pytest.mark.parametrize(
    ("typed", "genre"),
    [
        ("noir", "Film-Noir"),
        ("FilmNoir", "Film-Noir"),
        ("film-noir", "Film-Noir"),
        ("Science Fiction", "Sci-Fi"),
        ("comedies", "Comedy"),
        ("opera", None),
        ("", None),
    ],
)
def test_a_genre_is_known_by_what_it_is_called(typed: str, genre: str | None) -> None:
    assert genre_called(("Comedy", "Film-Noir", "Sci-Fi"), typed) == genre
