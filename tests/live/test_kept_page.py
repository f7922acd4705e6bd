"""A page on disk: what was written comes back, all else is as good as not there."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.live.kept_page import FORMAT, KeptPage, KeptRow, KeptTile, read_page, write_page
from recflix_tui.widgets.shelf.tile import TileLook

TILE = KeptTile(
    *(31, "[b]Bold[/b] 千と千尋", 1999, ("Drama", "Noir"), 3.5, 0.4, None, 12, None),
    *(True, False, False, False, 5.0),
)
PAGE = KeptPage(
    "Ada",
    "films",
    "f" * 64,
    (7, 8),
    (KeptRow("top", "Top picks", "all", (4, 2), ("a",)),),
    {4: TILE, 2: TILE},
)


def write_body(path: Path, body: object) -> None:
    """A file whose digest holds, whatever it says."""
    content = json.dumps(body).encode()
    path.write_bytes(hashlib.sha256(content).hexdigest().encode() + content)


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "page.json"
    assert read_page(path) is None
    write_page(path, PAGE)
    assert read_page(path) == PAGE
    assert [file.name for file in path.parent.iterdir()] == ["page.json"]


def test_a_tile_is_kept_with_all_that_it_shows() -> None:
    shown = [field.name for field in fields(TileLook)]
    assert [field.name for field in fields(KeptTile)] == ["movie_id", *shown]


def test_whatever_byte_is_changed_or_missing_nothing_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    write_page(path, PAGE)
    content = path.read_bytes()
    draw = random.Random(7)
    for at in range(0, len(content), 5):
        other = bytes([content[at] ^ draw.randint(1, 255)])
        for spoilt in (content[:at] + other + content[at + 1 :], content[:at]):
            path.write_bytes(spoilt)
            assert read_page(path) is None, at


def _changed(where: str, value: object) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(json.dumps({"format": FORMAT, **asdict(PAGE)}))
    *path, last = where.split(".")
    place: Any = body
    for step in path:
        place = place[int(step) if isinstance(place, list) else step]
    place[last] = value
    return body


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("format", FORMAT - 1),
        ("rows", {}),
        ("rows", [{}] * 41),
        ("rows.0.items", [4, 4]),
        ("rows.0.items", [4, 99]),
        ("rows.0.items", [-1]),
        ("rows.0.items", [True]),
        ("rows.0.items", list(range(21))),
        ("rows.0.title", None),
        ("rows.0.shorter", "a"),
        ("rows.0.shorter", [1]),
        ("rows.0.shorter", ["a"] * 11),
        ("rows.0.title", "x" * 1001),
        ("tiles", []),
        ("tiles.4.movie_id", 1.5),
        ("tiles.4.prediction", "3"),
        ("tiles.4.mean", 1e9),
        ("tiles.4.count", -1),
        ("tiles.4.watched", 1),
        ("tiles.4.genres", "Drama"),
        ("stamp", [1]),
        ("profile_name", ["Ada"]),
    ],
)
def test_what_no_page_can_say_is_not_believed_though_its_digest_holds(
    tmp_path: Path, where: str, value: object
) -> None:
    path = tmp_path / "page.json"
    write_body(path, _changed("rows.0.note", "a note"))
    assert read_page(path) is not None
    write_body(path, _changed(where, value))
    assert read_page(path) is None


def test_text_that_steers_the_terminal_comes_back_without_that(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    write_body(path, _changed("tiles.4.title", "\x1b[31mRed\x1b]0;x\x07 Alert"))
    page = read_page(path)
    assert page is not None
    assert page.tiles[4].title == "Red Alert"


@pytest.mark.parametrize("content", [b"", b"x" * 64, b"[" * 5000, b"x" * (2 << 20)])
def test_another_file_in_its_place_is_no_page(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.json"
    path.write_bytes(hashlib.sha256(content).hexdigest().encode() + content)
    assert read_page(path) is None
    path.unlink()
    path.mkdir()
    assert read_page(path) is None
