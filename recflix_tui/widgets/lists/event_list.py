"""What was done, the newest first, under the day that it was done on; more is asked for as one
comes near the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.message import Message

from recflix_tui.widgets.cells import fit, fit_title, shorten_title
from recflix_tui.widgets.lists.pick_list import Part, PickList

TIME, WHAT = 8, 24
NEAR = 60  # rows from the end from which more is asked for


@dataclass(frozen=True)
class EventLook:
    """One thing that was done, as the list shows it."""

    key: tuple[str, int]
    """What tells it from all others."""
    day: str
    """The day that it was done on."""
    time: str
    """The time of that day; empty for what is counted a day."""
    what: str
    """What was done, in everyday words."""
    title: str
    """The title that it was done to, or what is told besides; empty for none."""
    is_rating: bool
    """Whether it is of the log of ratings and marks, which stays."""


class EventList(PickList):
    """Days are headings: they cannot have the focus."""

    class NearEnd(Message):
        """The focus is near the last of those that are there, and there are more."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[EventLook | str] = []
        self._has_more = False

    def show(self, events: Sequence[EventLook], more: bool) -> None:
        """Show events, the newest first; the one in focus keeps it. more: whether there are
        others before them."""
        before = self.focused
        self._has_more = more
        self._rows = list(_under_days(events))
        keys = [None if isinstance(row, str) else row.key for row in self._rows]
        if before is not None and before.key in keys:
            self.at = keys.index(before.key)
        self.rows_changed()

    def forget_focus(self) -> None:
        """Have the newest in focus at the next showing."""
        self._rows, self.at = [], 0

    def focus_key(self, key: tuple[str, int]) -> None:
        """Give an event the focus, where it is there."""
        for at, row in enumerate(self._rows):
            if not isinstance(row, str) and row.key == key:
                self.focus_row(at)

    @property
    def focused(self) -> EventLook | None:
        """The event in focus."""
        row = self._rows[self.at] if self.at < len(self._rows) else None
        return None if isinstance(row, str) else row

    def row_count(self) -> int:
        return len(self._rows)

    def can_pick(self, row: int) -> bool:
        return not isinstance(self._rows[row], str)

    def focus_row(self, row: int) -> None:
        super().focus_row(row)
        if self._has_more and self.at + NEAR >= len(self._rows):
            self.post_message(self.NearEnd())

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        said = self._rows[row]
        if isinstance(said, str):
            return [(f" {said}", "strong")]
        room = width - TIME - WHAT - 1
        return [
            (fit(f"  {said.time}", TIME), "quiet"),
            (fit(said.what, WHAT), "figure" if said.is_rating else "text"),
            (" ", "text"),
            (fit_title(shorten_title(said.title, room), room), "text"),
        ]


def _under_days(events: Sequence[EventLook]) -> Iterable[EventLook | str]:
    day = None
    for event in events:
        if event.day != day:
            day = event.day
            yield day
        yield event
