"""What is chosen, each with the key that takes the next of its kind; a click does, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

GAP = "   "
EDGE = "  "


class ChoiceBar(Widget):
    """Choices in a line, or in as many as they take: none is cut."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--key", "choices--word"}
    DEFAULT_CSS = """
    ChoiceBar {
        height: auto;
        background: $background;
        & > .choices--key { color: $accent; background: $background; text-style: bold; }
        & > .choices--word { color: $foreground; background: $background; }
    }
    """

    Choice = tuple[str, str, str]
    """The key, what is chosen, and the action string that takes the next; the key and the action
    are empty where there is no next one."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: Sequence[ChoiceBar.Choice] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Show other choices."""
        self._choices = tuple(choices)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(len(self._lines(width)), 1)

    def render_line(self, y: int) -> Strip:
        key = self.get_component_rich_style("choices--key")
        word = self.get_component_rich_style("choices--word")
        lines = self._lines(self.size.width)
        parts: list[Segment] = [Segment(EDGE, word)]
        for number, (shown, words, run) in enumerate(lines[y] if y < len(lines) else ()):
            click = Style(meta={"@click": f"screen.{run}"}) if run else Style()
            parts += [Segment(GAP, word)] if number else []
            parts += [Segment(f"{shown} ", key + click)] if shown else []
            parts += [Segment(words, word + click)]
        return Strip(parts).adjust_cell_length(self.size.width, word)

    def _lines(self, width: int) -> list[list[Choice]]:
        """The choices, line by line."""
        lines: list[list[ChoiceBar.Choice]] = []
        left = 0
        for choice in self._choices:
            wide = cell_len(choice[0]) + bool(choice[0]) + cell_len(choice[1])
            if not lines or wide + len(GAP) > left:
                lines.append([choice])
                left = width - len(EDGE) - wide
            else:
                lines[-1].append(choice)
                left -= wide + len(GAP)
        return lines
