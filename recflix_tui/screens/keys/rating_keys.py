"""What the rating keys do, in the writer thread: each sees what the one before it wrote."""

from __future__ import annotations

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
        now = scale.nearest(float(dataset.means[item]) if guess is None else guess)
    library.profiles.rate(profile_id, item, scale.step_from(now, steps))


def clear_rating(library: Library, profile_id: int, item: int) -> None:
    """Take an item's rating off."""
    library.profiles.clear_rating(profile_id, item)


def toggle_mark(library: Library, profile_id: int, item: int, mark: str) -> None:
    """Put a mark on an item, or take it off."""
    library.profiles.toggle_mark(profile_id, item, MARKS[mark])
