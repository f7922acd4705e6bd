"""All that a profile did, page by page, beside the two logs read whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui.library.acts.history import Cursor, Done, Kind
from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.store.behaviour.batch import ActRow, Batch
from recflix_tui.store.imports.records import BroughtAct, KnownTitle
from recflix_tui.text import clean
from recflix_tui.times import DAY
from tests.drivers.clock import Clock

NOW = 1_700_000_000.0


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW, step=7.0)  # no two things are done at once


@pytest.fixture
def library(tmp_path: Path, small_movielens: Path, clock: Clock) -> Iterator[Library]:
    library = Library.open(tmp_path / "home", clock=clock)
    library.datasets.add(small_movielens, "small")
    yield library
    library.close()


@pytest.fixture
def ada(library: Library) -> int:
    """Somebody who did forty things, of each kind some."""
    ada = library.profiles.add("Ada").id
    for n in range(8):
        library.profiles.rate(ada, n, 3.0)
        library.behaviour.record(ada, Act(ActKind.OPENED, item=n, seconds=n))
        library.behaviour.record(ada, Act(ActKind.SHOWN, items=(n, n + 1)))
        library.behaviour.record(ada, Act(ActKind.SEARCHED, text=f"film {n}"))
        library.profiles.undo(ada)
    return ada


def all_pages(library: Library, ada: int, kind: Kind | None, limit: int) -> list[Done]:
    cursor: Cursor | None = Cursor()
    done: list[Done] = []
    while cursor is not None:
        page = library.behaviour.history(ada, kind, cursor, limit)
        assert 0 < len(page.done) <= limit
        done += page.done
        cursor = page.cursor
    return done


@pytest.mark.parametrize("limit", [1, 3, 10, 1000])
def test_pages_have_everything_once_in_order(library: Library, ada: int, limit: int) -> None:
    done = all_pages(library, ada, None, limit)
    assert len({each.key for each in done}) == len(done)
    events = [each.number for each in done if each.event is not None]
    assert events == [event.id for event in library.session.store.events(ada)][::-1]
    acts = [(each.at, each.text) for each in done if each.kind in (Kind.OPENED, Kind.SEARCHED)]
    rows = library.session.store.behaviour.acts(ada, (ActKind.OPENED, ActKind.SEARCHED))
    assert acts == [(row.at, row.text or "") for row in rows]
    (day,) = [each for each in done if each.kind is Kind.IN_VIEW]
    assert (day.number, day.shown) == (int(NOW // DAY), 9)
    if limit > 2:  # that day is counted up to this moment
        assert [each.at for each in done] == sorted((each.at for each in done), reverse=True)


@pytest.mark.parametrize("limit", [1, 3, 10])
def test_nothing_is_lost_where_the_clock_was_set_back(
    library: Library, ada: int, clock: Clock, limit: int
) -> None:
    clock.step = -1000.0  # again and again
    for n in range(4):
        library.profiles.rate(ada, n + 20, 3.0)
        library.behaviour.record(ada, Act(ActKind.OPENED, item=n, seconds=n))
    done = all_pages(library, ada, None, limit)
    assert [each.number for each in done if each.event is not None] == [
        event.id for event in library.session.store.events(ada)
    ][::-1]
    acts = [each.number for each in done if each.kind in (Kind.OPENED, Kind.SEARCHED)]
    assert acts == sorted(acts, reverse=True)
    assert len(acts) == 8 + 8 + 4


def test_what_was_searched_for_is_told_without_what_steers_a_terminal(
    library: Library, ada: int
) -> None:
    row = ActRow(ActKind.SEARCHED, "small", None, None, "\x1b[31mno\x07ir", NOW + 9e3, None)
    library.behaviour.flush()
    library.session.store.behaviour.write({ada: Batch([row])})
    (newest,) = library.behaviour.history(ada, Kind.SEARCHED, Cursor(), 1).done
    assert newest.text == clean(row.text or "")
    assert newest.text.isprintable()


@pytest.mark.parametrize("kind", list(Kind))
def test_one_kind_alone_is_what_is_of_it_in_all(library: Library, ada: int, kind: Kind) -> None:
    of_all = [each.key for each in all_pages(library, ada, None, 1000) if each.kind is kind]
    found = library.behaviour.history(ada, kind, Cursor(), 1000)
    assert [each.key for each in found.done] == of_all
    assert found.cursor is None


def test_an_undo_says_what_it_took_back_and_a_redo_what_it_did_again(
    library: Library, ada: int
) -> None:
    library.profiles.redo(ada)
    library.profiles.undo(ada)
    newest = library.behaviour.history(ada, Kind.UNDONE, Cursor(), 2).done
    assert [done.again for done in newest] == [False, True]
    assert {done.undone and done.undone.kind for done in newest} == {"rate"}
    assert {done.title for done in newest} == {library.snapshot.need_dataset().title(7)}


def test_a_title_of_another_dataset_has_the_name_that_was_kept(library: Library, ada: int) -> None:
    store = library.session.store
    store.rate(ada, "elsewhere", 4711, 4.0)
    (newest,) = library.behaviour.history(ada, Kind.RATINGS, Cursor(), 1).done
    assert (newest.title, newest.is_elsewhere) == ("", True)
    store.titles.name([KnownTitle("elsewhere", 4711, "Alien")])
    (newest,) = library.behaviour.history(ada, Kind.RATINGS, Cursor(), 1).done
    assert (newest.title, newest.is_elsewhere) == ("Alien", True)


@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
def test_an_import_its_undo_and_its_redo_are_one_line_each(library: Library, limit: int) -> None:
    bob = library.profiles.add("Bob").id
    store, space = library.session.store, library.snapshot.need_dataset().id_space
    library.profiles.rate(bob, 1, 3.0)
    acts = [
        *(BroughtAct(space, 10 * n, "rate", 4.0) for n in range(5)),
        *(BroughtAct(space, 10 * n, "watched", 1.0) for n in range(3)),
    ]
    record = store.imports.bring(bob, "Letterboxd", "mine.zip", acts)
    for change in (store.undo, store.redo, store.undo, store.redo):
        assert change(bob, space)
    library.profiles.rate(bob, 2, 3.0)
    done = all_pages(library, bob, None, limit)
    assert [(each.kind, each.again, each.brought == record) for each in done] == [
        (Kind.RATINGS, False, False),
        *[(Kind.UNDONE, True, True), (Kind.UNDONE, False, True)] * 2,
        (Kind.IMPORTS, False, True),
        (Kind.RATINGS, False, False),
    ]
    assert [each.key for each in all_pages(library, bob, Kind.IMPORTS, limit)] == [done[-2].key]
    assert len(all_pages(library, bob, Kind.UNDONE, limit)) == 4
    # Ratings and marks alone are told one by one.
    assert len(all_pages(library, bob, Kind.RATINGS, limit)) == 7
    assert len(all_pages(library, bob, Kind.MARKS, limit)) == 3
