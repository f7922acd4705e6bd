"""The line above the keys: what moved the prediction of the title in focus."""

from __future__ import annotations

from itertools import product
from typing import ClassVar

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.bars.why import GAP, Why, end_ways
from recflix_tui.widgets.bars.why_pick import Pieces, pick_pieces
from recflix_tui.widgets.cells import (
    first_that_fits,
    main_name,
    pieces,
    share_cells,
    shorten,
    shorten_title,
)
from recflix_tui.widgets.pictures.figures import hundredths, missing, signed, two_digits

LEAST_OF_MANY = 16  # cells of a name where more than one reason is named
READABLE = 12  # cells of the only name, where fewer words after it give it so many
LEAST = 6  # cells of the only name
CUT = "…"  # stands for the figures that have no room
LEAST_BESIDE = 24  # cells of what is said beside a title that stands whole
LONGEST_SUBJECT = 24  # cells of the title that the line is about, where it is named


class WhyLine(Widget):
    """Shows a `Why`, or a plain word where there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "why--grey",
        "why--title",
        "why--more",
        "why--less",
    }
    DEFAULT_CSS = """
    WhyLine {
        height: 1;
        background: $panel;
        & > .why--grey { color: $muted; }
        & > .why--title { color: $foreground; }
        & > .why--more { color: $more; }
        & > .why--less { color: $less; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: Why | str = ""
        self._title = ""

    def show(self, why: Why | str, title: str = "") -> None:
        """Show other reasons, or a plain word; title: stands before them, where a part of it is
        shown elsewhere alone."""
        if (why, title) != (self._shown, self._title):
            self._shown, self._title = why, title
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        name, room = beside(self._title, width)
        parts: Pieces = [(f" {name}{GAP if room else ''}", "title")] if name else []
        if isinstance(self._shown, str):
            parts.append((shorten(self._shown if name else f" {self._shown}", room), "grey"))
        elif room:
            parts += why_pieces(self._shown, room, "" if name else None)
        segments = pieces(
            *((text, self.get_component_rich_style(f"why--{tone}")) for text, tone in parts)
        )
        grey = self.get_component_rich_style("why--grey")
        return Strip(segments).extend_cell_length(width, grey).crop(0, width)


def beside(title: str, width: int) -> tuple[str, int]:
    """How a title stands on a line of `width` cells, and the cells that are left for words beside
    it: none where it needs the line for itself. Another name in brackets makes room for them."""
    if not title:
        return "", width
    for name in (title, main_name(title) + CUT):
        room = width - cell_len(name) - 2 - len(GAP)
        if room >= LEAST_BESIDE:
            return name, room
    return shorten_title(title, max(width - 2, 1)), 0


def why_pieces(why: Why, width: int, start: str | None = None) -> Pieces:
    """` why  because of Brazil   …`, or of a title that is not offered ` why  Title 5 +0.41   3
    more −0.06   baseline 3.86 → you 4.21`, as it fits, by its tone; start: what it begins with."""
    if start is None:
        start = f" why {shorten_title(why.of, LONGEST_SUBJECT)}  " if why.of else " why  "
    room = width - cell_len(start) - 1
    said = pick_pieces(why, room) if why.because or why.otherwise else star_pieces(why, room)
    return [(start, "grey"), *said]


def star_pieces(why: Why, width: int) -> Pieces:
    """What moved a prediction, by its tone."""
    reasons, end = said_of(why, width)
    said: Pieces = []
    for label, effect in reasons:
        said += [(f"{label} ", "title"), (signed(effect), "more" if effect > 0 else "less")]
        said.append((GAP, "grey"))
    return [*said, (end, "grey")]


def said_of(why: Why, width: int) -> tuple[list[tuple[str, int]], str]:
    """The reasons as (label, hundredths), and the words after them, in `width` cells.

    The strongest reason is named however few they are: the words after it are shortened first.
    """
    ends = end_ways(why)
    for least, end in product((READABLE, LEAST), ends):
        reasons = reasons_that_fit(why, width - cell_len(end), least)
        if reasons and (not why.effects or not is_rest(reasons[0], why)):
            return reasons, end
    if not why.effects:
        return [], first_that_fits(ends, width)
    end = f"{CUT} → {two_digits(why.you + why.scale)}"
    title, rating, effect = why.effects[0]
    room = width - cell_len(f" {rating:g} {signed(hundredths(effect))}{GAP}{end}")
    return [(f"{shorten_title(title, max(room, 1))} {rating:g}", hundredths(effect))], end


def is_rest(reason: tuple[str, int], why: Why) -> bool:
    """Whether a reason stands for all of them, and names none."""
    return reason[0] == f"{why.count} more"


def reasons_that_fit(why: Why, width: int, least: int = LEAST) -> list[tuple[str, int]]:
    """The reasons that fit in `width` cells as (label, hundredths), the rest as one of them.

    Where names are long the longest are shortened, before a reason is left to the rest. The rest
    is what is missing to the difference of the two figures, so that the line adds up.

    least: cells that a name needs that is the only one.
    """
    for n in range(len(why.effects), -1, -1):
        shown = why.effects[:n]
        figures = [(f" {rating:g}", hundredths(effect)) for _, rating, effect in shown]
        rest = []
        if why.count > n:
            others = missing(why.baseline, why.you, (effect for _, _, effect in shown))
            rest = [(f"{why.count - n} more", others)]
        taken = sum(cell_len(end) + 1 + len(signed(e)) + len(GAP) for end, e in [*figures, *rest])
        wanted = [cell_len(title) for title, _, _ in shown]
        rooms = share_cells(wanted, width - taken)
        enough = LEAST_OF_MANY if n > 1 else least
        if taken <= width and all(r >= min(w, enough) for r, w in zip(rooms, wanted, strict=True)):
            names = [shorten_title(t, r) for (t, _, _), r in zip(shown, rooms, strict=True)]
            return [(n + end, e) for n, (end, e) in zip(names, figures, strict=True)] + rest
    return []
