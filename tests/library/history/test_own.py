"""What one did here, as it is taken elsewhere: each film once, whatever dataset it was done in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui.dataset.id_spaces import MOVIELENS
from recflix_tui.history.values import Act, DateKind, Did, Film, HistoryError, OwnHistory
from recflix_tui.library.library import Library
from recflix_tui.library.views import Mark
from recflix_tui.store.imports.records import Alias, BroughtAct, KnownTitle
from recflix_tui.store.records import OUTSIDE

NOW, SEEN = 1_700_000_000.0, 1_600_000_000.0
MATRIX = Film("Film 3", 1953, 133093, 603, movie_id=2571, other_titles=("Matrix",))
HARBOUR = Film("The Glass Harbour", 1987, tmdb_id=880001)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, small_movielens: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path_factory.mktemp("own") / "home", clock=lambda: NOW)
    opened.datasets.add(small_movielens, "small")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ada(library: Library) -> int:
    """She rated and marked here, and in MovieLens' own numbers elsewhere, of which one film is
    item 3; she brought in a day, a rating without one, and a film that no dataset has."""
    ada, store = library.profiles.add("Ada").id, library.session.store
    space = library.snapshot.need_dataset().id_space
    library.profiles.rate(ada, 1, 4.0)
    library.profiles.rate(ada, 2, 1.0)
    library.profiles.undo(ada)
    for mark in (Mark.WATCHED, Mark.LIKE_THESE):
        library.profiles.toggle_mark(ada, 1, mark)
    library.profiles.abandon(ada, 4, 0.25)
    store.rate(ada, space, 30, 2.0)
    store.imports.bring(
        ada,
        "Letterboxd",
        "mine.zip",
        [
            BroughtAct(MOVIELENS, 2571, "rate", 4.5, SEEN, "watched"),
            BroughtAct(MOVIELENS, 9999, "rate", 3.0),
            BroughtAct(OUTSIDE, -1, "my_list", 1.0, SEEN + 1, "logged"),
        ],
        [
            KnownTitle(MOVIELENS, 2571, "The Matrix", 1999, 133093, 603, ("Matrix",)),
            KnownTitle(MOVIELENS, 9999, "Stardust", 2007),
            KnownTitle(OUTSIDE, -1, HARBOUR.title, HARBOUR.year, tmdb_id=HARBOUR.tmdb_id),
        ],
        [],
    )
    store.titles.say([Alias(space, MOVIELENS, 2571, 30, "chosen")])
    return ada


@pytest.fixture(scope="module")
def own(library: Library, ada: int) -> OwnHistory:
    return library.history.own(ada)


def test_what_stands_is_told_once_a_film_with_its_days_as_they_are_meant(own: OwnHistory) -> None:
    here = Film("Film 1", 1951)
    assert own.name == "Ada"
    assert own.acts == (
        Act(MATRIX, Did.RATED, 4.5, SEEN, DateKind.WATCHED),
        Act(HARBOUR, Did.MY_LIST, 1.0, SEEN + 1, DateKind.LOGGED),
        Act(here, Did.RATED, 4.0, NOW, DateKind.RATED),
        Act(here, Did.WATCHED, 1.0, NOW, DateKind.LOGGED),
        Act(Film("Film 4", 1954), Did.ABANDONED, 0.25, NOW, DateKind.LOGGED),
        Act(Film("Stardust", 2007, movie_id=9999), Did.RATED, 3.0),
    )


def test_means_are_those_of_the_dataset_in_use(own: OwnHistory, library: Library) -> None:
    means = library.snapshot.need_dataset().means
    assert own.averages == {
        film: float(means[item])
        for film, item in ((Film("Film 1", 1951), 1), (MATRIX, 3), (Film("Film 4", 1954), 4))
    }


def test_the_log_is_whole_and_plain(own: OwnHistory, library: Library, ada: int) -> None:
    assert json.loads(json.dumps(own.log)) == list(own.log)
    assert [line["id"] for line in own.log] == [e.id for e in library.session.store.events(ada)]
    assert {"undo", "like_these"} <= {line["kind"] for line in own.log}


def test_it_is_written_and_over_nothing_that_is_there(
    library: Library, ada: int, tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    assert library.history.export(ada, file, "json").n_films == 5
    assert [act["did"] for act in json.loads(file.read_bytes())["acts"]][:2] == ["rated", "my_list"]
    with pytest.raises(HistoryError, match="there already"):
        library.history.export(ada, file, "movielens")
    assert library.history.export(ada, file, "movielens", force=True).n_films == 2


def test_a_home_without_a_dataset_can_be_left_too(tmp_path: Path) -> None:
    with_nothing = Library.open(tmp_path / "home", clock=lambda: NOW)
    ada, store = with_nothing.profiles.add("Ada").id, with_nothing.session.store
    store.rate(ada, "ml-100k", 50, 5.0)
    store.titles.name([KnownTitle("ml-100k", 50, "Star Wars", 1977)])
    (act,) = with_nothing.history.own(ada).acts
    with_nothing.close()
    assert act == Act(Film("Star Wars", 1977), Did.RATED, 5.0, NOW, DateKind.RATED)


def test_what_was_taken_out_comes_back_as_it_was(
    library: Library, ada: int, own: OwnHistory, tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    library.history.export(ada, file, "json")
    grace = library.profiles.add("Grace").id
    export = library.history.read(file)
    library.history.apply(library.history.plan(grace, export, file.name))
    assert library.history.own(grace).acts == own.acts
