"""A page as it was seen last, on disk for the next start: shown before anything is opened."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from recflix_tui.kept_files import Damaged, read_bytes
from recflix_tui.text import clean

FORMAT = 2
MOST_BYTES = 1 << 20
MOST_ROWS, MOST_TILES = 40, 20
MOST_WAYS = 10
LONGEST_TEXT = 1000
MOST = 2**31 - 1
_DIGEST_LENGTH = 64
_ASIDE = ".tmp"
V = TypeVar("V")


@dataclass(frozen=True)
class KeptTile:
    """A title as its tile showed it; the fields are those of the tile, and which title it is."""

    movie_id: int
    """Its outside name."""
    title: str
    """As plain text."""
    year: int | None
    """The year that it came out, None where unknown."""
    genres: tuple[str, ...]
    """The names of its genres."""
    prediction: float | None
    """Stars."""
    uncertainty: float | None
    """Stars."""
    mean: float | None
    """Stars."""
    count: int
    """How many rated it."""
    stars: float | None
    """The own rating."""
    listed: bool
    """Whether it is on My List."""
    watched: bool
    """Whether it is marked watched."""
    refused: bool
    """Whether it is marked not for me."""
    abandoned: bool
    """Whether it is marked as given up on."""
    high: float
    """The scale's best rating."""


@dataclass(frozen=True)
class KeptRow:
    """A row as it stood."""

    key: str
    """What tells it from the others."""
    title: str
    """Its heading, as plain text."""
    note: str
    """A word on where it comes from, as plain text."""
    items: tuple[int, ...]
    """Its titles, at most 20, as items of the dataset."""
    shorter: tuple[str, ...] = ()
    """Other ways to say the note, the longest first, at most 10."""


@dataclass(frozen=True)
class KeptPage:
    """A profile's page as it was seen last."""

    profile_name: str
    """Whose it is."""
    dataset_name: str
    """The dataset that was in use."""
    fingerprint: str
    """That dataset's."""
    stamp: tuple[int, int]
    """What tells that import of it from one that replaced it (`dataset.values.Stamp`)."""
    rows: tuple[KeptRow, ...]
    """The rows, at most 40."""
    tiles: Mapping[int, KeptTile]
    """By item, each that stands on a row."""


def write_page(path: Path, page: KeptPage) -> None:
    """Write a page aside and rename it. A crash may lose it, and leaves nothing half-written that
    would be read. Raises OSError."""
    body = json.dumps({"format": FORMAT, **asdict(page)}, ensure_ascii=True).encode()
    aside = path.with_name(f".{path.name}.{os.getpid()}{_ASIDE}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        aside.write_bytes(hashlib.sha256(body).hexdigest().encode() + body)
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def is_left_over(path: Path) -> bool:
    """Whether a file is one written aside by `write_page`. Where its writing is still under way,
    that page is not kept this time."""
    return path.name.startswith(".page-") and path.suffix == _ASIDE


def read_page(path: Path) -> KeptPage | None:
    """The page that was written; None where there is none, or it is not as it was written."""
    try:
        content = read_bytes(path, MOST_BYTES)
        digest, body = content[:_DIGEST_LENGTH], content[_DIGEST_LENGTH:]
        if hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        found = json.loads(body, parse_constant=_refuse)
        return _page(found) if found["format"] == FORMAT else None
    except (Damaged, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _page(found: dict[str, Any]) -> KeptPage:
    """The page in what a file says. Raises ValueError, TypeError, KeyError or AttributeError."""
    rows = tuple(_row(row) for row in _at_most(found["rows"], MOST_ROWS))
    by_item = found["tiles"]
    tiles = {item: _tile(by_item[str(item)]) for row in rows for item in row.items}
    inode, at = found["stamp"]
    return KeptPage(
        _text(found["profile_name"]),
        _text(found["dataset_name"]),
        _text(found["fingerprint"]),
        (_whole(inode, 2**64), _whole(at, 2**64)),
        rows,
        tiles,
    )


def _row(row: dict[str, Any]) -> KeptRow:
    items = tuple(_whole(item) for item in _at_most(row["items"], MOST_TILES))
    if len(set(items)) < len(items):
        raise ValueError
    shorter = tuple(_text(way) for way in _at_most(row["shorter"], MOST_WAYS))
    return KeptRow(_text(row["key"]), _text(row["title"]), _text(row["note"]), items, shorter)


def _tile(tile: dict[str, Any]) -> KeptTile:
    return KeptTile(
        movie_id=_whole(tile["movie_id"], 2**63),
        title=_text(tile["title"]),
        year=_maybe(_whole, tile["year"]),
        genres=tuple(_text(name) for name in _at_most(tile["genres"], 64)),
        prediction=_maybe(_number, tile["prediction"]),
        uncertainty=_maybe(_number, tile["uncertainty"]),
        mean=_maybe(_number, tile["mean"]),
        count=_whole(tile["count"]),
        stars=_maybe(_number, tile["stars"]),
        listed=_flag(tile["listed"]),
        watched=_flag(tile["watched"]),
        refused=_flag(tile["refused"]),
        abandoned=_flag(tile["abandoned"]),
        high=_number(tile["high"]),
    )


def _at_most(values: Any, most: int) -> list[Any]:
    if not isinstance(values, list) or len(values) > most:
        raise ValueError
    return values


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError
    return clean(value)


def _whole(value: Any, most: int = MOST) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not -1e3 < value < 1e3:
        raise ValueError
    return float(value)


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError
    return value


def _maybe(read: Callable[[Any], V], value: Any) -> V | None:
    return None if value is None else read(value)


def _refuse(constant: str) -> float:
    raise ValueError(constant)
