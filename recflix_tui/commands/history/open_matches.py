"""What of a profile's titles waits or may be another, numbered as the commands have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recflix_tui.commands.history.titles import year_data
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.history.values import Address, UnsureTitle, WaitingTitle
from recflix_tui.library.library import Library


@dataclass(frozen=True)
class OpenMatch:
    """A title of which a person may say which it is."""

    number: int
    """Its place, counted from 1: those first that may be some title."""
    address: Address
    """Where it is rated and marked."""
    title: str
    """Its name, as it was brought in."""
    year: int
    """0 where unknown."""
    stars: float | None
    """Its rating; None where it has none, or where it is found and has one there."""
    marks: tuple[str, ...]
    """The values of its marks, where it waits."""
    item: int | None
    """What it is taken for; None where it waits."""
    how: str
    """How that was found out."""
    near: tuple[int, ...]
    """Where it waits the items that it may be, the likeliest first."""
    refused: bool
    """Whether a person said that it is none of the dataset's."""

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to ask a person."""
        return self.item is not None or (bool(self.near) and not self.refused)


def open_matches(library: Library, profile_id: int) -> list[OpenMatch]:
    """All of a profile's, those first that there is anything to ask of."""
    waiting = library.history.waiting(profile_id)
    asked = [title for title in waiting if title.near and not title.refused]
    left = [title for title in waiting if not title.near or title.refused]
    ordered: list[WaitingTitle | UnsureTitle] = list(asked)
    ordered += library.history.unsure(profile_id)
    ordered += left
    return [_open(number, title) for number, title in enumerate(ordered, 1)]


def _open(number: int, title: WaitingTitle | UnsureTitle) -> OpenMatch:
    named = title.address, title.title, title.year
    if isinstance(title, UnsureTitle):
        return OpenMatch(number, *named, None, (), title.item, title.how, (), False)
    return OpenMatch(number, *named, title.stars, title.marks, None, "", title.near, title.refused)


def open_data(dataset: Dataset, title: OpenMatch) -> dict[str, Any]:
    """A title of which a person may say which it is, as JSON."""
    return {
        "number": title.number,
        "title": title.title,
        "year": title.year or None,
        "stars": title.stars,
        "marks": list(title.marks),
        "taken_for": None if title.item is None else year_data(dataset, title.item),
        "how": title.how or None,
        "may_be": [year_data(dataset, item) for item in title.near],
        "refused": title.refused,
    }
