"""One title as a tile of three lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from recflix_tui.widgets.cells import fit, pieces
from recflix_tui.widgets.stars import bar, stars_text

LINES = 3
SMALLEST = 22  # cells, edge and padding included
EDGE = "▌"
LONGEST_BAR = 24


@dataclass(frozen=True)
class TileLook:
    """What a tile shows.

    `prediction` and `mean` are in stars, None where there is none; `stars` is the person's own
    rating; `word` stands in the prediction's place for a title that is watched or refused.
    """

    title: str
    year: int | None = None
    genres: tuple[str, ...] = ()
    prediction: float | None = None
    mean: float | None = None
    count: int = 0
    stars: float | None = None
    word: str = ""
    listed: bool = False
    high: float = 5.0

    @property
    def facts(self) -> str:
        """Year and genres."""
        year = str(self.year) if self.year else "    "
        return f"{year}  {' · '.join(self.genres)}"


class TileStyles:
    """The styles of a tile's parts on one background, made once a theme."""

    def __init__(self, part: Callable[[str], Style], ground: str) -> None:
        """`part` gives the style of a component class, as the wall's own does."""
        ground_style = Style(bgcolor=part(ground).bgcolor)
        self.title = part("wall--title") + ground_style
        self.facts = part("wall--facts") + ground_style
        self.figure = part("wall--figure") + ground_style
        self.filled = part("wall--filled") + ground_style
        self.track = part("wall--track") + ground_style


def tile_line(
    look: TileLook, line: int, width: int, focused: bool, styles: TileStyles
) -> list[Segment]:
    """One of a tile's three lines in exactly `width` cells."""
    room = width - 3
    edge = (EDGE if focused else " ", styles.filled)
    if line == 0:
        badge = " ◆" if look.listed else ""
        title = fit(look.title, room - len(badge))
        body = [(" " + title, styles.title), (badge, styles.filled)]
    elif line == 1:
        body = [(" " + fit(look.facts, room), styles.facts)]
    else:
        body = _last_line(look, room, styles)
    return pieces(edge, *body, (" ", styles.facts))


def _last_line(look: TileLook, room: int, styles: TileStyles) -> list[tuple[str, Style]]:
    """Own rating, else mark, else prediction with its bar, else the mean of all ratings."""
    if look.stars is not None:
        own = f" you {look.stars:g}  "
        return [
            (own, styles.facts),
            (fit(stars_text(look.stars), room + 1 - len(own)), styles.filled),
        ]
    if look.word:
        return [(" " + fit(look.word, room), styles.facts)]
    if look.prediction is not None:
        figure = f" {look.prediction:.1f}"
        length = min(max(room - 7, 4), LONGEST_BAR)
        filled, rest = bar(look.prediction / look.high, length)
        gap = room + 1 - len(figure) - length
        return [
            (figure, styles.figure),
            (" " * gap, styles.facts),
            (filled, styles.filled),
            (rest, styles.track),
        ]
    if look.mean is not None:
        figure = f" {look.mean:.1f}"
        return [
            (figure, styles.title),
            (fit(_of(look.count), room + 1 - len(figure)), styles.facts),
        ]
    return [(" " + fit("no ratings yet", room), styles.facts)]


def _of(count: int) -> str:
    return f"  from {count:,} rating{'s' if count != 1 else ''}"
