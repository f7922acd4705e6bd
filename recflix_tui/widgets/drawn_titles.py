"""What titles a widget drew, for keys that act on a title only if it was seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

# Textual takes a widget's styles from its first base, so at run time this is no widget itself.
if TYPE_CHECKING:
    _Base = Widget
else:
    _Base = object


class DrawsTitles(_Base):
    """A widget that remembers the titles which it drew last. To stand before the other base."""

    drawn_titles: frozenset[int] = frozenset()
    """The items that were in view at the last drawing."""

    def titles_in_view(self) -> Iterable[int]:
        """The items that a drawing shows now."""
        return ()

    def render_lines(self, crop: Region) -> list[Strip]:
        self.drawn_titles = frozenset(self.titles_in_view())
        return super().render_lines(crop)


class TitleLine(DrawsTitles, Static):
    """A line that names one title."""

    _item: int | None = None

    def name_title(self, content: Content, item: int | None) -> None:
        """Show a line about an item, or (None) about no title."""
        self._item = item
        self.update(content)

    def titles_in_view(self) -> Iterable[int]:
        return () if self._item is None else (self._item,)
