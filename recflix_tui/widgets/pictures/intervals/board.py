"""Figures with their intervals, as many measures at once as there is room for; one in focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.pictures.interval_axis import figure_runs
from recflix_tui.widgets.cells import fit, fit_right, pieces
from recflix_tui.widgets.pictures.intervals.blocks import (
    AROUND,
    GAP,
    SHORTEST_BAR,
    Block,
    Layout,
    layout_of,
)


class IntervalBoard(Widget, can_focus=True):
    """Blocks of bars: ← → go from measure to measure, ↑ ↓ from bar to bar."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--name",
        "board--own",
        "board--lit",
        "board--heading",
        "board--quiet",
        "board--bar",
        "board--own-bar",
        "board--soft",
        "board--whisker",
    }
    DEFAULT_CSS = """
    IntervalBoard {
        background: $background;
        & > .board--name { color: $foreground; background: $background; }
        & > .board--own { color: $foreground; background: $background; text-style: bold; }
        & > .board--lit { color: $accent; background: $background; }
        & > .board--heading { color: $accent; background: $background; text-style: bold; }
        & > .board--quiet { color: $muted; background: $background; }
        & > .board--bar { color: $secondary; background: $background; }
        & > .board--own-bar { color: $accent; background: $background; }
        & > .board--soft { color: $muted; background: $background; }
        & > .board--whisker { color: $foreground; background: $background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "block(-1)", "Measure before", show=False),
        Binding("right", "block(1)", "Next measure", show=False),
        Binding("up", "bar(-1)", "Bar above", show=False),
        Binding("down", "bar(1)", "Bar below", show=False),
        Binding("home", "bar(-1000)", "First bar", show=False),
        Binding("end", "bar(1000)", "Last bar", show=False),
    ]

    class Looked(Message):
        """Another bar, or another measure, has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: Sequence[Block] = ()
        self._at, self._bar = 0, 0
        self._quiet = ""

    # --- what is shown ----------------------------------------------------------------------

    def show(self, blocks: Sequence[Block], quiet: str = "") -> None:
        """Show other figures; what has the focus keeps it by its name where it is there still.

        quiet: what is said where there are none.
        """
        key, name = self.focused_key, self.focused_name
        self._blocks, self._quiet = tuple(blocks), quiet
        keys = [block.key for block in self._blocks]
        self._at = keys.index(key) if key in keys else 0
        self._bar = self._place(self._at, name) if self._blocks else 0
        self.refresh()

    @property
    def focused_key(self) -> str:
        """The key of the measure in focus, empty where nothing is shown."""
        return self._blocks[self._at].key if self._blocks else ""

    @property
    def focused_name(self) -> str:
        """The name of the bar in focus, empty where nothing is shown."""
        return self._blocks[self._at].bars[self._bar].name if self._blocks else ""

    @property
    def keys_in_view(self) -> list[str]:
        """The keys of the measures that are in view."""
        return [self._blocks[n].key for n in self._layout.shown]

    def look_at(self, key: str) -> None:
        """Go to a measure, where it is shown at all."""
        keys = [block.key for block in self._blocks]
        if key in keys:
            self._go(keys.index(key))

    # --- moving -----------------------------------------------------------------------------

    def action_block(self, steps: int) -> None:
        """Go on by so many measures, around the ends; to the same name, where it is there."""
        if self._blocks:
            self._go((self._at + steps) % len(self._blocks))

    def action_bar(self, steps: int) -> None:
        """Go down by so many bars; the ends are ends."""
        if self._blocks:
            self._go(self._at, self._bar + steps)

    def _place(self, block: int, name: str) -> int:
        """The bar of a name in a block, else the first own one, else the first."""
        bars = self._blocks[block].bars
        named = (n for n, bar in enumerate(bars) if bar.name == name)
        own = (n for n, bar in enumerate(bars) if bar.is_own)
        return next(named, next(own, 0))

    def _go(self, block: int, bar: int | None = None) -> None:
        """To a bar of a block; None: to that of the name in focus."""
        bar = self._place(block, self.focused_name) if bar is None else bar
        bar = min(max(bar, 0), len(self._blocks[block].bars) - 1)
        if (block, bar) != (self._at, self._bar):
            self._at, self._bar = block, bar
            self.refresh()
            self.post_message(self.Looked())

    def on_click(self, event: events.Click) -> None:
        """The bar that is clicked has the focus, or the first one of a heading."""
        found = self._spot(event.x, event.y)
        if found is not None:
            self._go(*found)

    def on_mouse_scroll_down(self) -> None:
        self.action_bar(1)

    def on_mouse_scroll_up(self) -> None:
        self.action_bar(-1)

    def _spot(self, x: int, y: int) -> tuple[int, int] | None:
        """The block and the bar at a cell of the widget; None beside them."""
        layout = self._layout
        for place, block in enumerate(layout.shown):
            column, top = layout.place(place)
            left = column * (layout.column_width + GAP)
            if left <= x < left + layout.column_width and top <= y < top + layout.height:
                bars, first = len(self._blocks[block].bars), self._first_bar(block, layout)
                bar = first + y - top - 1
                return block, min(max(bar, 0), bars - 1)
        return None

    # --- drawing ----------------------------------------------------------------------------

    @property
    def _layout(self) -> Layout:
        return layout_of(self._blocks, self._at, *self.size)

    def _first_bar(self, block: int, layout: Layout) -> int:
        """The first bar in view of a block that may be longer than the room for it."""
        room = max(layout.height - AROUND + 1, 1)
        bars = len(self._blocks[block].bars)
        if bars <= room or block != self._at:
            return 0
        return min(max(self._bar - room + 1, 0), bars - room)

    def render_line(self, y: int) -> Strip:
        quiet = self.get_component_rich_style("board--quiet")
        width = self.size.width
        if not self._blocks:
            words = f"  {self._quiet}" if y == 0 else ""
            return Strip(pieces((fit(words, width), quiet)))
        layout = self._layout
        segments: list[Segment] = []
        for place, block in enumerate(layout.shown):
            column, top = layout.place(place)
            if top <= y < top + layout.height:
                segments += [Segment(" " * GAP, quiet)] if column else []
                line = self._line(block, y - top, layout)
                segments += Strip(line).adjust_cell_length(layout.column_width, quiet)
        return Strip(segments).adjust_cell_length(width, quiet)

    def _line(self, at: int, y: int, layout: Layout) -> list[Segment]:
        """A line of a block: its heading, a bar, or the ends of the axis."""
        block = self._blocks[at]
        first = self._first_bar(at, layout)
        n_shown = min(len(block.bars) - first, max(layout.height - AROUND + 1, 1))
        if y == 0:
            return self._heading(block, at == self._at)
        if y <= n_shown:
            return self._bar_line(block, first + y - 1, at == self._at, layout.column_width)
        return self._axis_line(block, layout.column_width) if y == n_shown + 1 else []

    def _heading(self, block: Block, is_in_focus: bool) -> list[Segment]:
        part = "heading" if is_in_focus else "own"
        heading = self.get_component_rich_style(f"board--{part}")
        quiet = self.get_component_rich_style("board--quiet")
        begins = "" if block.from_zero else f"; axis from {block.axis.start:g}"
        has_lines = block.lines and any(bar.interval for bar in block.bars)
        lines = f"; ├─┤ {block.lines}" if has_lines else ""
        told = f"  {block.direction}{begins}{lines}"
        return pieces((f"  {block.heading}", heading), (told, quiet))

    def _bar_line(self, block: Block, n: int, is_in_focus: bool, width: int) -> list[Segment]:
        bar = block.bars[n]
        is_lit = is_in_focus and n == self._bar
        lit = self.get_component_rich_style("board--lit")
        name = self.get_component_rich_style("board--own" if bar.is_own else "board--name")
        names, figures, cells = self._widths(block, width)
        segments = pieces(
            ("▌ " if is_lit and self.has_focus else "▏ " if is_lit else "  ", lit),
            (fit(bar.name, names) + " ", lit if is_lit and self.has_focus else name),
            (fit_right(block.figure(bar.value), figures) + " ", name),
        )
        runs = figure_runs(
            bar.value,
            bar.interval,
            block.axis,
            cells,
            has_bar=block.from_zero,
            is_own=bar.is_own,
            is_final=block.is_final,
        )
        return segments + [Segment(text, self._ink(kind, bar.is_own)) for text, kind in runs]

    def _ink(self, kind: str, is_own: bool) -> Style:
        bar = self.get_component_rich_style("board--own-bar" if is_own else "board--bar")
        if kind in ("bar", "value"):
            return bar
        part = {"soft": "soft", "whisker": "whisker"}.get(kind, "quiet")
        return self.get_component_rich_style(f"board--{part}")

    def _axis_line(self, block: Block, width: int) -> list[Segment]:
        quiet = self.get_component_rich_style("board--quiet")
        names, figures, cells = self._widths(block, width)
        start, end = f"{block.axis.start:g}", f"{block.axis.end:g}"
        blank = " " * (names + figures + 4)
        return pieces((f"{blank}{start}{fit_right(end, max(cells - len(start), 0))}", quiet))

    def _widths(self, block: Block, width: int) -> tuple[int, int, int]:
        """Cells of the names, the figures and the bars."""
        figures = max(len(block.figure(bar.value)) for bar in block.bars)
        names = max(min(block.name_width, width - figures - 4 - SHORTEST_BAR), 4)
        return names, figures, max(width - names - figures - 4, 1)
