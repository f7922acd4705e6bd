"""What the rating keys do, in the writer thread: each sees what the one before it wrote."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from recflix_tui.library.snapshot import LibraryError
from recflix_tui.library.views import Mark

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.library.library import Library

R = TypeVar("R")

MARKS = {"refuse": Mark.NOT_FOR_ME, "watched": Mark.WATCHED, "my_list": Mark.MY_LIST}
"""The marks by the names that the actions have for them."""


def chooses(change: Callable[..., Any], *args: Any) -> bool:
    """Whether a change of a title says that it is one that was looked for."""
    return change in (rate, nudge) or (change is toggle_mark and args != ("refuse",))


def while_open(dataset: Dataset | None, change: Callable[..., R]) -> Callable[..., R]:
    """`change`, but only as long as its item's dataset is the one in use."""

    def checked(library: Library, *args: Any) -> R:
        if library.snapshot.dataset is not dataset:
            raise LibraryError("the dataset was changed meanwhile; nothing was done")
        return change(library, *args)

    return checked


def rate(library: Library, profile_id: int, item: int, stars: float) -> None:
    """Rate an item."""
    library.profiles.rate(profile_id, item, float(stars))


def nudge(library: Library, profile_id: int, item: int, steps: int) -> str | None:
    """Move a rating by steps of the scale. What is unrated gets a start that it is moved from
    by the next key; returns what that start is, in a line."""
    scale = library.snapshot.need_dataset().scale
    stars = library.recommendations.taste(profile_id).activity.ratings.get(item)
    if stars is not None:
        library.profiles.rate(profile_id, item, scale.step_from(stars, steps))
        return None
    stars, nearest_to = _start(library, profile_id, item)
    library.profiles.rate(profile_id, item, stars)
    return f"rated {stars:g}, {nearest_to}; + and - change it, u undoes"


def _start(library: Library, profile_id: int, item: int) -> tuple[float, str]:
    """The rating that an unrated title starts with, and what it is nearest to."""
    dataset = library.snapshot.need_dataset()
    guess = library.recommendations.taste(profile_id).prediction(item)
    if guess is not None:
        return dataset.scale.nearest(guess), "the nearest to what was predicted"
    mean = float(dataset.means[item])
    if math.isnan(mean):
        return dataset.scale.nearest(mean), "the middle of the scale, as nobody rated it"
    return dataset.scale.nearest(mean), "the nearest to what everyone gave it"


def clear_rating(library: Library, profile_id: int, item: int) -> None:
    """Take an item's rating off."""
    library.profiles.clear_rating(profile_id, item)


def toggle_mark(library: Library, profile_id: int, item: int, mark: str) -> None:
    """Put a mark on an item, or take it off."""
    library.profiles.toggle_mark(profile_id, item, MARKS[mark])


def take_back_giving_up(library: Library, profile_id: int, item: int) -> bool:
    """Have an item no longer be given up on; whether it was."""
    given_up = item in library.recommendations.taste(profile_id).activity.abandoned
    if given_up:
        library.profiles.toggle_mark(profile_id, item, Mark.ABANDONED)
    return given_up


def give_up(library: Library, profile_id: int, item: int, tenths: int) -> None:
    """Say that an item was given up on after so many tenths of it; 0 where that is not said."""
    library.profiles.abandon(profile_id, item, tenths / 10 if tenths else None)
