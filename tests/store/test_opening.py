from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recflix_tui.store import checking
from recflix_tui.store.file import opening
from recflix_tui.store.store import Store, StoreError
from tests.store.model import hurry

SPACE = "movielens"


def fill(path: Path, ratings: int = 800) -> int:
    store = hurry(Store.open(path))
    ada = store.add_profile("Ada").id
    for movie_id in range(ratings):
        store.rate(ada, SPACE, movie_id, 4)
    store.close()
    return ada


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in sorted(folder.iterdir())
    }


def assert_refused_untouched(path: Path, match: str) -> None:
    before = contents(path.parent)
    with pytest.raises(StoreError, match=match) as refusal:
        Store.open(path)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert contents(path.parent) == before


def crash(path: Path, statements: str) -> None:
    """Leaves a store whose log holds commits that its file does not."""
    code = (
        "import os, signal, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA wal_autocheckpoint = 0')\n"
        "db.executescript(sys.argv[2])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path), statements], check=False)
    assert done.returncode == -signal.SIGKILL
    assert checking.log_of(path).stat().st_size > 0


def test_a_store_is_made_with_its_folders_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b c%?#" / "recflix.db"
    Store.open(path).close()
    assert [file.name for file in path.parent.iterdir()] == ["recflix.db"]


def test_a_store_of_a_newer_version_is_refused_and_left_untouched(path: Path) -> None:
    fill(path)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {opening.version() + 1}")
    assert_refused_untouched(path, "newer RecFlix")


def test_a_newer_version_known_to_the_log_alone_is_refused_too(path: Path) -> None:
    fill(path)
    crash(path, f"PRAGMA user_version = {opening.version() + 1};")
    log = checking.log_of(path)
    before = path.read_bytes(), log.read_bytes()
    with pytest.raises(StoreError, match="newer RecFlix"):
        Store.open(path)
    assert (path.read_bytes(), log.read_bytes()) == before


def cut_in_half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_by_a_byte(data: bytes) -> bytes:
    return data[:-1]


def cut_to_a_few_bytes(data: bytes) -> bytes:
    return data[:50]


def empty(data: bytes) -> bytes:
    return b""


def zeros_in_the_middle(data: bytes) -> bytes:
    middle = len(data) // 2 // 4096 * 4096
    return data[:middle] + bytes(8192) + data[middle + 8192 :]


def noise_in_the_middle(data: bytes) -> bytes:
    middle = len(data) // 2 // 4096 * 4096
    return data[:middle] + b"\xa5" * 8192 + data[middle + 8192 :]


def noise_in_the_tables_list(data: bytes) -> bytes:
    return data[:100] + b"\xa5" * 3000 + data[3100:]


DAMAGES = [
    cut_in_half,
    cut_by_a_byte,
    cut_to_a_few_bytes,
    empty,
    zeros_in_the_middle,
    noise_in_the_middle,
    noise_in_the_tables_list,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_refused_and_left_untouched(
    path: Path, damage: Callable[[bytes], bytes]
) -> None:
    fill(path)
    path.write_bytes(damage(path.read_bytes()))
    assert_refused_untouched(path, "is damaged")


@pytest.mark.parametrize("damage", [zeros_in_the_middle, noise_in_the_middle, cut_in_half])
def test_a_large_damaged_store_is_refused_by_the_cheaper_check(
    path: Path, damage: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    monkeypatch.setattr(checking, "_CHECK_ROWS_BYTES", 0)
    Store.open(path).close()
    path.write_bytes(damage(path.read_bytes()))
    assert_refused_untouched(path, "is damaged")


def test_a_damaged_store_with_a_log_from_a_crash_is_refused_and_left_untouched(path: Path) -> None:
    fill(path)
    crash(path, "INSERT INTO settings VALUES ('theme', 'light');")
    path.write_bytes(noise_in_the_middle(path.read_bytes()))
    log = checking.log_of(path)
    before = path.read_bytes(), log.read_bytes()
    with pytest.raises(StoreError, match="is damaged"):
        Store.open(path)
    assert (path.read_bytes(), log.read_bytes()) == before


def test_a_store_that_lacks_a_table_is_refused(path: Path) -> None:
    fill(path)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE marks")
    assert_refused_untouched(path, "no table marks")


def test_a_file_of_another_kind_is_refused_and_left_untouched(path: Path) -> None:
    path.write_text("userId,movieId,rating\n" * 100)
    assert_refused_untouched(path, "not a RecFlix store")


def test_the_database_of_another_program_is_refused_and_left_untouched(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bookmarks (a)")
    assert_refused_untouched(path, "another program")


def test_a_folder_in_the_stores_place_is_refused(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(path)


def test_a_log_without_its_store_is_not_poured_into_a_new_one(path: Path) -> None:
    fill(path)
    crash(path, "INSERT INTO settings VALUES ('theme', 'light');")
    path.unlink()
    assert_refused_untouched(path, "its log is not")


def test_what_a_crash_left_in_the_log_is_there_after_opening(path: Path) -> None:
    ada = fill(path, 3)
    crash(path, "INSERT INTO settings VALUES ('theme', 'light');")
    store = Store.open(path)
    assert store.get_setting("theme") == "light"
    assert len(store.ratings(ada, SPACE)) == 3
    store.close()
    assert [file.name for file in path.parent.iterdir()] == ["recflix.db"]


def test_a_log_cut_within_its_last_commit_loses_only_that(path: Path) -> None:
    fill(path, 3)
    crash(
        path,
        "INSERT INTO settings VALUES ('theme', 'light');"
        "INSERT INTO settings VALUES ('theme2', 'dark');",
    )
    log = checking.log_of(path)
    log.write_bytes(log.read_bytes()[:-100])
    store = Store.open(path)
    assert store.get_setting("theme") == "light"
    assert store.get_setting("theme2") is None
    store.close()


def test_an_older_store_is_upgraded_and_keeps_what_it_has(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = fill(path, 3)
    upgrade = (
        "ALTER TABLE profiles ADD COLUMN avatar TEXT;\nCREATE TABLE extra (\n  a INTEGER\n);\n"
    )
    monkeypatch.setattr(opening, "UPGRADES", (*opening.UPGRADES, upgrade))
    store = Store.open(path)
    assert len(store.ratings(ada, SPACE)) == 3
    store.close()
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (opening.version(),)
        assert db.execute("SELECT avatar FROM profiles").fetchall() == [(None,)]
    Store.open(path).close()


def test_an_upgrade_that_fails_leaves_the_older_store(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = fill(path, 3)
    with monkeypatch.context() as patch:
        failing = "CREATE TABLE extra (a);\nNOT SQL;\n"
        patch.setattr(opening, "UPGRADES", (*opening.UPGRADES, failing))
        with pytest.raises(StoreError, match="syntax error"):
            Store.open(path)
    store = Store.open(path)
    assert len(store.ratings(ada, SPACE)) == 3
    store.close()
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT 1 FROM sqlite_master WHERE name = 'extra'").fetchall() == []


def test_a_copy_made_without_a_log_opens_and_gets_one(path: Path) -> None:
    ada = fill(path, 3)
    copy = path.with_name("copy.db")
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("VACUUM INTO ?", (str(copy),))
    store = Store.open(copy)
    assert len(store.ratings(ada, SPACE)) == 3
    store.close()
    assert struct.unpack("BB", copy.read_bytes()[18:20]) == (2, 2)  # WAL


def test_a_failed_opening_leaves_the_file_free_for_the_next(path: Path) -> None:
    fill(path, 3)
    sound = path.read_bytes()
    path.write_bytes(cut_in_half(sound))
    with pytest.raises(StoreError, match="damaged"):
        Store.open(path)
    path.write_bytes(sound)
    Store.open(path).close()


def test_opening_a_store_twice_in_a_process_keeps_the_first_ones_hold_on_the_file(
    path: Path,
) -> None:
    store = Store.open(path)
    ada = store.add_profile("Ada").id
    Store.open(path).close()
    code = (
        "import sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1]); db.execute('SELECT * FROM profiles').fetchall()\n"
        "db.close()\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    # Had the hold been lost, that process would have taken the log for nobody's, and removed it.
    assert checking.log_of(path).exists()
    store.rate(ada, SPACE, 1, 4)
    store.close()
    assert len(contents(path.parent)) == 1


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_cannot_be_written_is_a_store_error() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        fill(folder / "recflix.db")
        before = contents(folder)
        folder.chmod(0o555)
        with without_privileges():
            for name in ("recflix.db", "new.db"):
                with pytest.raises(StoreError, match=r"cannot be (written|opened)"):
                    Store.open(folder / name)
        assert contents(folder) == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@contextlib.contextmanager
def without_privileges() -> Iterator[None]:
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
