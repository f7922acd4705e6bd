"""`recflix restore`: the copies of the store, listed, and one of them put back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recflix_tui.library.library import Library
from recflix_tui.store.store import Store
from tests.drivers.command_line import recflix, said
from tests.drivers.terminal import on_a_terminal

SPACE = "movielens"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where Ada had rated one title and two at the time of a copy, and then three."""
    home = tmp_path / "home"
    store = Store.open(home / "recflix.db")
    ada = store.add_profile("Ada").id
    for movie_id in (1, 2, 3):
        store.rate(ada, SPACE, movie_id, 4)
        if movie_id < 3:
            store.back_up(home / "backups", f"before import {movie_id}")
    store.close()
    return home


def n_rated(home: Path) -> int:
    (ada,) = said(home, "profile", "list")
    store = Store.open(home / "recflix.db")
    found = len(store.ratings(ada["id"], SPACE))
    store.close()
    return found


def copies(home: Path) -> list[tuple[int, int, str]]:
    return [(c["number"], c["ratings"], c["why"]) for c in said(home, "restore", "--list")]


LISTED = [(1, 2, "before import 2"), (2, 1, "before import 1")]


def test_copies_are_listed_newest_first_and_nothing_is_put_back(home: Path) -> None:
    assert copies(home) == LISTED
    assert said(home, "restore", "2", "--list") == said(home, "restore")
    newest, older, hint = recflix(home, "restore").stdout.splitlines()
    assert newest.startswith("1  20")
    assert newest.endswith("2 ratings  Ada; before import 2")
    assert older.endswith("1 rating   Ada; before import 1")
    assert hint == "put one back: recflix restore NUMBER"
    assert n_rated(home) == 3


def test_where_no_copies_are_it_says_what_makes_one(tmp_path: Path) -> None:
    assert recflix(tmp_path, "restore").stdout.startswith("no copies are kept yet")
    assert said(tmp_path, "restore") == []
    assert "no copy 1: no copies" in recflix(tmp_path, "restore", "1", "--yes").stderr
    assert list(tmp_path.iterdir()) == []


def test_one_is_put_back_by_its_number_and_what_was_there_by_the_number_told(home: Path) -> None:
    page = home / "cache" / "page-1.json"
    page.parent.mkdir(exist_ok=True)
    page.write_text("what was seen with three ratings")
    done = recflix(home, "restore", "2", "--yes")
    assert "(1 rating of Ada)" in done.stdout
    assert done.stdout.endswith("what was there before is kept: recflix restore 1\n")
    assert not page.exists()
    assert n_rated(home) == 1
    assert copies(home) == [
        (1, 3, "before a restore"),
        (2, 2, "before import 2"),
        (3, 1, "before import 1"),
    ]
    assert recflix(home, "restore", "1", "--yes").returncode == 0
    assert n_rated(home) == 3


def test_one_is_put_back_by_its_path_where_the_store_is_damaged(home: Path) -> None:
    store = home / "recflix.db"
    store.write_bytes(store.read_bytes()[:9000])
    line = recflix(home, "profile", "list").stderr
    assert "put a copy back (recflix restore)" in line
    path = said(home, "restore")[0]["path"]
    told = said(home, "restore", path, "--yes")
    assert (told["restored"], Path(told["kept"]).stat().st_size) == (path, 9000)
    assert n_rated(home) == 2
    damaged = recflix(home, "restore", "1", "--yes")
    assert (damaged.returncode, damaged.stderr.count("\n")) == (1, 1)
    assert "is damaged (it is cut short) and cannot be put back" in damaged.stderr
    assert "is damaged" in recflix(home, "restore").stdout


def test_one_is_put_back_where_the_store_is_gone(home: Path) -> None:
    (home / "recflix.db").unlink()
    done = recflix(home, "restore", "1", "--yes")
    assert done.stdout.endswith("; nothing was there before\n")
    assert n_rated(home) == 2


def test_who_is_removed_is_told_to_be_in_copies_still(home: Path) -> None:
    removed = recflix(home, "profile", "remove", "Ada", "--yes").stdout
    assert removed.startswith(
        "removed Ada; copies of the store that were kept before have it still"
    )
    assert copies(home) == LISTED


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("2",), "(1 rating of Ada) is put back only with --yes; add it, nothing was changed"),
        (("0", "--yes"), "no copy 0: there is 1 to 2: recflix restore --list"),
        (("3", "--yes"), "no copy 3: there is 1 to 2: recflix restore --list"),
        (("nowhere.db", "--yes"), "nowhere.db is not there, or no file: nothing was changed"),
    ],
)
def test_what_is_not_put_back_is_said_in_one_line(
    home: Path, words: tuple[str, ...], line: str
) -> None:
    done = recflix(home, "restore", *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert line in done.stderr
    assert copies(home) == LISTED
    assert n_rated(home) == 3


def test_while_a_home_is_open_nothing_is_put_back(home: Path) -> None:
    library = Library.open(home)
    done = recflix(home, "restore", "1", "--yes")
    library.close()
    assert done.returncode == 1
    assert "recflix.db is open: quit RecFlix wherever it runs" in done.stderr
    assert copies(home) == LISTED


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
def test_on_a_terminal_it_is_asked_for(home: Path) -> None:
    code, shown = on_a_terminal(home, ("restore", "2"), "[y/N]", b"y\n")
    assert code == 0
    assert "Put back the copy of " in shown
    assert "What is there now is kept as a copy" in shown
    assert n_rated(home) == 1
