"""What of an import is worked out in a thread: the file read, and what would become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recflix_tui.library.history.values import Plan
    from recflix_tui.library.library import Library
    from recflix_tui.widgets.matches.match_list import MatchRow


@dataclass(frozen=True)
class Prepared:
    """What the preview shows."""

    plan: Plan
    """What would be done."""
    name: str
    """Whose history it is to be."""
    rows: Sequence[MatchRow]
    """The films that may be others, those that wait, what is left out, and those found surely."""


class CalledOff(Exception):
    """It was called off: whoever asked has gone."""


class Progress:
    """How far a reading is, told by one thread and looked at by another."""

    def __init__(self) -> None:
        self.stage = "opening"
        """What is being done."""
        self.share = 0.0
        """How much of that is done, from 0 to 1."""
        self.called_off = False
        """Whether it is to end."""

    def __call__(self, stage: str, share: float) -> None:
        if self.called_off:
            raise CalledOff
        self.stage, self.share = stage, share


def prepare(
    library: Library, profile_id: int, path: Path, person: str | None, progress: Progress
) -> Prepared | tuple[str, ...]:
    """What would become of all that a file says; or whose it may be, where it holds several
    people's and none was named. Nothing is changed.

    Raises HistoryError, LibraryError and StoreError; CalledOff once it is called off.
    """
    from recflix_tui.screens.history.import_words import match_rows

    history = library.history
    history.remember_folder(profile_id, path)
    export = history.read(path, person, progress)
    if export.people:
        return export.people
    progress("looking for the films", 0.0)
    plan = history.plan(profile_id, export, path.name, progress)
    rows = match_rows(plan, library.snapshot.need_dataset())
    return Prepared(plan, library.profiles.get(profile_id).name, rows)
