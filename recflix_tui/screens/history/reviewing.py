"""What a profile's review shows: the films that wait or may be others, and what each may be."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recflix_tui.library.history.choices import in_larger_sets
from recflix_tui.library.history.values import Address
from recflix_tui.library.lookup import title_with_year
from recflix_tui.screens.history.import_words import SIGNS
from recflix_tui.text import counted, with_year

if TYPE_CHECKING:
    from recflix_tui.library.history.values import UnsureTitle, WaitingTitle
    from recflix_tui.library.library import Library
    from recflix_tui.recommend.activity import ProfileActivity


class Stands(enum.Enum):
    """How it stands with a film; in the order of the list."""

    MAY_BE = "may be one of these titles"
    UNSURE = "found, but may be another"
    SAID = "as was said here"
    NOTHING_LIKE = "like nothing here"
    ELSEWHERE = "found in larger sets alone"
    REFUSED = "none of these, you said"

    @property
    def is_said(self) -> bool:
        """Whether somebody here said it."""
        return self in (Stands.SAID, Stands.REFUSED)


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
    """What it may be, the likeliest first; of one that is found what it is taken for, then what
    else."""
    known_as: str = ""
    """What larger datasets have it as, in words; empty where that is not known."""

    @property
    def name(self) -> str:
        """Its title, with its year where that is known."""
        return with_year(self.title, self.year)


def load_open(library: Library, profile_id: int) -> list[OpenFilm]:
    """The films of a profile that wait or may be others, the most important first. Raises
    StoreError, and LibraryError without a dataset."""
    history = library.history
    dataset = library.snapshot.need_dataset()
    waiting = [_waiting(title, dataset.name) for title in history.waiting(profile_id)]
    activity = library.recommendations.taste(profile_id).activity
    unsure = [_found(title, activity, Stands.UNSURE) for title in history.unsure(profile_id)]
    said = [_found(title, activity, Stands.SAID) for title in history.said_here(profile_id)]
    order = list(Stands)
    return sorted([*waiting, *unsure, *said], key=lambda film: order.index(film.stands))


def _waiting(title: WaitingTitle, dataset: str) -> OpenFilm:
    stands = Stands.MAY_BE if title.near else Stands.NOTHING_LIKE
    figure, did = _did(title.stars, title.marks)
    stands = Stands.REFUSED if title.refused else stands
    named = title.address, title.title, title.year
    if title.known_as:
        known_as = in_larger_sets(title.known_as, dataset)
        return OpenFilm(*named, figure, did, Stands.ELSEWHERE, (), known_as)
    return OpenFilm(*named, figure, did, stands, title.near)


def _found(title: UnsureTitle, activity: ProfileActivity, stands: Stands) -> OpenFilm:
    item = title.item
    marked = {
        "watched": activity.watched,
        "my_list": activity.my_list,
        "not_for_me": activity.refused,
        "abandoned": activity.abandoned,
    }
    marks = [mark for mark, items in marked.items() if item in items]
    figure, did = _did(activity.ratings.get(item), marks)
    items = (item, *title.near)
    return OpenFilm(title.address, title.title, title.year, figure, did, stands, items)


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
        return f"{film.name} waits until a dataset has it"
    dataset = library.snapshot.need_dataset()
    return f"{film.name} is {title_with_year(dataset, item)} from now on"


def forget(library: Library, profile_id: int, film: OpenFilm) -> str:
    """Forget what was said of a film, and look for it again; what was done, in a line."""
    library.history.forget(profile_id, film.address)
    return f"what was said of {film.name} is forgotten"


def keep_all(library: Library, profile_id: int) -> str:
    """Keep all unsure films as they are taken; how many, in a line."""
    n = library.history.keep_all(profile_id)
    if not n:
        return "no film here is taken for one that it may not be"
    are = "is what it was" if n == 1 else "are what they were"
    return f"{counted(n, 'film')} {are} taken for from now on; f forgets one"
