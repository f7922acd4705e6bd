"""Blocks laid side by side: as many columns as there is room for, none much longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from recflix_tui.dataset.portrait.values import Portrait
from recflix_tui.widgets.pictures.portrait.blocks import Block, blocks
from recflix_tui.widgets.pictures.portrait.lines import Ink, Line, length

COLUMN, GAP = 36, 3  # cells of the narrowest column, and between two
MOST_COLUMNS = 3
LOWEST, HIGHEST = 6, 14  # lines of upright bars


def laid_out(portrait: Portrait, width: int, height: int) -> list[Line]:
    """The whole pane in `width` cells; upright bars as high as leaves all of it in `height`
    lines, where it can be."""
    found: list[Line] = []
    for bars in range(HIGHEST, LOWEST - 1, -1):
        found = _columns(portrait, width, bars)
        if len(found) <= height:
            break
    return found


def _columns(portrait: Portrait, width: int, bars: int) -> list[Line]:
    n = max(min((width + GAP) // (COLUMN + GAP), MOST_COLUMNS), 1)
    each = (width + GAP) // n - GAP
    parts = packed(blocks(portrait, each, bars), n)
    rows = max(map(len, parts))
    return [
        [piece for part in parts for piece in _cell(part, y, each, part is not parts[-1])]
        for y in range(rows)
    ]


def _cell(part: Sequence[Line], y: int, width: int, padded: bool) -> Iterator[tuple[str, Ink]]:
    line = part[y] if y < len(part) else []
    yield from line
    if padded:
        yield " " * (width + GAP - length(line)), "name"


def packed(found: Sequence[Block], n: int) -> list[list[Line]]:
    """Blocks in at most n columns, in their order, a blank line between two: of all ways to part
    them the one whose longest column is the shortest."""
    n = min(n, len(found))
    ways = (
        [_stacked(found[start:end]) for start, end in pairwise((0, *cuts, len(found)))]
        for cuts in combinations(range(1, len(found)), n - 1)
    )
    return min(ways, key=lambda columns: max(map(len, columns)))


def _stacked(found: Sequence[Block]) -> list[Line]:
    lines: list[Line] = []
    for block in found:
        lines += [[], *block] if lines else block
    return lines
