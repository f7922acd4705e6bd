"""Lines of text in several inks, from which the pane is put together."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Literal

from rich.cells import cell_len

Ink = Literal["title", "name", "bar", "figure", "quiet"]
INKS: tuple[Ink, ...] = ("title", "name", "bar", "figure", "quiet")
Line = Sequence[tuple[str, Ink]]


def length(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def said(sentences: Sequence[str], width: int, ink: Ink = "name") -> list[Line]:
    """Sentences in as many lines as they take; the second line of one is set in."""
    return [
        [(line, ink)]
        for sentence in sentences
        for line in textwrap.wrap(spaced(sentence), max(width, 8), subsequent_indent="  ")
    ]


def spaced(text: str) -> str:
    """Percent signs set apart, as on all screens, and never on a line of their own."""
    return text.replace("%", "\N{NO-BREAK SPACE}%")


def short(n: int) -> str:
    """A count in at most six cells: `99,999`, `143k`, `2.3M`, `32M`."""
    if n < 100_000:
        return f"{n:,}"
    if n < 999_500:
        return f"{n / 1e3:.0f}k"
    return f"{n / 1e6:.1f}M" if n < 9_950_000 else f"{n / 1e6:,.0f}M"
