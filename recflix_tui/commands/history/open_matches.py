"""What of a profile's titles waits, may be another or was said to be one, by its own number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recflix_tui.commands.history.titles import year_data
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.history.values import CHOSEN, Address, UnsureTitle, WaitingTitle
from recflix_tui.library.library import Library
from recflix_tui.store.records import OUTSIDE


@dataclass(frozen=True)
class OpenMatch:
    """A title of which a person may say which it is."""

    number: str
    """Its own, whatever else is said: of a film that no dataset has `3`, else its id space and its
    movie id there."""
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
    near: tuple[int, ...] = ()
    """The items that it may be, where it is taken for one what else, the likeliest first."""
    refused: bool = False
    """Whether a person said that it is none of the dataset's."""
    known_as: str = ""
    """Where it waits what it is in datasets that have it; empty where that is not known."""

    @property
    def is_said(self) -> bool:
        """Whether a person said which it is."""
        return self.how == CHOSEN

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to ask a person."""
        if self.item is not None:
            return not self.is_said
        return bool(self.near) and not self.refused


def open_matches(library: Library, profile_id: int) -> list[OpenMatch]:
    """All of a profile's, those first that there is anything to ask of, then those that were
    said."""
    waiting = library.history.waiting(profile_id)
    asked = [title for title in waiting if title.near and not title.refused]
    left = [title for title in waiting if not title.near or title.refused]
    ordered: list[WaitingTitle | UnsureTitle] = list(asked)
    ordered += library.history.unsure(profile_id)
    ordered += library.history.said_here(profile_id)
    ordered += left
    return [_open(title) for title in ordered]


def _open(title: WaitingTitle | UnsureTitle) -> OpenMatch:
    space, movie = title.address
    number = str(movie) if space == OUTSIDE else f"{space}:{movie}"
    named = number, title.address, title.title, title.year
    if isinstance(title, UnsureTitle):
        return OpenMatch(*named, None, (), title.item, title.how, title.near)
    waits = title.near, title.refused, title.known_as
    return OpenMatch(*named, title.stars, title.marks, None, "", *waits)


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
        "known_as": title.known_as or None,
    }
