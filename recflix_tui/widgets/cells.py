"""Text measured in terminal cells, as it must be for columns to stay straight."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

ELLIPSIS = "…"


def shorten(text: str, width: int) -> str:
    """`text`, cut to at most `width` cells; what is cut ends in an ellipsis."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip(" ·") + ELLIPSIS


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut with an ellipsis, or padded with spaces."""
    short = shorten(text, width)
    return short + " " * (width - cell_len(short))


def first_that_fits(ways: Sequence[str], width: int) -> str:
    """The first of several ways to say a thing that `width` cells have room for, else the last."""
    return next((way for way in ways if cell_len(way) <= width), ways[-1])


def fit_right(text: str, width: int) -> str:
    """`text` in exactly `width` cells, set to the right."""
    short = shorten(text, width)
    return " " * (width - cell_len(short)) + short


def pieces(*parts: tuple[str, Style]) -> list[Segment]:
    """Segments of the parts that hold any text.

    Leading blanks get a segment of their own: a picture exported as SVG would lose them.
    """
    segments = []
    for text, style in parts:
        bare = text.lstrip(" ")
        blanks = len(text) - len(bare)
        segments += [Segment(" " * blanks, style)] if blanks else []
        segments += [Segment(bare, style)] if bare else []
    return segments
