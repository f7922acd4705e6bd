"""A history brought in from elsewhere: planned, done, done twice, undone; and people who keep
their ratings whatever dataset is in use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recflix_tui.dataset.matching.matcher import Matcher
from recflix_tui.history.values import Act, DateKind, Did, Export, Film
from recflix_tui.library.history.histories import MANY_ACTS
from recflix_tui.library.history.values import Fate
from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.store.file.backups import list_backups
from recflix_tui.store.records import Mark
from tests.library.history.conftest import (
    AMELIE,
    DAY,
    EXPORT,
    HARBOUR,
    MATRIX,
    SEEN,
    STAR_WARS,
    bring,
    rated,
    stars_of,
)


def test_a_plan_says_what_becomes_of_each_film_and_changes_nothing(
    library: Library, ada: int
) -> None:
    library.profiles.rate(ada, library.snapshot.need_dataset().item_of(3000) or 0, 4.0)
    plan = library.history.plan(ada, EXPORT, "mine.zip")
    assert [film.film for film in plan.sure] == [MATRIX, AMELIE]
    assert [film.film for film in plan.unsure] == [STAR_WARS]
    assert [film.film for film in plan.waiting] == [HARBOUR]
    assert {fate: n for fate, n in plan.fates.items() if n} == {Fate.NEW: 5, Fate.KEPT: 1}
    assert plan.new_waiting == {Did.RATED: 1, Did.MY_LIST: 1}
    assert stars_of(library, ada) == {"Amélie": 4.0}
    assert library.history.waiting(ada) == []


def test_an_import_is_there_at_once_and_is_one_undo(library: Library, ada: int) -> None:
    bring(library, ada)
    assert stars_of(library, ada) == {"The Matrix": 4.5, "Amélie": 3.0, "Star Wars": 5.0}
    (waits,) = library.history.waiting(ada)
    assert (waits.title, waits.year, waits.stars, waits.marks) == (
        *("The Glass Harbour", 1987, 1.5),
        (Mark.MY_LIST,),
    )
    undone = library.profiles.undo(ada)
    assert undone is not None
    assert undone.batch is not None
    assert stars_of(library, ada) == {}
    assert library.history.waiting(ada) == []


def test_a_plan_is_not_done_in_another_dataset_of_the_same_name(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    plan = library.history.plan(ada, EXPORT, "mine.zip")
    library.datasets.remove("small")
    library.datasets.add(three["large"], "small")
    with pytest.raises(LibraryError, match="dataset small is no longer in use; begin the import"):
        library.history.apply(plan)


def test_the_same_import_twice_changes_nothing(library: Library, ada: int) -> None:
    bring(library, ada)
    plan = library.history.plan(ada, EXPORT, "mine.zip")
    assert plan.to_do == ()
    assert library.history.apply(plan).number is None
    assert len(library.session.store.imports.all(ada)) == 1


def test_nor_does_it_in_a_dataset_that_has_fewer_of_its_films(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    library.datasets.add(three["large"], "large")
    library.datasets.use("large")
    bring(library, ada)
    library.datasets.use("small")
    assert library.history.plan(ada, EXPORT, "mine.zip").to_do == ()


def test_before_more_than_a_hundred_acts_a_copy_is_kept_that_says_what_for(
    library: Library, ada: int
) -> None:
    acts = [rated(Film(f"Harbour {n}", 1987), 4.0) for n in range(MANY_ACTS + 1)]
    for n in (0, 1):  # 101 of them, then one less and so none
        export = replace(EXPORT, acts=tuple(replace(act, value=4.0 + n) for act in acts[n:]))
        outcome = library.history.apply(library.history.plan(ada, export, "mine.zip"))
        (kept,) = list_backups(library.paths.backups)
        assert outcome.backup == ("" if n else kept.path.name)
    assert (kept.n_ratings, kept.why) == (0, "before an import from Letterboxd")


def test_a_film_that_an_export_names_in_two_ways_is_rated_once(library: Library, ada: int) -> None:
    named_otherwise = Film("Matrix", 1999, imdb_id=133093)
    export = replace(EXPORT, acts=(rated(MATRIX, 4.5), rated(named_otherwise, 3.5)))
    fates = library.history.plan(ada, export, "mine.zip").fates
    assert {fate: n for fate, n in fates.items() if n} == {Fate.NEW: 1, Fate.TWICE: 1}
    bring(library, ada, export)
    assert stars_of(library, ada) == {"The Matrix": 3.5}
    assert library.history.plan(ada, export, "mine.zip").to_do == ()


def test_a_newer_rating_of_one_s_own_stays_and_an_older_one_gives_way(
    library: Library, ada: int
) -> None:
    dataset = library.snapshot.need_dataset()
    library.profiles.rate(ada, dataset.item_of(2571) or 0, 2.0)
    later = SEEN + 2000 * DAY
    bring(library, ada, replace(EXPORT, acts=(rated(MATRIX, 4.5), rated(AMELIE, 3.0))))
    assert stars_of(library, ada) == {"The Matrix": 2.0, "Amélie": 3.0}
    bring(library, ada, replace(EXPORT, acts=(rated(MATRIX, 4.5, later),)))
    assert stars_of(library, ada)["The Matrix"] == 4.5


def test_what_was_taken_off_here_since_an_import_stays_off(library: Library, ada: int) -> None:
    dataset = library.snapshot.need_dataset()
    on_my_list = Act(AMELIE, Did.MY_LIST, 1.0, SEEN, DateKind.LOGGED)
    first = replace(EXPORT, acts=(rated(MATRIX, 4.5, None), on_my_list))
    bring(library, ada, first)
    library.profiles.clear_rating(ada, dataset.item_of(2571) or 0)
    library.profiles.toggle_mark(ada, dataset.item_of(3000) or 0, Mark.MY_LIST)
    plan = library.history.plan(ada, first, "mine.zip")
    assert (plan.to_do, plan.fates[Fate.OFF]) == ((), 2)
    later = replace(on_my_list, at=SEEN + 2000 * DAY)
    assert bring(library, ada, replace(EXPORT, acts=(later,))) is not None
    library.profiles.undo(ada)  # that import, then what was taken off
    library.profiles.undo(ada)
    assert library.history.plan(ada, first, "mine.zip").fates[Fate.SAME] == 1


def test_of_the_very_day_of_one_s_own_rating_a_file_that_says_no_hour_gives_way(
    library: Library, ada: int
) -> None:
    noon = SEEN // DAY * DAY + DAY / 2
    early = Library.open(clock=lambda: noon - 3600)
    early.profiles.rate(ada, early.snapshot.need_dataset().item_of(2571) or 0, 2.0)
    early.close()
    bring(library, ada, replace(EXPORT, acts=(rated(MATRIX, 4.5, noon),)))
    assert stars_of(library, ada) == {"The Matrix": 2.0}
    bring(library, ada, replace(EXPORT, acts=(rated(MATRIX, 4.5, noon + DAY),)))
    assert stars_of(library, ada) == {"The Matrix": 4.5}


def test_ratings_without_dates_follow_the_newest_file_of_the_same_service(
    library: Library, ada: int
) -> None:
    bring(library, ada, replace(EXPORT, acts=(rated(MATRIX, 4.5, None),)))
    bring(library, ada, replace(EXPORT, acts=(rated(MATRIX, 3.5, None),)))
    assert stars_of(library, ada) == {"The Matrix": 3.5}
    other = Export("imdb", "IMDb", (rated(MATRIX, 1.0, None),))
    bring(library, ada, other)
    assert stars_of(library, ada) == {"The Matrix": 3.5}


def test_what_waits_is_found_when_a_larger_dataset_is_opened(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    bring(library, ada)
    library.datasets.add(three["large"], "large")
    library.datasets.use("large")
    assert stars_of(library, ada)["The Glass Harbour"] == 1.5
    assert library.history.waiting(ada) == []
    assert library.profiles.summaries()[0].n_ratings == 4


def test_a_film_is_found_by_a_likeness_only_where_no_other_is_that_title(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    first = replace(EXPORT, acts=(rated(Film("Star Wars", 1977), 2.0), rated(STAR_WARS, 5.0)))
    bring(library, ada, first)
    library.datasets.add(three["large"], "large")
    library.datasets.use("large")
    assert stars_of(library, ada) == {"Star Wars": 2.0}
    assert [title.year for title in library.history.waiting(ada)] == [1978]


def test_what_an_import_looked_for_is_not_looked_for_at_the_next_start(
    library: Library, ada: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(library, ada)
    library.history.choose(ada, library.history.unsure(ada)[0].address, None)
    monkeypatch.setattr(Matcher, "match", lambda *_: pytest.fail("looked for again"))
    library.close()
    Library.open().close()


def test_every_rating_is_there_in_a_dataset_that_numbers_its_films_otherwise(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    bring(library, ada)
    dataset = library.snapshot.need_dataset()
    library.profiles.rate(ada, dataset.item_of(1) or 0, 4.0)
    before = stars_of(library, ada)
    library.datasets.add(three["otherwise"], "otherwise")
    library.datasets.use("otherwise")
    assert stars_of(library, ada) == before
    other = library.snapshot.need_dataset()
    assert other.id_space != dataset.id_space
    library.profiles.rate(ada, int(other.search.called("The Matrix")[0]), 1.0)
    library.datasets.use("small")
    assert stars_of(library, ada) == {**before, "The Matrix": 1.0}
    library.datasets.remove("otherwise")
    assert stars_of(library, ada) == {**before, "The Matrix": 1.0}


def test_ratings_of_before_any_names_were_kept_are_found_at_the_next_start(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    other = library.datasets.add(three["otherwise"], "otherwise")
    library.session.store.rate(ada, other.id_space, 7, 3.5)
    library.close()
    again = Library.open()
    assert stars_of(again, ada) == {"Amélie": 3.5}
    again.close()


def test_a_dataset_that_is_removed_leaves_the_names_of_what_was_rated_in_it(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    other = library.datasets.add(three["otherwise"], "otherwise")
    library.session.store.rate(ada, other.id_space, 7, 3.5)  # as by a RecFlix that kept no names
    library.datasets.remove("otherwise")
    library.datasets.add(three["large"], "large")
    library.datasets.use("large")
    assert stars_of(library, ada) == {"Amélie": 3.5}


def test_who_says_which_film_it_is_is_believed_and_may_say_none(library: Library, ada: int) -> None:
    bring(library, ada)
    dataset = library.snapshot.need_dataset()
    (unsure,) = library.history.unsure(ada)
    assert (unsure.title, unsure.year, dataset.title(unsure.item)) == (
        *("Star Wars", 1978),
        "Star Wars",
    )
    library.history.choose(ada, unsure.address, None)
    assert "Star Wars" not in stars_of(library, ada)
    assert library.history.unsure(ada) == []
    waits = library.history.waiting(ada)
    assert [(title.title, title.refused) for title in waits] == [
        ("The Glass Harbour", False),
        ("Star Wars", True),
    ]
    library.history.choose(ada, unsure.address, unsure.item)
    assert stars_of(library, ada)["Star Wars"] == 5.0
    assert library.history.plan(ada, EXPORT, "mine.zip").to_do == ()


def test_a_title_of_the_datasets_own_numbers_is_no_other_title(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    film = Film("The Matrix", 1999, movie_id=4001)  # as MovieLens numbers another film
    bring(library, ada, Export("movielens", "MovieLens.org", (rated(film, 4.0, None),)))
    (waits,) = library.history.waiting(ada)
    assert (waits.address, waits.near) == (("movielens", 4001), ())
    with pytest.raises(LibraryError, match="movie 4001 goes by its number"):
        library.history.choose(ada, waits.address, 0)


def test_a_ratings_file_beside_data_of_one_s_own_goes_by_the_ids_of_that(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    library.datasets.add(three["otherwise"], "otherwise")
    library.datasets.use("otherwise")
    film = Film("", movie_id=7)
    bring(library, ada, Export("ratings", "MovieLens", (rated(film, 4.0),)))
    assert stars_of(library, ada) == {"Amélie": 4.0}
    bring(library, ada, Export("movielens", "MovieLens.org", (rated(film, 2.0),)))
    assert stars_of(library, ada) == {"Amélie": 4.0}


def test_ids_of_movielens_need_no_looking_for(library: Library, ada: int) -> None:
    films = (Film("The Matrix", 1999, movie_id=2571), Film("Stardust", 2007, movie_id=4001))
    export = Export("movielens", "MovieLens.org", tuple(rated(film, 4.0, None) for film in films))
    bring(library, ada, export)
    assert stars_of(library, ada) == {"The Matrix": 4.0}
    assert [title.title for title in library.history.waiting(ada)] == ["Stardust"]
    assert library.profiles.summaries()[0].n_ratings == 1  # what waits counts in nothing
