"""A copy of a store put back: with what was there before kept, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from recflix_tui.store.checking import log_of
from recflix_tui.store.file.backups import KEPT, list_backups
from recflix_tui.store.file.restoring import restore
from recflix_tui.store.file.store_files import restored_of
from recflix_tui.store.store import Store, StoreError
from tests.store.model import Clock, hurry
from tests.store.processes import start

SPACE = "movielens"
NOW = 1_800_000_000.0
on_posix = pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")


@pytest.fixture
def folder(path: Path) -> Path:
    return path.parent / "backups"


@pytest.fixture
def copy(path: Path, folder: Path) -> Path:
    """A copy with one rating, of a store that has two by now."""
    store = hurry(Store.open(path, clock=Clock()))
    ada = store.add_profile("Ada").id
    store.rate(ada, SPACE, 1, 4)
    copy = store.back_up(folder, "")
    store.rate(ada, SPACE, 2, 5)
    store.close()
    return copy


def rated(path: Path) -> list[int]:
    """What is rated in a store, as the next opening finds it."""
    store = Store.open(path)
    found = list(store.ratings(1, SPACE))
    store.close()
    return found


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_what_was_there_is_kept_as_a_copy_and_can_be_put_back_too(
    path: Path, copy: Path, folder: Path
) -> None:
    kept = restore(path, copy, folder, NOW)
    assert rated(path) == [1]
    assert kept is not None
    assert [backup.path for backup in list_backups(folder)] == [kept, copy]
    assert list_backups(folder)[0].why == "before a restore"
    assert restore(path, kept, folder, NOW) == copy  # that is what is there: no other is made
    assert rated(path) == [1, 2]
    assert names(path.parent) == ["backups", "recflix.db"]


def test_the_oldest_of_seven_can_be_put_back(path: Path, copy: Path, folder: Path) -> None:
    store = Store.open(path)
    for _ in range(KEPT - 1):
        store.back_up(folder, "")
    store.close()
    kept = restore(path, copy, folder, NOW)
    assert rated(path) == [1]
    assert len(list_backups(folder)) == KEPT
    assert list_backups(folder)[0].path == kept


def test_a_store_that_is_gone_is_put_back_and_its_folder_too(copy: Path, tmp_path: Path) -> None:
    path = tmp_path / "another" / "recflix.db"
    assert restore(path, copy, path.parent / "backups", NOW) is None
    assert rated(path) == [1]


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def leave_a_log(path: Path) -> None:
    """As a crash does: the log alone has what was rated last."""
    store = hurry(Store.open(path))
    store._connections.settler.close()
    store.rate(1, SPACE, 3, 4)
    file, log = path.read_bytes(), log_of(path).read_bytes()
    store.close()
    path.write_bytes(file)
    log_of(path).write_bytes(log)


def damage_with_a_log(path: Path) -> None:
    leave_a_log(path)
    damage(path)


def put_something_else_there(path: Path) -> None:
    path.write_text("not a store at all " * 20)


@pytest.mark.parametrize("deed", [damage, damage_with_a_log, put_something_else_there])
def test_a_damaged_store_is_kept_as_it_was_found(
    path: Path, copy: Path, folder: Path, deed: Callable[[Path], None]
) -> None:
    deed(path)
    found = path.read_bytes()
    kept = restore(path, copy, folder, NOW)
    assert kept is not None
    assert kept.read_bytes() == found
    assert list_backups(folder)[0].problem is not None
    assert rated(path) == [1]
    assert names(path.parent) == ["backups", "recflix.db"]


def test_a_log_without_its_store_is_kept_and_not_read_into_the_copy(
    path: Path, copy: Path, folder: Path
) -> None:
    path.rename(log_of(path))
    found = log_of(path).read_bytes()
    kept = restore(path, copy, folder, NOW)
    assert kept is not None
    assert log_of(kept).read_bytes() == found
    assert "with its log" in str(list_backups(folder)[0].problem)
    assert rated(path) == [1]


@on_posix
def test_what_a_crash_left_in_the_log_is_in_the_kept_copy_and_not_in_the_restored_one(
    path: Path, folder: Path
) -> None:
    store = Store.open(path)
    empty = store.back_up(folder, "")
    store.close()
    with start("rate_and_die", path, 9) as child:
        child.communicate()
    assert log_of(path).stat().st_size > 0
    kept = restore(path, empty, folder, NOW)
    assert kept is not None
    assert [backup.n_ratings for backup in list_backups(folder)] == [9, 0]
    assert rated(path) == []


def test_a_store_that_is_open_here_is_not_replaced(path: Path, copy: Path, folder: Path) -> None:
    store = Store.open(path)
    with pytest.raises(StoreError, match="is open: quit RecFlix"):
        restore(path, copy, folder, NOW)
    assert names(folder) == [copy.name]
    assert store.rate(1, SPACE, 3, 4)
    store.close()
    assert rated(path) == [1, 2, 3]


@on_posix
def test_a_store_that_another_process_has_open_is_not_replaced(
    path: Path, copy: Path, folder: Path
) -> None:
    with start("hold", path) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="is open: quit RecFlix"):
            restore(path, copy, folder, NOW)
        child.kill()
    assert names(folder) == [copy.name]
    restore(path, copy, folder, NOW)
    assert rated(path) == [1]


@on_posix
def test_a_process_that_opens_the_store_meanwhile_waits_for_the_new_one(
    path: Path, copy: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children: list[subprocess.Popen[str]] = []
    replace = os.replace

    def begin_one_first(*names: Path) -> None:
        if not children:
            children.append(start("count", path))
            assert children[0].stdout is not None
            assert children[0].stdout.readline() == "opening\n"
            with pytest.raises(subprocess.TimeoutExpired):
                children[0].wait(0.1)
        replace(*names)

    monkeypatch.setattr(os, "replace", begin_one_first)
    restore(path, copy, folder, NOW)
    assert children[0].communicate() == ("1\n", "")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", r"is damaged \(it is empty\)"),
        (b"userId,movieId,rating\n" * 50, "is not a RecFlix store"),
        (None, "is not there"),
    ],
)
def test_what_is_no_copy_is_refused_in_one_line_and_nothing_is_kept(
    path: Path, copy: Path, folder: Path, content: bytes | None, line: str
) -> None:
    other = path.with_name("other.db")
    if content is not None:
        other.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=rf"other\.db {line}.*nothing was changed") as refusal:
        restore(path, other, folder, NOW)
    assert "\n" not in str(refusal.value)
    assert path.read_bytes() == before
    assert names(folder) == [copy.name]
    with pytest.raises(StoreError, match="is the store itself"):
        restore(path, path, folder, NOW)


def test_a_copy_that_is_damaged_in_one_row_is_refused(path: Path, copy: Path, folder: Path) -> None:
    db = sqlite3.connect(copy)
    db.execute("PRAGMA ignore_check_constraints = ON")
    db.execute("UPDATE ratings SET stars = 77")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="cannot be put back: nothing was changed"):
        restore(path, copy, folder, NOW)
    assert rated(path) == [1, 2]


def test_files_that_were_copied_with_their_log_are_put_back_with_what_is_in_it(
    path: Path, copy: Path, folder: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs" / "recflix.db"
    theirs.parent.mkdir()
    shutil.copyfile(path, theirs)
    leave_a_log(theirs)
    before = {file: file.read_bytes() for file in theirs.parent.iterdir()}
    restore(path, copy, folder, NOW)
    restore(path, theirs, folder, NOW)
    assert rated(path) == [1, 2, 3]
    assert {file: file.read_bytes() for file in theirs.parent.iterdir()} == before


class Killed(BaseException):
    """The process ends here: nothing further reaches the disk."""


FULL = OSError(errno.ENOSPC, "No space left on device")
STEPS = ("fsync", "mkdir", "link", "rename", "replace", "unlink", "remove", "rmdir", "chmod")


def end_at(step: int, error: BaseException, patch: pytest.MonkeyPatch) -> list[str]:
    """Have each change to the disk from that one on fail; return what is filled with them all."""
    done: list[str] = []

    def at(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def counted(*arguments: object, **how: object) -> object:
            done.append(name)
            if len(done) > step:
                raise error
            return None if name == "fsync" else real(*arguments, **how)

        return counted

    for name in STEPS:
        patch.setattr(os, name, at(name))
    return done


@on_posix
@pytest.mark.parametrize(
    ("deed", "error"),
    [(leave_a_log, Killed()), (damage_with_a_log, Killed()), (leave_a_log, FULL)],
    ids=["killed", "killed where it was damaged", "full"],
)
def test_an_end_at_any_step_leaves_what_was_there_or_the_copy(
    path: Path,
    copy: Path,
    folder: Path,
    tmp_path: Path,
    deed: Callable[[Path], None],
    error: BaseException,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deed(path)
    seen: list[str] = []
    for step in range(100):
        home = tmp_path / str(step)
        home.mkdir()
        shutil.copytree(folder, home / "backups")
        for file in path.parent.glob("recflix.db*"):
            shutil.copyfile(file, home / file.name)
        there, ours = home / path.name, home / "backups" / copy.name
        with monkeypatch.context() as patch:
            done = end_at(step, error, patch)
            with contextlib.suppress(Killed, StoreError):
                restore(there, ours, home / "backups", NOW)
        seen.append(outcome(there))
        assert ours.read_bytes() == copy.read_bytes()
        if len(done) == step:
            break
    before = "damaged" if deed is damage_with_a_log else "what was there"
    assert len(seen) > 15
    assert seen == sorted(seen, key=[before, "the copy"].index)
    assert set(seen) == {before, "the copy"}


def outcome(path: Path) -> str:
    try:
        return {(1,): "the copy", (1, 2, 3): "what was there"}[tuple(rated(path))]
    except StoreError as error:
        return "damaged" if "is damaged" in str(error) else str(error)


def test_what_cannot_be_replaced_yet_is_at_the_next_opening(
    path: Path, copy: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        with pytest.raises(StoreError, match="the next start of RecFlix does"):
            restore(path, copy, folder, NOW)
    assert restored_of(path).exists()
    assert rated(path) == [1]
    assert not restored_of(path).exists()
