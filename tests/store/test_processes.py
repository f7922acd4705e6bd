from __future__ import annotations

import os
from pathlib import Path

import pytest

from recflix_tui.store.store import Store, StoreError
from tests.store.model import plain, replayed, stored
from tests.store.processes import start

SPACE = "movielens"


def test_processes_that_begin_a_store_at_once_and_write_at_once_lose_nothing(path: Path) -> None:
    children = [start("rate_beside_others", path, number, 80) for number in range(4)]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    answers = [child.communicate() for child in children]
    assert [errors for _, errors in answers] == [""] * 4
    assert sorted(said.count("another was first") for said, _ in answers) == [0, 1, 1, 1]
    store = Store.open(path)
    (shared,) = store.profiles()
    expected = {number * 10_000 + n: 0.5 + n % 10 / 2 for number in range(4) for n in range(80)}
    assert store.ratings(shared.id, SPACE) == expected
    assert len(store.events(shared.id)) == len(expected)
    assert plain(replayed(store.events(shared.id), SPACE)) == plain(stored(store, shared.id, SPACE))
    store.close()
    assert [file.name for file in path.parent.iterdir()] == ["recflix.db"]


@pytest.mark.skipif(os.name != "posix", reason="file size limits of POSIX")
def test_a_disk_that_takes_no_more_is_a_store_error_and_changes_nothing(path: Path) -> None:
    said, errors = start("rate_on_a_full_disk", path).communicate()
    assert errors == ""
    sentence, full, after = said.splitlines()
    assert "could not be" in sentence
    assert str(path) in sentence
    assert len(set(full.split())) == len(set(after.split())) == 1
    store = Store.open(path)
    assert len(store.all_ratings(SPACE)) == int(after.split()[0])
    store.close()


def test_a_store_that_may_not_grow_says_that_the_disk_is_full(store: Store, ada: int) -> None:
    store._writer.execute("PRAGMA max_page_count = 20")

    def rate_on() -> None:
        for movie_id in range(10_000):
            store.rate(ada, SPACE, movie_id, 3)

    with pytest.raises(StoreError, match="The disk is full"):
        rate_on()
    kept = len(store.ratings(ada, SPACE))
    assert list(store.ratings(ada, SPACE)) == list(range(kept))
    assert len(store.events(ada)) == kept
    store._writer.execute("PRAGMA max_page_count = 100000")
    assert store.rate(ada, SPACE, kept, 3)


def test_a_process_that_never_lets_go_is_a_store_error(store: Store, ada: int, path: Path) -> None:
    other = Store.open(path)
    store._writer.execute("PRAGMA busy_timeout = 50")
    other._writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="in use by another process"):
        store.rate(ada, SPACE, 1, 3)
    assert store.ratings(ada, SPACE) == {}
    other._writer.execute("ROLLBACK")
    assert store.rate(ada, SPACE, 1, 3)
    other.close()
