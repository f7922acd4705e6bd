"""What stands in place of a screen that the terminal is too small for."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size

from recflix_tui.widgets.fixed_text import FixedText


class SizeNotice(Container):
    """A calm line over the whole screen: the size that it needs. Shown by the class `cramped`."""

    DEFAULT_CSS = """
    SizeNotice {
        display: none;
        layer: cover;
        width: 100%;
        height: 100%;
        align: center middle;
        background: $background;
        & FixedText { width: 100%; height: auto; text-align: center; color: $muted; }
    }
    """

    def compose(self) -> ComposeResult:
        yield FixedText()

    def say(self, needs: Size, here: Size) -> None:
        """Tell which size is needed, and which there is, in columns by lines."""
        words = f"needs {needs.width} x {needs.height}, here {here.width} x {here.height}"
        self.query_one(FixedText).say(f"{words} · q quits")
