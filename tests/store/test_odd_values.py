"""A store that another program wrote into: no value of it crashes, or reaches a terminal raw."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from recflix_tui.store import checking
from recflix_tui.store.imports.records import Alias, KnownTitle
from recflix_tui.store.store import Mark, Store, StoreError
from tests.store.model import hurry

SPACE = "movielens"

ODD_ROWS = [
    "UPDATE ratings SET stars = 'many'",
    "UPDATE ratings SET stars = 77",
    "UPDATE ratings SET stars = -9e999",
    "UPDATE ratings SET stars = x'00ff'",
    "UPDATE ratings SET movie_id = 'Alien' WHERE movie_id = 1",
    "UPDATE ratings SET movie_id = 1.5 WHERE movie_id = 1",
    "UPDATE ratings SET at = 'today'",
    "UPDATE marks SET mark = '[b]odd[/b]'",
    "UPDATE marks SET mark = 7",
    "UPDATE marks SET at = 9e999",
    "UPDATE profiles SET created_at = 'long ago'",
    "UPDATE titles SET title = x'00ff'",
    "UPDATE titles SET year = 'long ago'",
    "UPDATE aliases SET movie_id = 'Alien'",
]


def change(path: Path, *statements: str) -> None:
    """Write what the schema forbids."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            db.execute(statement)


@pytest.fixture
def filled(path: Path) -> Path:
    store = hurry(Store.open(path))
    ada = store.add_profile("Ada").id
    for movie_id in range(1, 6):
        store.rate(ada, SPACE, movie_id, 4)
        store.set_mark(ada, SPACE, movie_id, Mark.WATCHED, True)
    store.titles.name([KnownTitle(SPACE, 1, "Alien", 1979)])
    store.titles.say([Alias("own", SPACE, 1, 7, "exact")])
    store.close()
    return path


def read_all(path: Path) -> None:
    store = Store.open(path)
    try:
        for profile in store.profiles():
            store.ratings(profile.id, SPACE)
            store.marks(profile.id, SPACE)
            store.holdings(profile.id)
            store.undo(profile.id, SPACE)
            store.rate(profile.id, SPACE, 9, 3)
            store.imports.standing(profile.id, SPACE)
            store.titles.held(profile.id)
        store.titles.known(SPACE)
        store.titles.aliases("own")
        store.all_ratings(SPACE)
        store.rating_counts(SPACE)
        store.get_setting("theme")
    finally:
        store.close()


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("statement", ODD_ROWS)
def test_a_value_that_is_none_is_damage_in_one_line(
    filled: Path, statement: str, is_large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(filled, statement)
    if is_large:  # whose rows are not read at the opening
        monkeypatch.setattr(checking, "_CHECK_ROWS_BYTES", 0)
    with pytest.raises(StoreError) as refusal:
        read_all(filled)
    assert "is damaged" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("'\x1b[31mred\x1b]0;title\x07'", "red"),
        ("replace(hex(zeroblob(50000)), '0', 'x')", "x" * 40),
        ("x'41ff42'", "profile 1"),
        ("CAST(x'41ff42' AS TEXT)", "A\ufffdB"),
        ("''", "profile 1"),
        ("12", "12"),
    ],
)
def test_a_name_is_shown_as_plain_text_whatever_it_is(filled: Path, name: str, shown: str) -> None:
    change(filled, f"UPDATE profiles SET name = {name}")
    store = Store.open(filled)
    assert [profile.name for profile in store.profiles()] == [shown]
    assert store.ratings(1, SPACE)[1] == 4.0
    store.close()


def test_a_setting_that_is_no_text_is_as_good_as_none(filled: Path) -> None:
    change(filled, "INSERT INTO settings VALUES ('theme', x'00')")
    store = Store.open(filled)
    assert store.get_setting("theme", "dark") == "dark"
    store.close()


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes_and_cuts_are_one_line_or_nothing(filled: Path, seed: int) -> None:
    rng = random.Random(seed)
    content = bytearray(filled.read_bytes())
    if seed % 5 == 0:
        content = content[: rng.randrange(len(content))]
    else:
        for _ in range(rng.choice([1, 3, 50])):
            place = rng.randrange(200 if seed % 5 == 1 else len(content))
            content[place] ^= rng.randrange(1, 256)
    filled.write_bytes(content)
    with contextlib.suppress(StoreError):
        read_all(filled)
