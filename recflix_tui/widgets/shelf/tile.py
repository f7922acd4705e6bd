"""One title as a tile of four lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from recflix_tui.text import counted
from recflix_tui.widgets.cells import first_that_fits, fit, pieces, shorten, two_lines
from recflix_tui.widgets.marks import Sign, marks_on
from recflix_tui.widgets.pictures.figures import one_digit, plus_minus
from recflix_tui.widgets.shelf.grid import LINES
from recflix_tui.widgets.stars import bar, stars_text

PADDING = 3  # cells: the edge, one after it, one at the right
EDGE = "▌"
LONGEST_BAR = 24
ROOM_FOR_DOUBT = 14  # cells from which ` ±0.4` has room between figure and bar


@dataclass(frozen=True)
class TileLook:
    """What a tile, or a row of the table, shows of a title.

    The marks stand as signs beside the title; where it is watched, given up on or refused and not
    rated, in words instead of the prediction.
    """

    title: str
    """The title, without the year."""
    year: int | None = None
    """The year that it came out, None where unknown."""
    genres: tuple[str, ...] = ()
    """The names of its genres."""
    prediction: float | None = None
    """Stars; None without a model."""
    uncertainty: float | None = None
    """The prediction's standard deviation in stars; None where it is not known."""
    mean: float | None = None
    """Of all ratings, in stars; None where there are none."""
    count: int = 0
    """How many rated it."""
    stars: float | None = None
    """The own rating; None where there is none."""
    listed: bool = False
    """Whether it is on My List."""
    watched: bool = False
    """Whether it is marked watched."""
    refused: bool = False
    """Whether it is marked not for me."""
    abandoned: bool = False
    """Whether it is marked as given up on."""
    high: float = 5.0
    """The scale's best rating, to which a full bar stands."""

    @property
    def facts(self) -> str:
        """Year and genres."""
        year = str(self.year) if self.year else "    "
        return f"{year}  {' · '.join(self.genres)}"

    @property
    def marks(self) -> list[Sign]:
        """The marks that are on."""
        return marks_on(self.listed, self.watched, self.refused, self.abandoned)

    @property
    def signs(self) -> str:
        """The signs of the marks that are on: `◆✓`."""
        return "".join(mark.sign for mark in self.marks)

    @property
    def answers(self) -> tuple[str, ...]:
        """Ways to say what the person said of the title without rating it, the best first; none
        where that is nothing."""
        said = marks_on(False, self.watched, self.refused, self.abandoned)
        return (" · ".join(mark.word for mark in said),) if said else ()


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


def title_lines(look: TileLook, width: int) -> tuple[str, str]:
    """A title on the one or two lines that it takes in a tile of `width` cells.

    The signs of marks stand beside the first. The end of a longer title is kept, as it tells
    films of a series apart.
    """
    room = width - PADDING
    return two_lines(look.title, room - (len(look.signs) + 1 if look.signs else 0), room)


def is_cut(look: TileLook, width: int) -> bool:
    """Whether a tile of `width` cells has no room for the whole title."""
    shown = " ".join(part for part in title_lines(look, width) if part)
    return "".join(shown.split()) != "".join(look.title.split())


def tile_line(
    look: TileLook, line: int, width: int, focused: bool, styles: TileStyles
) -> list[Segment]:
    """One of a tile's four lines in exactly `width` cells: title, facts, figure.

    Between them title and facts have three: what a short title leaves is there for the genres.
    """
    room = width - PADDING
    edge = (EDGE if focused else " ", styles.filled)
    first, second = title_lines(look, width)
    if line == 0:
        badge = f" {look.signs}" if look.signs else ""
        body = [(" " + fit(first, room - len(badge)), styles.title), (badge, styles.filled)]
    elif line == 1 and second:
        body = [(" " + fit(second, room), styles.title)]
    elif line < LINES - 1:
        facts = (look.facts,) if second else two_lines(look.facts, room, room, shorten)
        body = [(" " + fit(facts[line - 1 - bool(second)], room), styles.facts)]
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
    if look.answers:
        return [(" " + fit(first_that_fits(look.answers, room), room), styles.facts)]
    if look.prediction is not None:
        figure = f" {one_digit(look.prediction)}"
        doubt = plus_minus(look.uncertainty) if room >= ROOM_FOR_DOUBT else ""
        length = min(max(room - (10 if doubt else 7), 4), LONGEST_BAR)
        filled, rest = bar(look.prediction / look.high, length)
        gap = room + 1 - len(figure) - len(doubt) - length
        return [
            (figure, styles.figure),
            (doubt + " " * gap, styles.facts),
            (filled, styles.filled),
            (rest, styles.track),
        ]
    if look.mean is not None:
        figure = f" {one_digit(look.mean)}"
        return [
            (figure, styles.title),
            (fit(_of(look.count), room + 1 - len(figure)), styles.facts),
        ]
    return [(" " + fit("no ratings yet", room), styles.facts)]


def _of(count: int) -> str:
    return f"  {counted(count, 'rating')}"
