"""A store of an older version opens with all that it has, and takes what is new."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

import pytest

from recflix_tui.store.checking import APPLICATION_ID
from recflix_tui.store.file import opening
from recflix_tui.store.store import Event, Mark, Store, StoreError
from tests.store.model import plain, replayed, stored

SPACE = "movielens"
VERSION_1 = Path(__file__).with_name("version_1.sql")
EVENTS = [
    Event(1, 1, SPACE, 10, "rate", 4.0, 100.0, None, None),
    Event(2, 1, SPACE, 10, "rate", 2.5, 101.0, 1, None),
    Event(3, 1, SPACE, 10, "undo", 4.0, 102.0, None, 2),
    Event(4, 1, SPACE, 11, "watched", 1.0, 103.0, None, None),
    Event(5, 1, "ml-100k", 11, "rate", 1.0, 104.0, None, None),
]
GONE = 9  # the number of the newest event, of a person who was removed


@pytest.fixture
def old(path: Path) -> Path:
    """A store of version 1: Ada rated, thought again, and watched."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript(VERSION_1.read_text("utf-8"))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
        db.execute("INSERT INTO profiles VALUES (1, 'Ada', 'ada', 99.0)")
        for event in EVENTS:
            values = tuple(vars(event).values())[:9]  # version 1 had no more
            db.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        db.execute("INSERT INTO ratings VALUES (1, ?, 10, 4.0, 100.0, 1)", (SPACE,))
        db.execute("INSERT INTO ratings VALUES (1, 'ml-100k', 11, 1.0, 104.0, 5)")
        db.execute("INSERT INTO marks VALUES (1, ?, 11, 'watched', 103.0, 4)", (SPACE,))
        db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'events'", (GONE,))
        db.commit()
        db.execute("PRAGMA journal_mode = WAL")
    return path


def schema_of(path: Path) -> dict[str, str]:
    """Name -> what each table, index and trigger is made by, without comments and spacing."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    plain_sql = {name: re.sub(r"--.*", "", sql).replace('"', "") for name, sql in rows}
    return {name: "".join(sql.split()) for name, sql in plain_sql.items()}


def test_a_store_of_version_1_keeps_every_event_rating_and_mark(old: Path) -> None:
    store = Store.open(old)
    assert store.events(1) == EVENTS
    assert store.ratings(1, SPACE) == {10: 4.0}
    assert store.ratings(1, "ml-100k") == {11: 1.0}
    assert store.marks(1, SPACE)[Mark.WATCHED] == {11: 103.0}
    for space in (SPACE, "ml-100k"):
        assert plain(replayed(store.events(1), space)) == plain(stored(store, 1, space))
    store.close()


def test_an_upgraded_store_is_made_as_a_new_one_is(old: Path, tmp_path: Path) -> None:
    Store.open(old).close()
    Store.open(tmp_path / "new.db").close()
    assert schema_of(old) == schema_of(tmp_path / "new.db")
    with contextlib.closing(sqlite3.connect(old)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (opening.version(),)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_no_number_of_an_event_is_given_again_after_an_upgrade(old: Path) -> None:
    store = Store.open(old)
    store.rate(1, SPACE, 12, 3.0)
    assert store.events(1)[-1].id == GONE + 1
    store.close()


def test_what_was_done_before_an_upgrade_can_be_undone_after_it(old: Path) -> None:
    store = Store.open(old)
    assert store.set_mark(1, SPACE, 20, Mark.LIKE_THESE, True)
    undone = [store.undo(1, SPACE) for _ in range(4)]
    assert [event and (event.kind, event.movie_id) for event in undone] == [
        ("like_these", 20),
        ("watched", 11),
        ("rate", 10),
        None,
    ]
    assert store.ratings(1, SPACE) == {}
    assert store.marks(1, SPACE)[Mark.LIKE_THESE] == {}
    store.close()


def test_after_an_upgrade_events_stay_as_they_are(old: Path) -> None:
    Store.open(old).close()
    with contextlib.closing(sqlite3.connect(old)) as db:
        for statement in ("UPDATE events SET value = 1", "DELETE FROM events WHERE id = 1"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)


def test_an_odd_row_of_an_older_store_does_not_keep_it_from_opening(old: Path) -> None:
    with contextlib.closing(sqlite3.connect(old)) as db:
        db.execute("INSERT INTO events VALUES (6, 1, ?, 1, 'undo', 1, 105.0, NULL, 77)", (SPACE,))
        db.execute("UPDATE marks SET at = 'noon'")
        db.commit()
    store = Store.open(old)
    assert store.ratings(1, SPACE) == {10: 4.0}
    store.close()


def test_an_upgrade_broken_off_in_its_middle_leaves_the_older_store_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(opening, "UPGRADES", (f"{opening.UPGRADES[0]}\nNOT SQL;\n",))
        with pytest.raises(StoreError, match="syntax error"):
            Store.open(old)
    with contextlib.closing(sqlite3.connect(old)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM events").fetchone() == (len(EVENTS),)
    store = Store.open(old)
    assert store.events(1) == EVENTS
    store.close()


def test_a_person_removed_after_an_upgrade_leaves_nothing(old: Path) -> None:
    store = Store.open(old)
    store.remove_profile(1)
    store.close()
    with contextlib.closing(sqlite3.connect(old)) as db:
        for table in ("events", "ratings", "marks", "profiles"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
