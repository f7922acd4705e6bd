"""What a screen has the person look at, as far as it says something of a taste."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.screen import Screen


@dataclass(frozen=True)
class Sight:
    """What one screen shows just now."""

    in_view: frozenset[int] = frozenset()
    """The items that were drawn in rows made for who watches."""
    in_focus: int | None = None
    """The item that the focus chose among others."""
    opened: int | None = None
    """The item that is open."""
    search: str = ""
    """The words that the titles shown were searched by."""
    is_typing: bool = False
    """Whether those words are still being typed."""


NOTHING = Sight()


class Watcher(Protocol):
    """What notes what the person does beside rating and marking, as the screens know it."""

    def chosen(self, screen: Screen[Any], item: int) -> None:
        """The person rated a title on a screen, or keeps it."""
