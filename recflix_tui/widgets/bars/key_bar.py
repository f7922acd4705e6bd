"""The last line of a screen: its keys, each of which can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

GAP = "  "


class KeyBar(Widget):
    """Keys in the accent colour, what they do in grey; those that fit, most important first.

    The last entries, so many as are pinned, are always in view.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label"}
    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        background: $panel;
        & > .key-bar--key { color: $accent; text-style: bold; }
        & > .key-bar--label { color: $muted; }
    }
    """

    Entry = tuple[Sequence[tuple[str, str]], str]
    """Keys as (shown, action string), and the label they share."""

    def __init__(self, entries: Sequence[Entry], pinned: int = 1) -> None:
        super().__init__()
        self._entries, self._pinned = entries, pinned

    def set_entries(self, entries: Sequence[Entry], pinned: int = 1) -> None:
        """Show other keys."""
        self._entries, self._pinned = entries, pinned
        self.refresh()

    def entries_that_fit(self, width: int) -> list[Entry]:
        """The first entries that fit in `width` cells beside those that are always in view."""
        at = len(self._entries) - self._pinned
        last = self._entries[at:]
        left = width - 2 - sum(_width(entry) + len(GAP) for entry in last) + len(GAP)
        kept = []
        for entry in self._entries[:at]:
            left -= _width(entry) + len(GAP)
            if left < 0:
                break
            kept.append(entry)
        return [*kept, *last]

    def render_line(self, y: int) -> Strip:
        key = self.get_component_rich_style("key-bar--key")
        label = self.get_component_rich_style("key-bar--label")
        parts = [Segment(" ", label)]
        for keys, text in self.entries_that_fit(self.size.width):
            if len(parts) > 1:
                parts.append(Segment(GAP, label))
            for shown, run in keys:
                parts.append(Segment(shown, key + Style(meta={"@click": _on_screen(run)})))
                parts.append(Segment(" ", label))
            click = _on_screen(keys[0][1]) if len(keys) == 1 else None
            parts.append(Segment(text, label + Style(meta={"@click": click}) if click else label))
        strip = Strip(parts)
        return strip.extend_cell_length(self.size.width, label).crop(0, self.size.width)


def _width(entry: KeyBar.Entry) -> int:
    keys, text = entry
    return sum(cell_len(shown) + 1 for shown, _ in keys) + cell_len(text)


def _on_screen(run: str) -> str:
    """An action string with its namespace, for a click on a widget."""
    return run if "." in run.partition("(")[0] else f"screen.{run}"
