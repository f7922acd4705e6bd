"""From outside names to items."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.library.library import Library
from recflix_tui.library.lookup import find_item, item_called
from recflix_tui.library.snapshot import LibraryError


def test_a_title_that_several_have_is_asked_for_by_id(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "twins"
    folder.mkdir()
    (folder / "movies.csv").write_text(
        "movieId,title,genres\n1,Hamlet (2000),Drama\n2,Hamlet (2000),Drama\n"
    )
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4,0\n1,2,3,0\n")
    library = Library.open()
    library.datasets.add(folder)
    with pytest.raises(LibraryError, match=r"--movie-id: .*= 1.*= 2"):
        find_item(library.snapshot.need_dataset(), "Hamlet")
    library.close()


TITLES = """movieId,title,genres
1,Star (2012),Drama
2,Love (2015),Drama
3,Love (1927),Drama
4,"Seven (a.k.a. Se7en) (1995)",Crime
5,"Matrix, The (1999)",Action
6,Whiplash (2015),Drama
7,Whiplash: The Short (2013),Drama
8,!!! (1991),Drama
9,Untold,Drama
10,Hamlet (2000),Drama
11,Hamlet (2000),Drama
12,Twice (2001),Drama
13,Twice (2003),Drama
14,2012 (2009),Action
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Titles that nobody rated, behind fifty well-known ones that start like two of them."""
    folder = tmp_path_factory.mktemp("names") / "names"
    folder.mkdir()
    crowd = [f"{n},{'Star' if n % 2 else 'Love'} Number{n} (2000),Drama" for n in range(100, 150)]
    (folder / "movies.csv").write_text(TITLES + "\n".join(crowd) + "\n")
    ratings = [f"{user},{n},4.0,0" for n in range(100, 150) for user in range(1, 6)]
    (folder / "ratings.csv").write_text(
        "userId,movieId,rating,timestamp\n" + "\n".join(ratings) + "\n"
    )
    import_dataset(folder, folder.parent / "datasets")
    return open_named(folder.parent / "datasets", "names")


@pytest.mark.parametrize(
    ("typed", "movie_id"),
    [
        ("Star", 1),
        ("  star ", 1),
        ("Star (2012)", 1),
        ("Love (1927)", 3),
        ("Seven", 4),
        ("Se7en (1995)", 4),
        ("Matrix, The (1999)", 5),
        ("Matrix, The", 5),
        ("The Matrix 1999", 5),
        ("the matrix, 1999", 5),
        ("!!!", 8),
        ("!!! (1991)", 8),
        ("Untold", 9),
        ("2012", 14),
        ("2012 (2009)", 14),
        ("\x1b[31mStar\x1b[0m", 1),
    ],
)
def test_a_title_is_found_by_its_name_and_year(dataset: Dataset, typed: str, movie_id: int) -> None:
    assert int(dataset.movie_ids[find_item(dataset, typed)]) == movie_id


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Love", (2, 3)),
        ("Hamlet", (10, 11)),
        ("Hamlet (2000)", (10, 11)),
        ("Hamlet 2000", (10, 11)),
    ],
)
def test_titles_of_one_name_are_named_with_their_years_and_ids(
    dataset: Dataset, typed: str, ids: tuple[int, int]
) -> None:
    with pytest.raises(LibraryError, match="several titles are called") as refused:
        find_item(dataset, typed)
    for movie_id in ids:
        assert f") = {movie_id}" in str(refused.value)


@pytest.mark.parametrize("year", [2014, 2016])
def test_a_title_of_the_year_before_or_after_is_offered_and_not_taken(
    dataset: Dataset, year: int
) -> None:
    with pytest.raises(LibraryError) as refused:
        find_item(dataset, f"Whiplash ({year})")
    assert str(refused.value) == (
        f'no title "Whiplash ({year})"; did you mean "Whiplash (2015)"? It is --movie-id 6'
    )


@pytest.mark.parametrize("typed", ["Whiplash (1999)", "Untold (1999)", "Twice (2002)"])
def test_titles_of_the_name_are_offered_where_the_year_is_another(
    dataset: Dataset, typed: str
) -> None:
    with pytest.raises(LibraryError) as refused:
        find_item(dataset, typed)
    name = typed.partition(" ")[0]
    assert f'; called "{name}", by --movie-id: {name}' in str(refused.value)


@pytest.mark.parametrize(
    ("called", "movie_id"), [("14", 14), (" 5 ", 5), ("2012", 14), ("Star", 1)]
)
def test_a_title_is_called_by_its_id_or_by_a_name_which_may_be_a_number(
    dataset: Dataset, called: str, movie_id: int
) -> None:
    assert int(dataset.movie_ids[item_called(dataset, called)]) == movie_id


@pytest.mark.parametrize(
    ("called", "told"),
    [
        ("77", "no movie 77 in dataset names"),
        ("Hamlet", 'several titles are called "Hamlet"; give its movie id: '),
        ("Love", 'several titles are called "Love"; give its year or movie id: '),
        ("Whiplash (2014)", 'did you mean "Whiplash (2015)"? It is movie id 6'),
        ("9" * 5000, 'no title "999'),
    ],
)
def test_what_is_called_so_by_nobody_or_by_several_is_asked_for_by_its_movie_id(
    dataset: Dataset, called: str, told: str
) -> None:
    with pytest.raises(LibraryError) as refused:
        item_called(dataset, called)
    assert told in str(refused.value)


def test_what_nobody_has_is_said_in_one_line(dataset: Dataset) -> None:
    for typed in ("", "???", "(1999)", "x" * 5000, "Whip"):
        with pytest.raises(LibraryError, match="no title") as refused:
            find_item(dataset, typed)
        assert "\n" not in str(refused.value)
        assert len(str(refused.value)) < 400


def test_near_titles_are_named_in_the_order_of_the_search(tmp_path: Path) -> None:
    folder = tmp_path / "dogs"
    folder.mkdir()
    (folder / "movies.csv").write_text(
        "movieId,title,genres\n1,Redwood Dogs (2001),Drama\n2,Big Red Dog (2002),Drama\n"
    )
    (folder / "ratings.csv").write_text(
        "userId,movieId,rating,timestamp\n1,1,4,0\n2,1,4,0\n1,2,3,0\n"
    )
    import_dataset(folder, tmp_path / "datasets")
    with pytest.raises(LibraryError, match=r"near it, .*Big Red Dog .* = 2, Redwood Dogs .* = 1$"):
        find_item(open_named(tmp_path / "datasets", "dogs"), "red dog")
