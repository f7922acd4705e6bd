"""What a lesson tells of, read from the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recflix_tui.screens.factors.loading import N_ENDS

if TYPE_CHECKING:
    from recflix_tui.factors.labels import FactorCard
    from recflix_tui.lab.lesson.lesson import Lesson
    from recflix_tui.library.library import Library
    from recflix_tui.library.snapshot import Snapshot
    from recflix_tui.recommend.row.row import FirstScreen


@dataclass(frozen=True)
class Followed:
    """One rating followed, with the names of what it meets."""

    snapshot: Snapshot
    """The dataset and the model that it is by."""
    name: str
    """Of the profile."""
    lesson: Lesson
    """The numbers."""
    card: FactorCard | None
    """The factor that moved most, None where none did."""

    def title(self, item: int) -> str:
        """What a title is called."""
        return self.snapshot.need_dataset().title(item)


def prepare(library: Library) -> None:
    """Make all that is made once a model: in a thread of its own, as it may take seconds.

    Raises LibraryError where there is no model.
    """
    library.factors.cards(None, library.factors.space(), N_ENDS)


def load_followed(
    library: Library, profile_id: int, item: int, seen: FirstScreen
) -> Followed | None:
    """Follow the rating of an item; None where it is rated no longer.

    seen: how much of Home the terminal shows at once. Raises LibraryError without a model.
    """
    space = library.factors.space()
    lesson = library.lab.lesson(profile_id, item, seen)
    if lesson is None:
        return None
    name = library.profiles.get(profile_id).name
    card = None
    if lesson.factor is not None:
        card = library.factors.cards(None, space, N_ENDS)[lesson.factor.factor]
    return Followed(library.factors.snapshot_of(space), name, lesson, card)
