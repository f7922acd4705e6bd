"""What the faces of the library hand out: small values, made for one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.snapshot import Snapshot
from recflix_tui.recommend.row.row import Row
from recflix_tui.recommend.taste import Taste
from recflix_tui.store.profile_settings import Consent
from recflix_tui.store.records import Event, Mark
from recflix_tui.versions.registry import VersionInfo

if TYPE_CHECKING:
    from recflix_tui.recommend.search_help import SearchHelp

__all__ = [
    "Changes",
    "Consent",
    "DidTitle",
    "Event",
    "Found",
    "HomeView",
    "LeftOut",
    "Mark",
    "OfferedGroup",
    "ProfileSummary",
    "VersionInfo",
]


@dataclass(frozen=True)
class ProfileSummary:
    """A profile, as a list shows it."""

    id: int
    """What the store calls it; never given twice."""
    name: str
    """As shown."""
    n_ratings: int
    """How many titles of the dataset in use it has rated."""


@dataclass(frozen=True)
class Changes:
    """What other processes changed. It is false where nothing was."""

    activity: bool
    """Whether anyone rated, marked or undid anything, or a profile changed."""
    snapshot: Snapshot | None
    """The dataset and the model as they are now, None where neither changed."""

    def __bool__(self) -> bool:
        return self.activity or self.snapshot is not None


@dataclass(frozen=True)
class LeftOut:
    """What cannot be among the top picks of a profile, by the reason."""

    floor: int
    """The ratings that a title needs to be among them."""
    too_few: int
    """The titles that somebody rated, but fewer people than that."""
    unrated: int
    """The titles that nobody rated."""
    answered: int
    """The titles that are not open: rated, watched or refused."""


@dataclass(frozen=True)
class HomeView:
    """One profile's rows, and what they were made from."""

    dataset: Dataset
    """The dataset whose items stand on them."""
    taste: Taste
    """What the profile did, and its predictions."""
    rows: tuple[Row, ...]
    """The rows in their order."""


@dataclass(frozen=True)
class OfferedGroup:
    """A group of titles that a profile may say it likes."""

    name: str
    """What it is, as plain text."""
    examples: tuple[int, ...]
    """Well-known titles of it, as items of the dataset."""
    stands_for: int
    """The item that is marked to pick it, or was."""
    picked: bool
    """Whether the profile picked it."""


@dataclass(frozen=True)
class Found:
    """What a search finds, whoever asks."""

    items: NDArray[np.int32]
    """The items, the best first; of a genre or a decade the most rated first."""
    help: SearchHelp
    """What else can be said: what is near where none fits, and what the words name."""


@dataclass(frozen=True)
class DidTitle:
    """A title of the dataset in use that a profile rated or marked, wherever it did."""

    item: int
    """The title."""
    value: float
    """The stars, or the mark's value."""
    at: float
    """When, in Unix seconds, as far as anyone knows."""
    at_is: str
    """What `at` is of: `rated`, `watched` or `logged`; `marked` here, or `imported` by a file that
    gives no date."""
    source: str
    """The service that it was brought in from; empty where it was done here."""
