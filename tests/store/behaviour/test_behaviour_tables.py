"""Behaviour on disk: in batches, pruned, gone with its profile, and odd rows read as none."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from recflix_tui.store.behaviour.batch import MOST_WAITING, ActKind, ActRow, Batch, SessionRow
from recflix_tui.store.store import Store, StoreError
from recflix_tui.times import DAY
from tests.store.model import hurry

SPACE = "movielens"
TODAY = 20_000


def opened(movie: int, at: float = TODAY * DAY, seconds: float = 5.0) -> ActRow:
    return ActRow("opened", SPACE, movie, seconds, None, at, None)


def searched(text: str, movie: int | None = None, at: float = TODAY * DAY) -> ActRow:
    return ActRow("searched", SPACE, movie, None, text, at, None)


def in_view(*movies: int, day: int = TODAY, focused: int = 0) -> Batch:
    batch = Batch()
    for movie in movies:
        glance = batch.glance((SPACE, day, movie))
        glance.shown += 1
        glance.focused += focused
        glance.seconds += 1.5 * focused
    return batch


def test_acts_and_counts_are_read_back_in_their_order(store: Store, ada: int) -> None:
    bob = store.add_profile("Bob").id
    rows = [opened(3), searched("noir"), searched("noir", 4), opened(2, TODAY * DAY + 1)]
    batch = in_view(1, 2, focused=1)
    batch.rows = list(rows)
    store.behaviour.write({ada: batch, bob: in_view(9)})
    store.behaviour.write({ada: in_view(2, 5)})
    kept = store.behaviour
    at = TODAY * DAY
    assert kept.newest_opened(ada, SPACE, 10) == [(3, at, 5.0), (2, at + 1, 5.0)]
    assert kept.newest_opened(ada, SPACE, 2) == [(2, at + 1, 5.0)]
    assert kept.newest_searched(ada, SPACE, 2) == [("noir", 4, at)]
    assert kept.newest_searched(ada, SPACE, 10) == [("noir", None, at), ("noir", 4, at)]
    assert kept.newest_opened(ada, "ml-100k", 10) == []
    assert kept.acts(ada) == rows[::-1]
    assert kept.acts(ada, [ActKind.SEARCHED], limit=1) == [rows[2]]
    assert kept.acts(ada, since=TODAY * DAY + 1) == [rows[3]]
    assert kept.acts(ada, before=TODAY * DAY) == []
    assert kept.glances(ada, 0, TODAY + 1) == [
        (SPACE, TODAY, 1, 1, 1, 1.5),
        (SPACE, TODAY, 2, 2, 1, 1.5),
        (SPACE, TODAY, 5, 1, 0, 0.0),
    ]
    assert kept.days(ada, 0, TODAY + 1) == [(TODAY, 3, 4, 2, 2, 3.0)]
    assert kept.days_in_view(bob, SPACE, TODAY) == [(9, TODAY)]
    assert kept.days_in_view(bob, SPACE, TODAY + 1) == []


def test_a_session_is_written_once_and_lengthened(store: Store, ada: int) -> None:
    session = SessionRow(TODAY * DAY + 0.5)
    ((written, number),) = store.behaviour.write({ada: Batch(sessions=[session])})
    assert written is session
    session.row, session.seconds = number, 60.0
    assert store.behaviour.write({ada: Batch(sessions=[session])}) == []
    start = TODAY * DAY + 0.5
    assert store.behaviour.acts(ada) == [ActRow("session", "", None, 60.0, None, start, int(start))]


def test_only_what_is_asked_for_is_pruned_and_never_a_rating(store: Store, ada: int) -> None:
    store.rate(ada, SPACE, 1, 4)
    events = store.events(ada)
    old = in_view(1, 2, day=TODAY - 1, focused=1)
    old.rows = [opened(1, TODAY * DAY - 5), searched("old", at=TODAY * DAY - 5)]
    new = in_view(2)
    new.rows = [opened(2)]
    store.behaviour.write({ada: old})
    store.behaviour.write({ada: new})
    prune = store.behaviour.prune
    assert prune(ada, [ActKind.SEARCHED], None) == 1
    assert prune(ada, [ActKind.FOCUSED], None) == 2
    assert store.behaviour.days(ada, 0, TODAY + 1) == [
        (TODAY, 1, 1, 0, 0, 0),
        (TODAY - 1, 2, 2, 0, 0, 0),
    ]
    assert prune(ada, tuple(ActKind), TODAY * DAY + DAY / 2) == 2 + 2  # of whole days: not today's
    assert store.behaviour.acts(ada) == []
    assert store.behaviour.days_in_view(ada, SPACE, 0) == [(2, TODAY)]
    assert prune(ada, tuple(ActKind), None) == 1
    assert store.events(ada) == events
    assert store.ratings(ada, SPACE) == {1: 4.0}


def test_what_is_pruned_is_gone_from_the_file_too(store: Store, ada: int, path: Path) -> None:
    rows = [searched(f"a secret wish {n}") for n in range(300)]
    store.behaviour.write({ada: Batch(rows=rows)})
    store.behaviour.prune(ada, [ActKind.SEARCHED], None)
    store.close()
    for file in path.parent.iterdir():
        assert b"secret wish" not in file.read_bytes()


def test_all_of_it_goes_with_its_profile_and_nothing_comes_after(store: Store, ada: int) -> None:
    batch = in_view(1)
    batch.rows, batch.sessions = [opened(1)], [SessionRow(1.0)]
    store.behaviour.write({ada: batch})
    store.profile_settings.set(ada, "novelty", "0.5")
    store.remove_profile(ada)
    late = in_view(2)
    late.rows = [opened(2)]
    assert store.behaviour.write({ada: late}) == []
    for table in ("behaviour", "glances", "profile_settings"):
        assert store._writer.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_what_is_switched_off_by_whomever_is_not_written(
    store: Store, ada: int, path: Path
) -> None:
    other = Store.open(path)
    other.profile_settings.set_all(ada, {"keep.opened": "off", "keep.focused": "off"})
    batch = in_view(1, 2, focused=1)
    batch.glance((SPACE, TODAY, 7)).focused = 1
    batch.rows = [opened(1), searched("noir")]
    store.behaviour.write({ada: batch})
    assert store.behaviour.keeps(ada) == set(ActKind) - {ActKind.OPENED, ActKind.FOCUSED}
    assert [row.kind for row in store.behaviour.acts(ada)] == ["searched"]
    assert store.behaviour.days(ada, 0, TODAY + 1) == [(TODAY, 2, 2, 0, 0, 0.0)]
    other.close()


def test_a_batch_that_could_not_be_written_comes_before_what_was_done_since(
    store: Store, ada: int
) -> None:
    first = in_view(1, focused=1)
    first.rows = [opened(n) for n in range(MOST_WAITING)]
    store._writer.execute("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError, match="disk is full"):
        store.behaviour.write({ada: first})
    store._writer.execute("PRAGMA max_page_count = 100000")
    since = in_view(1, 2)
    since.rows = [searched("noir")]
    first.put_before(since)
    assert len(first.rows) == MOST_WAITING
    assert (first.rows[0].movie_id, first.rows[-1].text) == (1, "noir")
    store.behaviour.write({ada: first})
    assert store.behaviour.days(ada, 0, TODAY + 1) == [(TODAY, 2, 3, 1, 1, 1.5)]
    assert len(store.behaviour.acts(ada)) == MOST_WAITING


ODD = [
    "UPDATE behaviour SET at = 'noon'",
    "UPDATE behaviour SET at = -9e999",
    "UPDATE behaviour SET movie_id = 'Alien'",
    "UPDATE behaviour SET kind = x'00ff'",
    "UPDATE behaviour SET value = 'long'",
    "UPDATE behaviour SET value = 9e999",
    "UPDATE behaviour SET id_space = x'00'",
    "UPDATE glances SET day = 'Monday', shown = 'often'",
    "UPDATE glances SET shown = -1",
    "UPDATE glances SET day = 9e9",
]


@pytest.mark.parametrize("statement", ODD)
def test_an_odd_row_is_read_as_none_and_can_be_pruned(path: Path, statement: str) -> None:
    store = hurry(Store.open(path))
    ada = store.add_profile("Ada").id
    batch = in_view(1, 2)
    batch.rows = [opened(1), searched("noir")]
    store.behaviour.write({ada: batch})
    store.close()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(statement)
    store = Store.open(path)
    acts, days = store.behaviour.acts(ada), store.behaviour.days_in_view(ada, SPACE, 0)
    newest = [
        *store.behaviour.newest_opened(ada, SPACE, 9),
        *store.behaviour.newest_searched(ada, SPACE, 9),
    ]
    is_of_acts = "behaviour" in statement
    assert (len(newest), len(acts), len(days)) == ((0, 0, 2) if is_of_acts else (2, 2, 0))
    store.behaviour.write({ada: in_view(1)})
    if "kind" not in statement:
        assert store.behaviour.prune(ada, tuple(ActKind), None) >= 4
        count = "SELECT (SELECT count(*) FROM behaviour) + (SELECT count(*) FROM glances)"
        assert store._writer.execute(count).fetchone() == (0,)
    store.close()


def test_a_long_text_and_an_odd_session_are_cut_to_what_they_may_be(store: Store, ada: int) -> None:
    store.behaviour.write({ada: Batch(rows=[searched("noir")])})
    store._writer.execute("UPDATE behaviour SET text = replace(hex(zeroblob(5000)), '0', 'x')")
    store._writer.execute("UPDATE behaviour SET session = 'first'")
    (row,) = store.behaviour.acts(ada)
    assert (row.text, row.session) == ("x" * 200, None)


def test_two_processes_add_to_the_same_counts(store: Store, ada: int, path: Path) -> None:
    other = Store.open(path)
    for _ in range(3):
        store.behaviour.write({ada: in_view(1)})
        other.behaviour.write({ada: in_view(1, 2)})
    assert store.behaviour.glances(ada, 0, TODAY + 1) == [
        (SPACE, TODAY, 1, 6, 0, 0.0),
        (SPACE, TODAY, 2, 3, 0, 0.0),
    ]
    assert not store.changed_elsewhere()
    assert not other.changed_elsewhere()
    other.close()
