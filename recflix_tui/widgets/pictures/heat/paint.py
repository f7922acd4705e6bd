"""A heatmap line by line: cells as segments, numbers and names around them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import numpy as np
from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from recflix_tui.pictures.levels import EMPTY, Levels
from recflix_tui.pictures.scales import ColourScale, cursor_colour, is_light
from recflix_tui.widgets.cells import fit, fit_right, pieces
from recflix_tui.widgets.pictures.heat.frame import NAME_LINES, CellSize, HeatmapFrame, Layout
from recflix_tui.widgets.pictures.heat.glyphs import NOTHING, drawn
from recflix_tui.widgets.pictures.heat.names import placed, stacked

CURSOR = 254  # the level of the cell that is pointed at, where it is drawn as a colour
AT_ROW, AT_COLUMN = "▸", "▴"
PLAIN_CURSOR = "╋"

_CODES = 256
_WIDEST = 1 << 16  # more cells side by side than a terminal has
_MOST_RUNS = 20_000  # that are kept


class HeatPaint:
    """Draws the lines of frames; the styles of cells are made once a scale and theme."""

    def __init__(self, part: Callable[[str], Style]) -> None:
        """`part` gives the style of a component class of the heatmap."""
        self._part_now = part
        self._parts: dict[str, Style] = {}
        self._scale: ColourScale | None = None
        self._colours: dict[int, Color] = {}
        self._halves: dict[int, Style] = {}
        self._runs: dict[int, Segment] = {}
        self._inks: dict[int, Style] = {}

    def forget_styles(self) -> None:
        """The theme changed."""
        self._scale = None
        self._parts.clear()

    def _part(self, name: str) -> Style:
        found = self._parts.get(name)
        if found is None:
            found = self._parts[name] = self._part_now(name)
        return found

    def line(self, frame: HeatmapFrame, layout: Layout, y: int) -> Strip:
        """A line of the widget."""
        self._take(frame.scale)
        rows = layout.rows_of(y)
        length = None
        if rows and rows[0] >= len(frame.levels):
            segments = []
        elif rows:
            segments = self._gutter(frame, layout, rows) + self._cells(frame, layout, rows)
            shown = min(frame.levels.shape[1], layout.columns)
            length = layout.left + shown * frame.cell.columns
        elif y < layout.top:
            segments = self._column_names(frame, layout, y)
        else:
            segments = self._column_ticks(frame, layout)
        ground = Style(bgcolor=self._colours[EMPTY])
        return Strip(segments, length).adjust_cell_length(layout.width, ground)

    # --- cells ------------------------------------------------------------------------------

    def _take(self, scale: ColourScale) -> None:
        """Make the colours of another scale."""
        if self._scale is scale:
            return
        self._scale = scale
        ground = self._part("heatmap--ground").bgcolor or Color.default()
        self._colours = {
            level: Color.from_rgb(*(int(value) for value in colour))
            for level, colour in enumerate(scale.colours)
        }
        self._colours[EMPTY] = ground
        self._colours[CURSOR] = Color.from_rgb(*cursor_colour(scale, ground.get_truecolor()))
        self._halves.clear()
        self._runs.clear()
        self._inks.clear()

    def _cells(self, frame: HeatmapFrame, layout: Layout, rows: range) -> list[Segment]:
        width = min(frame.levels.shape[1], layout.columns)
        if not width:
            return []
        at = frame.cursor[1] if frame.cursor and frame.cursor[0] in rows else None
        at = None if at is None or at >= width else at
        if frame.cell is CellSize.HALF and not layout.plain:
            return self._half_cells(frame, rows, width, at)
        levels = frame.levels[rows[0], :width]
        if frame.cell is CellSize.NAMED:
            return self._named_cells(frame, rows[0], width, layout.plain)
        if layout.plain:
            return self._plain_cells(levels, frame, at)
        return self._square_cells(levels, at)

    def _half_cells(
        self, frame: HeatmapFrame, rows: range, width: int, at: int | None
    ) -> list[Segment]:
        """Two rows a line: the upper one as the colour of a half block, the lower as its ground."""
        pair = np.full((2, width), EMPTY, np.uint8)
        shown = frame.levels[rows[0] : rows[-1] + 1, :width]
        pair[: len(shown)] = shown
        if at is not None and frame.cursor is not None:
            pair[frame.cursor[0] - rows[0], at] = CURSOR
        codes = pair[0].astype(np.int64) * _CODES + pair[1]
        ends = np.append(np.flatnonzero(codes[1:] != codes[:-1]) + 1, width)
        runs = codes[ends - 1] * _WIDEST + np.diff(ends, prepend=0)
        known = self._runs
        return [known.get(run) or self._run(run) for run in runs.tolist()]

    def _run(self, run: int) -> Segment:
        """Equal cells side by side; most pictures are made of the same few."""
        code, length = divmod(run, _WIDEST)
        upper, lower = self._colours[code // _CODES], self._colours[code % _CODES]
        text = (" " if upper == lower else "▀") * length
        style = self._halves.get(code) or Style.from_color(upper, lower)
        if len(self._runs) >= _MOST_RUNS:
            self._runs.clear()
        self._halves[code] = style
        self._runs[run] = segment = Segment(text, style)
        return segment

    def _square_cells(self, levels: Levels, at: int | None) -> list[Segment]:
        codes = levels.tolist()
        if at is not None:
            codes[at] = CURSOR
        segments = []
        for level, run in groupby(codes):
            style = self._inks.get(level) or self._ink(level)
            text = "[]" if level == CURSOR else "  " * sum(1 for _ in run)
            segments.append(Segment(text, style))
        return segments

    def _named_cells(self, frame: HeatmapFrame, row: int, width: int, plain: bool) -> list[Segment]:
        segments = []
        room = CellSize.NAMED.columns
        plain_style = self._part("heatmap--text")
        levels = frame.levels[row, :width].tolist()
        for column, (level, text) in enumerate(zip(levels, frame.texts[row], strict=False)):
            words = fit(fit_right(text, (room + 3) // 2), room)
            style = plain_style if plain else self._inks.get(level) or self._ink(level)
            if (row, column) == frame.cursor:
                words, style = f"[{words[1:-1]}]", style + Style(bold=True)
            segments += pieces((words, style))
        return segments

    def _ink(self, level: int) -> Style:
        """A cell's colour, with words that are read on it."""
        ground = self._colours[level]
        if level == EMPTY:
            style = self._part("heatmap--text") + Style(bgcolor=ground)
        else:
            style = Style(
                color="#0d1117" if is_light(ground.get_truecolor()) else "#ffffff", bgcolor=ground
            )
        self._inks[level] = style
        return style

    def _plain_cells(self, levels: Levels, frame: HeatmapFrame, at: int | None) -> list[Segment]:
        """Characters for the levels, in twice the width where a cell has that."""
        pitch = frame.cell.columns
        signs = [sign * pitch for sign in drawn(levels, frame.scale)]
        ground = self._part("heatmap--text")
        if at is None:
            return pieces(("".join(signs), ground))
        cursor = "[]" if pitch == 2 else PLAIN_CURSOR
        return pieces(
            ("".join(signs[:at]), ground),
            (cursor, self._part("heatmap--lit")),
            ("".join(signs[at + 1 :]), ground),
        )

    # --- around the cells -------------------------------------------------------------------

    def _gutter(self, frame: HeatmapFrame, layout: Layout, rows: range) -> list[Segment]:
        """The line's profile, name or number, and where the cursor is."""
        here = frame.cursor is not None and frame.cursor[0] in rows
        marks = ", ".join(name for row, name in frame.marks if row in rows)
        if marks:
            text, style = marks, "heatmap--mark"
        elif frame.cell is CellSize.HALF:
            text = next((text for row, text in frame.row_ticks if row in rows), "")
            style = "heatmap--axis"
        else:
            text, style = frame.row_names[rows[0]], "heatmap--name"
        sign = AT_ROW if here else "◂" if marks else NOTHING
        words = fit(text, layout.left - 2) + " "
        return pieces(
            (words, self._part("heatmap--lit" if here else style)),
            (sign, self._part("heatmap--lit" if here else "heatmap--mark")),
        )

    def _column_names(self, frame: HeatmapFrame, layout: Layout, y: int) -> list[Segment]:
        room = CellSize.NAMED.columns
        segments = [Segment(" " * layout.left, self._part("heatmap--axis"))]
        at = frame.cursor[1] if frame.cursor else None
        for column, name in enumerate(frame.column_names[: layout.columns]):
            part = self._part("heatmap--lit" if column == at else "heatmap--name")
            segments += pieces((fit(stacked(name, room - 1, NAME_LINES)[y], room), part))
        return segments

    def _column_ticks(self, frame: HeatmapFrame, layout: Layout) -> list[Segment]:
        """The columns' numbers, and where the cursor is."""
        pitch = frame.cell.columns
        width = layout.columns * pitch
        at = None if frame.cursor is None else frame.cursor[1] * pitch
        axis, lit = self._part("heatmap--axis"), self._part("heatmap--lit")
        segments, x = [Segment(" " * layout.left, axis)], 0
        words = placed(frame.column_ticks, pitch, width)
        spans = [(word.x, word.text) for word in words]
        if at is not None and not any(x <= at < x + cell_len(text) for x, text in spans):
            spans = sorted([*spans, (at, AT_COLUMN)])
        for start, text in spans:
            here = at is not None and start <= at < start + cell_len(text)
            segments += pieces((" " * (start - x), axis), (text, lit if here else axis))
            x = start + cell_len(text)
        return segments
