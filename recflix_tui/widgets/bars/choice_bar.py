"""What is chosen, each with the key that takes the next of its kind; a click does, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

GAP = "   "


class ChoiceBar(Widget):
    """Choices in a line: those that fit, the first ones first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--key", "choices--word"}
    DEFAULT_CSS = """
    ChoiceBar {
        height: 1;
        background: $background;
        & > .choices--key { color: $accent; background: $background; text-style: bold; }
        & > .choices--word { color: $foreground; background: $background; }
    }
    """

    Choice = tuple[str, str, str]
    """The key, what is chosen, and the action string that takes the next."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: Sequence[ChoiceBar.Choice] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Show other choices."""
        self._choices = tuple(choices)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        key = self.get_component_rich_style("choices--key")
        word = self.get_component_rich_style("choices--word")
        parts: list[Segment] = [Segment("  ", word)]
        for number, (shown, words, run) in enumerate(self._choices):
            click = Style(meta={"@click": f"screen.{run}"})
            parts += [Segment(GAP, word)] if number else []
            parts += [Segment(f"{shown} ", key + click), Segment(words, word + click)]
        return Strip(parts).adjust_cell_length(self.size.width, word)
