"""A tile of a title that several people would say something of."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.widgets.shelf.tile import TileLook


@dataclass(frozen=True)
class SaidLook(TileLook):
    """A title with words in the place of one person's prediction."""

    said: tuple[str, ...] = ()
    """Several ways to say it, as plain text: the first that a tile has room for is shown."""

    @property
    def answers(self) -> tuple[str, ...]:
        """What stands where others have what the person said of the title."""
        return self.said
