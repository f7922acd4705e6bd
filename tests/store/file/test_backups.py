"""Copies of a store: whole, of one moment, one file each, the newest seven of them."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from recflix_tui.store.file.backups import KEPT, list_backups
from recflix_tui.store.store import Store, StoreError

SPACE = "movielens"
on_posix = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


@pytest.fixture
def folder(path: Path) -> Path:
    return path.parent / "backups"


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_copy_has_all_that_was_done_until_then(store: Store, ada: int, folder: Path) -> None:
    store.rate(ada, SPACE, 1, 4)
    copy = store.back_up(folder, "before an import of 512 films")
    store.rate(ada, SPACE, 2, 5)
    store.add_profile("Bob")
    (kept,) = list_backups(folder)
    assert (kept.path, kept.profiles, kept.n_ratings) == (copy, ("Ada",), 1)
    assert (kept.why, kept.problem) == ("before an import of 512 films", None)
    assert kept.at == store.now() - 3  # the clock goes on by a second whenever it is asked
    assert kept.n_bytes == copy.stat().st_size
    opened = Store.open(copy)
    assert opened.ratings(ada, SPACE) == {1: 4.0}
    opened.close()


def test_a_copy_is_one_file_that_is_its_owners_alone(store: Store, ada: int, folder: Path) -> None:
    copy = store.back_up(folder, "")
    assert copy.read_bytes()[18:20] == b"\1\1"  # no log belongs to it
    assert names(folder) == [copy.name]
    if os.name == "posix":
        rights = [stat.S_IMODE(file.stat().st_mode) for file in (folder, copy)]
        assert rights == [0o700, 0o600]


def test_copies_are_named_by_their_time_and_those_of_a_second_are_counted(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_clock", lambda: 1_700_000_000.0)
    made = [store.back_up(folder, str(n)) for n in range(3)]
    first = made[0].stem
    assert [copy.stem for copy in made] == [first, f"{first}-2", f"{first}-3"]
    assert [copy.why for copy in list_backups(folder)] == ["2", "1", "0"]


def test_the_last_seven_are_kept_and_what_else_is_there_stays(store: Store, folder: Path) -> None:
    folder.mkdir()
    (folder / "recflix-mine.db").write_bytes(b"mine")
    for n in range(KEPT + 3):
        store.back_up(folder, str(n))
    assert [copy.why for copy in list_backups(folder)] == [str(n) for n in range(9, 2, -1)]
    assert (folder / "recflix-mine.db").read_bytes() == b"mine"


def test_a_clock_that_was_set_back_costs_no_new_copy(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(KEPT):
        store.back_up(folder, "")
    monkeypatch.setattr(store, "_clock", lambda: 1_600_000_000.0)
    assert store.back_up(folder, "new").exists()


@pytest.mark.parametrize("step", ["fsync", "link"])
def test_a_disk_that_takes_no_more_is_one_line_and_nothing_is_left(
    store: Store, folder: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        if step == "link":
            patch.setattr(os, "rename", full)
        with pytest.raises(
            StoreError, match=r"No space left on device\): nothing was changed"
        ) as e:
            store.back_up(folder, "")
    assert "\n" not in str(e.value)
    assert not folder.exists()


def test_a_copy_that_may_not_grow_is_one_line_and_older_ones_stay(
    store: Store, ada: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = store.back_up(folder, "")

    def full(_: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(store._transactions, "copy_into", full)
    with pytest.raises(StoreError, match=r"kept in .*backups \(database or disk is full\)"):
        store.back_up(folder, "")
    assert names(folder) == [older.name]


@on_posix
def test_a_file_in_the_folders_place_is_one_line(store: Store, folder: Path) -> None:
    folder.write_text("mine")
    with pytest.raises(StoreError, match="no copy of the store can be kept"):
        store.back_up(folder, "")
    assert folder.read_text() == "mine"


def test_a_store_that_is_damaged_is_not_kept_as_a_copy(
    store: Store, ada: int, folder: Path
) -> None:
    older = store.back_up(folder, "")
    store._writer.execute("PRAGMA ignore_check_constraints = ON")
    store._writer.execute(f"INSERT INTO ratings VALUES ({ada}, 'movielens', 1, 77.0, 1.0, 1)")
    with pytest.raises(StoreError, match=r"recflix\.db is damaged .*recflix restore"):
        store.back_up(folder, "")
    assert names(folder) == [older.name]


def test_damaged_copies_are_told_and_nothing_is_written(
    store: Store, ada: int, folder: Path
) -> None:
    whole, cut, odd = (store.back_up(folder, str(n)) for n in range(3))
    cut.write_bytes(cut.read_bytes()[:5000])
    odd.write_text("userId,movieId\n" * 90)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    found = {copy.path: copy.problem for copy in list_backups(folder)}
    assert found == {
        odd: "is not a RecFlix store",
        cut: "is damaged (it is cut short)",
        whole: None,
    }
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_where_no_copies_are_none_are_listed(folder: Path) -> None:
    assert list_backups(folder) == []
