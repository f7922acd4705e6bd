"""The wall of shelves line by line: headings and tiles as segments."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from recflix_tui.widgets.cells import (
    first_that_fits,
    fit,
    pieces,
    shorten,
    shorten_title,
    shorter_ways,
)
from recflix_tui.widgets.shelf.grid import GAP, MARGIN, Grid
from recflix_tui.widgets.shelf.rows import Row, ShelfView
from recflix_tui.widgets.shelf.tile import TileLook, TileStyles, is_cut, tile_line

Look = Callable[[int], TileLook]
SHORTEST_NOTE = 8  # cells of a note that tell anything


class ShelfPaint:
    """Draws the lines of shelves; the styles are made once a theme."""

    def __init__(self, part: Callable[[str], Style]) -> None:
        """`part` gives the style of a component class of the wall."""
        self._part = part
        self._styles: dict[str, TileStyles] = {}

    def forget_styles(self) -> None:
        """The theme changed."""
        self._styles.clear()

    def message(self, words: str, width: int) -> list[Segment]:
        """A calm line in the middle."""
        words = shorten(words, width)
        left = (width - cell_len(words)) // 2
        return pieces((" " * left + fit(words, width - left), self._part("wall--note")))

    def heading(self, row: Row, grid: Grid) -> list[Segment]:
        """The shelf's title and, set to the right edge of the last tile, its note, which is
        shortened first."""
        room = grid.right - MARGIN
        blank = self._part("wall--note")
        title = shorten_title(row.view.title, room)
        note = note_that_fits(row.view, room - cell_len(title) - 2)
        space = room - cell_len(title) - cell_len(note)
        heading = (title, self._part("wall--heading"))
        return pieces((" " * MARGIN, blank), heading, (" " * space + note, blank))

    def tiles(
        self, row: Row, grid: Grid, line: int, look: Look, ground: Callable[[int], str]
    ) -> list[Segment]:
        """One line of the tiles in view, with marks where there are more to either side.

        `ground` gives the component class of the background of the tile at an index.
        """
        blank = self._part("wall--note")
        shown = row.items[row.first : row.first + grid.columns]
        more_left = line == 1 and row.first > 0
        more_right = line == 1 and row.first + len(shown) < len(row.items)
        segments = [Segment("‹ " if more_left else " " * MARGIN, blank)]
        for at, item in enumerate(shown, row.first):
            name = ground(at)
            styles = self._tile_styles(name)
            segments += tile_line(look(item), line, grid.tile, name == "wall--focus", styles)
            segments.append(Segment(" " * GAP, blank))
        if more_right:
            segments.append(Segment("›", blank))
        return segments

    def _tile_styles(self, ground: str) -> TileStyles:
        if ground not in self._styles:
            self._styles[ground] = TileStyles(self._part, ground)
        return self._styles[ground]


def note_that_fits(view: ShelfView, width: int) -> str:
    """As much of a shelf's note as `width` cells have room for: the longest way to say it that
    fits, else its beginning."""
    ways = [view.note, *view.shorter]
    ways += [way for way in shorter_ways(ways[-1])[1:] if way]
    fitting = first_that_fits(ways, width)
    return shorten(fitting, width) if width >= SHORTEST_NOTE else ""


def cut_name(look: TileLook, grid: Grid) -> str:
    """The whole title of a tile that has no room for it, else nothing."""
    return look.title if is_cut(look, grid.tile) else ""
