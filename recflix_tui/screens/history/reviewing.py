"""What a profile's review shows: the films that wait or may be others, and what each may be."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recflix_tui.library.history.values import Address
from recflix_tui.screens.history.import_words import SIGNS

if TYPE_CHECKING:
    from recflix_tui.library.history.values import UnsureTitle, WaitingTitle
    from recflix_tui.library.library import Library
    from recflix_tui.recommend.activity import ProfileActivity


class Stands(enum.Enum):
    """How it stands with a film; in the order of the list."""

    MAY_BE = "may be one of these titles"
    UNSURE = "found, but may be another"
    NOTHING_LIKE = "like nothing here"
    REFUSED = "none of these, you said"


@dataclass(frozen=True)
class OpenFilm:
    """A film that a person may look at."""

    address: Address
    """Where it is rated and marked."""
    title: str
    """What it is called there."""
    year: int
    """0 where unknown."""
    figure: str
    """Its stars and signs."""
    did: str
    """What was done to it, in words."""
    stands: Stands
    """How it stands with it."""
    items: tuple[int, ...]
    """What it may be, the likeliest first; of one that is unsure what it is taken for."""


def load_open(library: Library, profile_id: int) -> list[OpenFilm]:
    """The films of a profile that wait or may be others, the most important first. Raises
    StoreError, and LibraryError without a dataset."""
    history = library.history
    waiting = [_waiting(title) for title in history.waiting(profile_id)]
    activity = library.recommendations.taste(profile_id).activity
    unsure = [_unsure(title, activity) for title in history.unsure(profile_id)]
    order = list(Stands)
    return sorted([*waiting, *unsure], key=lambda film: order.index(film.stands))


def _waiting(title: WaitingTitle) -> OpenFilm:
    stands = Stands.MAY_BE if title.near else Stands.NOTHING_LIKE
    figure, did = _did(title.stars, title.marks)
    stands = Stands.REFUSED if title.refused else stands
    return OpenFilm(title.address, title.title, title.year, figure, did, stands, title.near)


def _unsure(title: UnsureTitle, activity: ProfileActivity) -> OpenFilm:
    item = title.item
    marked = {
        "watched": activity.watched,
        "my_list": activity.my_list,
        "not_for_me": activity.refused,
        "abandoned": activity.abandoned,
    }
    marks = [mark for mark, items in marked.items() if item in items]
    figure, did = _did(activity.ratings.get(item), marks)
    return OpenFilm(title.address, title.title, title.year, figure, did, Stands.UNSURE, (item,))


def _did(stars: float | None, marks: Iterable[str]) -> tuple[str, str]:
    """Stars and marks as they stand in a list, and in words."""
    known = [SIGNS[mark] for mark in marks if mark in SIGNS]
    rated = [] if stars is None else [f"{stars:g}"]
    words = [*(f"{n} stars" for n in rated), *(mark.word for mark in known)]
    return " ".join([*rated, "".join(mark.sign for mark in known)]).strip(), ", ".join(words)


def choose(library: Library, profile_id: int, film: OpenFilm, item: int | None) -> str:
    """Say which title a film is, None for none of these; what stands then, in a line."""
    library.history.choose(profile_id, film.address, item)
    if item is None:
        return f"{film.title} waits until a dataset has it"
    dataset = library.snapshot.need_dataset()
    return f"{film.title} is {dataset.title(item)} from now on"
