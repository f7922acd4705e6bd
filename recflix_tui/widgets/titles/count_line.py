"""How many titles are listed, and what narrows and orders them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.cells import share_cells, shorten
from recflix_tui.widgets.titles.filters import Narrowed


@dataclass(frozen=True)
class CountHint:
    """What is said of a search besides its count."""

    words: str = ""
    """The line; may be empty."""
    key: str = ""
    """The key that helps on; empty where there is none."""
    does: str = ""
    """What that key does."""


_NO_HINT = CountHint()

FRAME = 3  # cells of a dot and the blanks around a word


class CountLine(Widget):
    """`612 of 9,066 titles · Sci-Fi · 1980s · unrated · by mean ▾`; each word can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"count--figure", "count--on", "count--off"}
    DEFAULT_CSS = """
    CountLine {
        height: 1;
        & > .count--figure { color: $foreground; text-style: bold; }
        & > .count--on { color: $accent; }
        & > .count--off { color: $muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._figure = ""
        self._words: list[tuple[str, bool, str]] = []
        self._hint = _NO_HINT
        self._none = False

    def show(
        self,
        shown: int,
        total: int,
        narrowed: Narrowed,
        order: str,
        hint: CountHint = _NO_HINT,
    ) -> None:
        """Show other figures; `order` is the order in words. A hint stands before the filters,
        and alone where nothing is shown."""
        self._hint, self._none = hint, shown == 0
        self._figure = f"{shown:,}" if shown == total else f"{shown:,} of {total:,}"
        decade = "all years" if narrowed.decade is None else f"{narrowed.decade}s"
        own = "rated or not" if narrowed.own is None else narrowed.own.value
        self._words = [
            (narrowed.genre or "all genres", narrowed.genre is not None, "genre"),
            (decade, narrowed.decade is not None, "decade"),
            (own, narrowed.own is not None, "own"),
            (order, False, "sort"),
        ]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        off = self.get_component_rich_style("count--off")
        on = self.get_component_rich_style("count--on")
        figure = self.get_component_rich_style("count--figure")
        said = self._hint_segments(figure, on, off)
        segments = []
        if self._words and not (said and self._none):
            segments = [Segment(f"{self._figure} ", figure), Segment("titles ", off)]
            segments += [Segment("· ", off), *said] if said else []
            room = self.size.width - sum(segment.cell_length for segment in segments)
            for word, lit, run in words_that_fit(self._words, room):
                click = Style(meta={"@click": f"screen.{run}"})
                segments += [Segment("· ", off), Segment(f"{word} ", (on if lit else off) + click)]
        return Strip(segments or said).adjust_cell_length(self.size.width, off)

    def _hint_segments(self, figure: Style, on: Style, off: Style) -> list[Segment]:
        segments = [Segment(f"{self._hint.words} ", figure)] if self._hint.words else []
        if self._hint.key:
            take = Style(meta={"@click": "screen.take"})
            segments += [Segment("· ", off)] if segments else []
            segments.append(Segment(f"{self._hint.key} ", on + take))
            segments.append(Segment(f"{self._hint.does} ", off + take))
        return segments


def words_that_fit(
    words: Sequence[tuple[str, bool, str]], room: int
) -> list[tuple[str, bool, str]]:
    """Those of the words for which `room` cells are enough, each after a dot and a blank.

    What narrows nothing goes first, the order last of all; then the longest are shortened.
    """
    kept = list(words)
    while len(kept) > 1 and sum(cell_len(word) + FRAME for word, _, _ in kept) > room:
        idle = [n for n, (_, is_on, _) in enumerate(kept[:-1]) if not is_on]
        if not idle:
            break
        del kept[idle[-1]]
    shares = share_cells([cell_len(word) for word, _, _ in kept], room - FRAME * len(kept))
    return [
        (shorten(word, share), is_on, run)
        for (word, is_on, run), share in zip(kept, shares, strict=True)
    ]
