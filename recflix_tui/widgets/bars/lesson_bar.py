"""The lines of a lesson: what is told at this step, which step it is, and the keys that lead on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.cells import first_that_wraps, fit, pieces

WORD_LINES = 3
SIDES = 3  # cells at both ends of a line of words
EDGE = "▌"
GAP = "  "

LessonKey = tuple[str, str, str]
"""A key as shown, what it does, and its action string."""


@dataclass(frozen=True)
class LessonLook:
    """What a lesson says just now."""

    head: str
    """What the lesson is about."""
    about: str
    """Which step it is; empty while it is only offered."""
    ways: Sequence[str]
    """What is told, the longest words first; none while it is only offered."""
    keys: Sequence[LessonKey]
    """What leads on, back and out of it."""


class LessonBar(Widget):
    """A head and three lines of words above the keys; the head alone while a lesson is offered;
    nothing without one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lesson--head",
        "lesson--about",
        "lesson--words",
        "lesson--key",
    }
    DEFAULT_CSS = """
    LessonBar {
        height: 4;
        display: none;
        background: $focus;
        &.-offered { height: 1; }
        & > .lesson--head { color: $accent; text-style: bold; }
        & > .lesson--about { color: $muted; }
        & > .lesson--words { color: $foreground; }
        & > .lesson--key { color: $accent; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._look: LessonLook | None = None

    def show(self, look: LessonLook | None) -> bool:
        """Show another step; returns whether the bar takes another number of lines."""
        before, self._look = _lines(self._look), look
        self.set_class(_lines(look) == 1, "-offered")
        self.display = look is not None
        self.refresh()
        return _lines(look) != before

    def render_line(self, y: int) -> Strip:
        look, width = self._look, self.size.width
        words = self.get_component_rich_style("lesson--words")
        if look is None:
            return Strip.blank(width, words)
        edge = Segment(EDGE, self.get_component_rich_style("lesson--key"))
        if y == 0:
            parts = self._head(look, width - 1)
        else:
            lines = first_that_wraps(look.ways, width - SIDES, WORD_LINES)
            parts = pieces((f" {lines[y - 1] if y <= len(lines) else ''}", words))
        return Strip([edge, *parts]).extend_cell_length(width, words).crop(0, width)

    def _head(self, look: LessonLook, width: int) -> list[Segment]:
        """`What happens when I press 4  3 of 8 · its error     . next  , back  esc end`."""
        head = self.get_component_rich_style("lesson--head")
        about = self.get_component_rich_style("lesson--about")
        keys = self._keys(look)
        room = width - sum(segment.cell_length for segment in keys) - 2
        said = f"{GAP}{look.about}" if look.about else ""
        ways = [(look.head, said), (look.about, "") if look.about else (look.head, "")]
        first, then = next((w for w in ways if cell_len("".join(w)) <= room), ways[-1])
        first = fit(first, min(cell_len(first), max(room, 0)))
        blank = " " * max(room - cell_len(first + then) + 1, 1)
        return [*pieces((f" {first}", head), (then, about), (blank, about)), *keys]

    def _keys(self, look: LessonLook) -> list[Segment]:
        key = self.get_component_rich_style("lesson--key")
        label = self.get_component_rich_style("lesson--about")
        parts: list[Segment] = []
        for shown, does, run in look.keys:
            click = Style(meta={"@click": run})
            parts += [Segment(GAP, label)] if parts else []
            parts += pieces((shown, key + click), (f" {does}", label + click))
        return parts


def head_words(stars: float) -> str:
    """What the lesson is about: only whole stars are keys."""
    return f"What happens when I {'press' if stars == int(stars) else 'give'} {stars:g}"


def _lines(look: LessonLook | None) -> int:
    return 0 if look is None else 1 + WORD_LINES * bool(look.ways)
