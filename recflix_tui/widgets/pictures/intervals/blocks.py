"""What is shown side by side, and where each block of it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from recflix_tui.pictures.interval_axis import Axis, axis_of

LEAST_COLUMN = 54  # cells of a block, where there is more than one column
GAP = 3  # cells between columns
AROUND = 3  # lines of a block beside its bars: heading, axis, a blank one
LONGEST_NAME = 24
SHORTEST_BAR = 8


@dataclass(frozen=True)
class IntervalBar:
    """One figure."""

    name: str
    """Whose it is."""
    value: float
    """The figure."""
    interval: tuple[float, float] | None
    """Its interval, None without one."""
    is_own: bool
    """Whether it is of what the others are looked at beside."""


@dataclass(frozen=True)
class Block:
    """All figures of one measure."""

    key: str
    """What it is asked for by."""
    group: str
    """What it is shown together with."""
    heading: str
    """What it is called."""
    direction: str
    """Which way it is better."""
    bars: tuple[IntervalBar, ...]
    """In the order in which they are shown, at least one."""
    digits: int = 3
    """Decimals that are shown."""
    from_zero: bool = True
    """Whether the axis begins at zero, so that bars are as long as their figures are large."""
    is_final: bool = True
    """Whether the figures stay as they are."""
    lines: str = ""
    """What the intervals are, in a word: `95 %`."""

    @property
    def axis(self) -> Axis:
        """The axis of its bars, which has room for their intervals."""
        ends = [end for bar in self.bars for end in (bar.value, *(bar.interval or ()))]
        return axis_of(ends, self.from_zero)

    @property
    def name_width(self) -> int:
        """Cells that the longest name takes, but for one that is too long."""
        return min(max(cell_len(bar.name) for bar in self.bars), LONGEST_NAME)

    def figure(self, value: float) -> str:
        """A figure as it is shown."""
        return f"{value:.{self.digits}f}"


@dataclass(frozen=True)
class Layout:
    """Which blocks there is room for, and how they stand."""

    shown: Sequence[int]
    """The places of the blocks that are in view, row by row."""
    columns: int
    """How many stand side by side."""
    column_width: int
    """Cells of each."""
    height: int
    """Lines of each."""

    def place(self, block: int) -> tuple[int, int]:
        """The column and the first line of a block, by its place among those in view."""
        return block % self.columns, (block // self.columns) * self.height


def layout_of(blocks: Sequence[Block], at: int, width: int, height: int) -> Layout:
    """All blocks where there is room, else the group of block `at`, else as many of it as there
    is room for, `at` among them."""
    if not blocks:
        return Layout((), 1, width, max(height, 1))
    tallest = max(len(block.bars) for block in blocks) + AROUND
    columns = max(min((width + GAP) // (LEAST_COLUMN + GAP), len(blocks)), 1)
    room = columns * max((height + 1) // tallest, 1)  # the last blank line may be missing
    group = [n for n, block in enumerate(blocks) if block.group == blocks[at].group]
    shown: Sequence[int] = range(len(blocks)) if room >= len(blocks) else group
    if len(shown) > room:
        first = min(max(shown.index(at) - room + 1, 0), len(shown) - room)
        shown = shown[first : first + room]
    columns = min(columns, len(shown))
    each = (width + GAP) // columns - GAP
    return Layout(tuple(shown), columns, each, tallest if len(shown) > columns else max(height, 1))
