"""What the rating keys do, in the writer thread: each sees what the one before it wrote."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from recflix_tui.library.snapshot import LibraryError
from recflix_tui.library.views import Mark

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.dataset.values import Scale
    from recflix_tui.library.library import Library

R = TypeVar("R")

MARKS = {"refuse": Mark.NOT_FOR_ME, "watched": Mark.WATCHED, "my_list": Mark.MY_LIST}
"""The marks by the names that the actions have for them."""


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


def nudge(library: Library, profile_id: int, item: int, steps: int) -> None:
    """Move a rating by steps of half a star; from an unrated title's prediction or mean."""
    dataset = library.snapshot.need_dataset()
    scale = dataset.scale
    taste = library.recommendations.taste(profile_id)
    now = taste.activity.ratings.get(item)
    if now is None:
        guess = taste.prediction(item)
        mean = float(dataset.means[item])
        now = nearest(guess if guess is not None else mean, scale)
    # From between two steps of the scale (a half star of other data) to the next one that way.
    at = round((now - scale.low) / scale.step, 6)
    then = (math.floor(at) if steps > 0 else math.ceil(at)) + steps
    library.profiles.rate(profile_id, item, nearest(scale.low + then * scale.step, scale))


def nearest(stars: float, scale: Scale) -> float:
    """The rating of the scale that is nearest; the middle of the scale for NaN."""
    if stars != stars:
        stars = (scale.low + scale.high) / 2
    steps = round((stars - scale.low) / scale.step)
    return min(max(scale.low + steps * scale.step, scale.low), scale.high)


def clear_rating(library: Library, profile_id: int, item: int) -> None:
    """Take an item's rating off."""
    library.profiles.clear_rating(profile_id, item)


def toggle_mark(library: Library, profile_id: int, item: int, mark: str) -> None:
    """Put a mark on an item, or take it off."""
    library.profiles.toggle_mark(profile_id, item, MARKS[mark])
