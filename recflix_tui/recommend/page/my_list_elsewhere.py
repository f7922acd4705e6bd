"""Where titles of My List stand beside their own row, and so what it moves to leave them out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from recflix_tui.recommend.row.row import FirstScreen, Row
from recflix_tui.recommend.rows.my_list import MY_LIST
from recflix_tui.text import counted


@dataclass(frozen=True)
class MyListElsewhere:
    """Titles of My List on the other rows of a page that does not leave them out."""

    kept: int
    """How many titles are on My List."""
    titles: int
    """How many of them stand on other rows."""
    rows: int
    """On how many rows these stand."""
    in_sight: int
    """How many are seen there before anybody scrolls."""


def my_list_elsewhere(
    rows: Sequence[Row], kept: Collection[int], seen: FirstScreen
) -> MyListElsewhere:
    """Return where the items `kept` stand on the rows of a page of which `seen` is seen at once."""
    others = [(place, row.items) for place, row in enumerate(rows) if row.key != MY_LIST.key]
    there = [(place, set(items) & set(kept)) for place, items in others]
    in_sight = {
        item for place, items in others if place < seen.rows for item in items[: seen.tiles]
    }
    titles = {item for _, items in there for item in items}
    n_rows = sum(bool(items) for _, items in there)
    return MyListElsewhere(len(kept), len(titles), n_rows, len(titles & in_sight))


def elsewhere_words(found: MyListElsewhere, on: bool) -> str:
    """What it moved that they may stand there (on), or may not any more: `2 titles left 3 rows`."""
    if not found.kept:
        return "none is on it yet"
    if not found.titles:
        return "none does" if on else "none did"
    did = "came to" if on else "left"
    moved = f"{counted(found.titles, 'title')} {did} {counted(found.rows, 'row')}"
    return moved if found.in_sight else f"{moved}, out of sight"
