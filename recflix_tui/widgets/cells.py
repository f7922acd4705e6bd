"""Text measured in terminal cells, as it must be for columns to stay straight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut with an ellipsis, or padded with spaces."""
    short = shorten(text, width)
    return short + " " * (width - cell_len(short))


def fit_right(text: str, width: int) -> str:
    """`text` in exactly `width` cells, set to the right."""
    short = shorten(text, width)
    return " " * (width - cell_len(short)) + short


def keep_whole(words: Sequence[str], width: int, between: str = "  ") -> list[str]:
    """The first words that fit in `width` cells, none of them cut."""
    kept: list[str] = []
    left = width
    for word in words:
        left -= cell_len(word) + (cell_len(between) if kept else 0)
        if left < 0:
            break
        kept.append(word)
    return kept


def pieces(*parts: tuple[str, Style]) -> Iterable[Segment]:
    """Segments of the parts that hold any text."""
    return [Segment(text, style) for text, style in parts if text]
