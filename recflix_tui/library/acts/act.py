"""One thing that a profile did beside rating and marking."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.store.behaviour.batch import ActKind


@dataclass(frozen=True)
class Act:
    """An act, as a screen tells it."""

    kind: ActKind
    """What was done."""
    item: int | None = None
    """The title that it was done to; of a search what was chosen from it, None for nothing."""
    seconds: float = 0.0
    """How long the title was open, or had the focus."""
    text: str = ""
    """What was searched for."""
    items: tuple[int, ...] = ()
    """The titles that came into view."""

    @property
    def of_items(self) -> tuple[int, ...]:
        """All items that it is about."""
        return self.items if self.item is None else (self.item, *self.items)
