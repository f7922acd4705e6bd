"""Films are matched by what tells them, in order, and never by the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.dataset.matching.matcher import How, Matcher, Wanted
from tests.dataset.layouts import write_latest
from tests.dataset.matching.small import Small, found


def test_an_id_is_trusted_whatever_the_title_says() -> None:
    matcher = Matcher(Small(["A (1990)", "B (1991)"], imdb_ids=[11, 12], tmdb_ids=[21, 22]))
    by_imdb, by_tmdb, both, unknown = matcher.match(
        [
            Wanted(("A",), 1990, imdb_id=12),
            Wanted(("Quite another",), 2020, tmdb_id=21),
            Wanted(("A",), 1990, imdb_id=11, tmdb_id=22),
            Wanted((), imdb_id=99),
        ]
    )
    assert (by_imdb.item, by_imdb.how, by_imdb.sure) == (1, How.ID, True)
    assert by_tmdb.item == 0
    assert both.item == 0
    assert (unknown.item, unknown.near) == (-1, ())


def test_of_two_titles_of_one_id_that_of_the_name_is_meant_else_the_most_rated() -> None:
    matcher = Matcher(Small(["A (1990)", "B (1990)"], counts=[1, 9], tmdb_ids=[7, 7]))
    named, unnamed = matcher.match(
        [Wanted(("A",), 1990, tmdb_id=7), Wanted(("C",), 1990, tmdb_id=7)]
    )
    assert (named.item, unnamed.item) == (0, 1)


def test_a_title_of_another_id_is_another_film_of_the_name() -> None:
    matcher = Matcher(Small(["Hamlet (2000)"], imdb_ids=[11]))
    other, without = matcher.match([Wanted(("Hamlet",), 2000, 12), Wanted(("Hamlet",), 2000)])
    assert (other.item, other.near) == (-1, (0,))
    assert without.item == 0


def test_titles_of_a_dataset_without_ids_are_found_by_their_names(tmp_path: Path) -> None:
    import_dataset(write_latest(tmp_path / "ml", links=None), tmp_path / "datasets")
    matcher = Matcher(open_named(tmp_path / "datasets", "ml"))
    told: list[float] = []
    wanted = [
        Wanted(("Cité des enfants perdus, La",), 1995, imdb_id=112682),
        Wanted(("The Matrix",), 1999, tmdb_id=603),
        Wanted(("Untitled (movie 12)",)),
    ]
    items = matcher.match(wanted, lambda stage, fraction: told.append(fraction))
    assert [one.item for one in items] == [1, 2, -1]
    assert told == [0.0, 1.0]


def test_titles_of_a_dataset_are_found_by_the_ids_of_its_links(tmp_path: Path) -> None:
    import_dataset(write_latest(tmp_path / "ml"), tmp_path / "datasets")
    matcher = Matcher(open_named(tmp_path / "datasets", "ml"))
    items = matcher.match([Wanted(("?",), imdb_id=133093), Wanted(("?",), tmdb_id=862)])
    assert [one.item for one in items] == [2, 0]


def test_the_year_itself_comes_before_the_year_beside() -> None:
    titles = ["Jesus (2018)", "Jesus (2020)", "Jesus (2019)"]
    assert [found(titles, "Jesus", year=year).item for year in (2018, 2019, 2020)] == [0, 2, 1]
    one = found(titles, "Jesus", year=2021)
    assert (one.item, one.how, one.sure) == (1, How.YEAR_OFF, False)


@pytest.mark.parametrize("year", [2020, 2021])
def test_services_differ_by_a_year(year: int) -> None:
    assert found(["Nomadland (2020)"], "Nomadland", year=year).item == 0


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Caché (Hidden) (2005)", "Caché (2004)"),
        ("Orphan (2009)", "Orphan (2010)"),
        ("Ex Machina (2015)", "EX MACHINA (2014)"),
    ],
)
def test_accents_case_and_a_year_do_not_hide_a_title(title: str, name: str) -> None:
    assert found([title], name).how == How.YEAR_OFF


def test_more_than_a_year_between_is_another_film() -> None:
    one = found(["Suspiria (2018)"], "Suspiria (1977)")
    assert (one.item, one.near) == (-1, (0,))
    assert found(["The Mummy (1999)", "The Mummy (2017)"], "The Mummy (1959)").near == (0, 1)


def test_titles_of_the_years_on_both_sides_are_left_to_the_person() -> None:
    one = found(["Stay (2005)", "Stay (2007)"], "Stay", year=2006, counts=[3, 30])
    assert (one.item, one.near) == (-1, (1, 0))


def test_in_its_own_year_a_longer_title_may_be_meant() -> None:
    one = found(["V (1983)", "V: The Final Battle (1984)"], "V", year=1984)
    assert (one.item, one.near) == (-1, (0, 1))


def test_the_year_in_a_title_counts_where_no_other_is_said() -> None:
    titles = ["Mummy, The (1959)", "Mummy, The (1999)", "Mummy, The (2017)"]
    assert found(titles, "The Mummy (1959)").item == 0
    assert found(titles, "The Mummy (1959)", year=1999).item == 1
    assert found(["2012 (2009)", "Blade Runner 2049 (2017)"], "2012", year=2009).item == 0


def test_of_two_films_of_one_name_and_year_the_clearly_most_rated_is_applied_unsure() -> None:
    titles = ["Hamlet (2000)", "Hamlet (2000)"]
    one = found(titles, "Hamlet", year=2000, counts=[4, 40])
    assert (one.item, one.how, one.sure) == (1, How.SAME_NAME, False)
    even = found(titles, "Hamlet", year=2000, counts=[20, 21])
    assert (even.item, even.near) == (-1, (1, 0))


def test_without_a_year_a_name_is_enough_that_one_title_has() -> None:
    titles = ["Tenet (2020)", "Host, The (2006)", "Host, The (2013)", "Host, The (2020)"]
    one = found(titles, "Tenet")
    assert (one.item, one.how, one.sure) == (0, How.NAME_ALONE, False)
    several = found(titles, "The Host", counts=[1, 5, 9, 7])
    assert (several.item, several.near) == (-1, (2, 3, 1))


def test_a_title_without_a_year_is_found_by_its_name_alone() -> None:
    assert found(["Black Mirror"], "Black Mirror", year=2011).how == How.NAME_ALONE
    assert found(["Black Mirror", "Black Mirror (1990)"], "Black Mirror", year=2011).item == -1


def test_without_a_year_nothing_but_the_name_counts() -> None:
    titles = ["Star Wars: Episode IV - A New Hope (1977)", "Matrix, The (1999)"]
    assert found(titles, "Star Wars").near == (0,)
    assert found(titles, "The Matriks").item == -1
