"""A log that a crash left, damaged: mended where it can be, and said."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
from pathlib import Path

import pytest

from recflix_tui.store.checking import log_of
from recflix_tui.store.log.log_file import FRAME, HEADER, read_log, written
from recflix_tui.store.store import Store
from tests.store.processes import start

SPACE = "movielens"
PAGE = 4096
COUNT = 30

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose log alone has what was rated: nobody had the time to write it into the file."""
    path = tmp_path_factory.mktemp("crashed") / "recflix.db"
    with start("rate_and_die", path, COUNT) as child:
        _, complaint = child.communicate()
    assert complaint == ""
    assert log_of(path).stat().st_size > 2 * COUNT * PAGE
    return path


def opened(path: Path) -> tuple[int, str | None]:
    """How many ratings are there after the opening, and what it says."""
    store = Store.open(path)
    found = len(store.ratings(1, SPACE)), store.warning
    store.close()
    return found


def damaged_copy(crashed: Path, folder: Path, log: bytes) -> Path:
    copy = folder / "recflix.db"
    copy.write_bytes(crashed.read_bytes())
    log_of(copy).write_bytes(log)
    return copy


def flipped(content: bytes, *places: int) -> bytes:
    changed = bytearray(content)
    for place in places:
        changed[place] ^= 0x5A
    return bytes(changed)


def last_commits(log: bytes) -> tuple[int, int]:
    """Where the last transaction of a log begins and ends."""
    size = FRAME.size + PAGE
    n_frames = (len(log) - HEADER.size) // size
    starts = [HEADER.size + n * size for n in range(n_frames)]
    ends = [start + size for start in starts if FRAME.unpack_from(log, start)[1]]
    return ends[-2], ends[-1]


def test_a_whole_log_is_read_without_a_word(crashed: Path, tmp_path: Path) -> None:
    log = log_of(crashed).read_bytes()
    assert opened(damaged_copy(crashed, tmp_path, log)) == (COUNT, None)


@pytest.mark.parametrize("seed", range(12))
def test_three_bytes_flipped_in_the_log_cost_no_rating_or_are_said(
    crashed: Path, tmp_path: Path, seed: int
) -> None:
    log = log_of(crashed).read_bytes()
    at = random.Random(seed).randrange(HEADER.size, last_commits(log)[0] - 3)
    copy = damaged_copy(crashed, tmp_path, flipped(log, at, at + 1, at + 2))
    count, warning = opened(copy)
    assert warning is not None
    if "mended" in warning:
        assert count == COUNT
    else:
        assert "may be missing" in warning
    assert opened(copy) == (count, None)  # said once
    assert [file.name for file in tmp_path.iterdir()] == ["recflix.db"]


@pytest.mark.parametrize("place", range(0, HEADER.size, 5))
def test_a_damaged_head_of_the_log_costs_nothing(crashed: Path, tmp_path: Path, place: int) -> None:
    log = log_of(crashed).read_bytes()
    count, warning = opened(damaged_copy(crashed, tmp_path, flipped(log, place)))
    assert count == COUNT
    assert "nothing that was rated is missing" in (warning or "")


def test_where_only_the_last_rating_is_damaged_that_may_be_missing(
    crashed: Path, tmp_path: Path
) -> None:
    log = log_of(crashed).read_bytes()
    begin, end = last_commits(log)
    pages = range(begin + FRAME.size, end, FRAME.size + PAGE)
    places = [page + 500 + n for page in pages for n in range(3)]
    count, warning = opened(damaged_copy(crashed, tmp_path, flipped(log, *places)))
    assert count == COUNT - 1
    assert "may be missing" in (warning or "")


def test_a_transaction_that_the_kill_cut_short_is_no_damage(crashed: Path, tmp_path: Path) -> None:
    log = log_of(crashed).read_bytes()
    begin, _ = last_commits(log)
    cut = log[: begin + FRAME.size + PAGE] + flipped(log[begin : begin + FRAME.size + PAGE], 50)
    assert opened(damaged_copy(crashed, tmp_path, cut)) == (COUNT - 1, None)


def settled_copy(crashed: Path, folder: Path) -> Path:
    """A copy whose file has all that the log has."""
    copy = damaged_copy(crashed, folder, log_of(crashed).read_bytes())
    with contextlib.closing(sqlite3.connect(copy)) as db:
        db.execute("PRAGMA wal_checkpoint(PASSIVE)")
        settled = copy.read_bytes()
    copy.write_bytes(settled)
    return copy


def test_what_was_in_the_file_already_is_taken_from_there(crashed: Path, tmp_path: Path) -> None:
    log = log_of(crashed).read_bytes()
    copy = settled_copy(crashed, tmp_path)
    begin, _ = last_commits(log)
    log_of(copy).write_bytes(flipped(log, begin + FRAME.size + 600))
    count, warning = opened(copy)
    assert count == COUNT
    assert "nothing that was rated is missing" in (warning or "")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
def test_a_log_cut_short_takes_nothing_back_that_is_in_the_file(
    crashed: Path, tmp_path: Path, share: float
) -> None:
    log = log_of(crashed).read_bytes()
    copy = settled_copy(crashed, tmp_path)
    log_of(copy).write_bytes(log[: int(share * len(log))])
    count, warning = opened(copy)
    assert count == COUNT
    assert "was cut short and is passed over" in (warning or "")
    assert opened(copy) == (COUNT, None)  # said once


def test_a_log_that_is_shorter_than_its_index_knows_is_told(crashed: Path, tmp_path: Path) -> None:
    log = log_of(crashed).read_bytes()
    copy = damaged_copy(crashed, tmp_path, log[: last_commits(log)[0]])
    index = Path(f"{crashed}-shm").read_bytes()
    Path(f"{copy}-shm").write_bytes(index)
    count, warning = opened(copy)
    assert count == COUNT - 1
    assert "is cut short: what was rated last before the crash may be missing" in (warning or "")
    log_of(copy).write_bytes(log)
    Path(f"{copy}-shm").write_bytes(index)
    assert opened(copy) == (COUNT, None)


def test_a_log_is_written_as_sqlite_writes_it(crashed: Path) -> None:
    log = log_of(crashed).read_bytes()
    read = read_log(log, PAGE)
    assert read.is_whole
    rewritten = read_log(written(read, read.committed()), PAGE)
    assert rewritten.is_whole
    assert [(f.page, f.commit, f.data) for f in rewritten.frames] == [
        (f.page, f.commit, f.data) for f in read.committed()
    ]


def test_nobody_mends_the_log_of_a_store_that_another_process_has_open(path: Path) -> None:
    with start("rate_beside_others", path, 1, 5) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()
        store = Store.open(path)
        store.add_profile("Shared")
        child.stdin.write("\n")
        child.stdin.flush()
        said = child.stdout.readlines()
    assert said == ["another was first\n", "finished\n"]
    assert store.warning is None
    assert len(store.ratings(1, SPACE)) == 5
    store.close()
