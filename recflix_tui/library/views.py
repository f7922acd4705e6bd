"""What the faces of the library hand out: small values, made for one answer."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.snapshot import Snapshot
from recflix_tui.recommend.rows.row import Row
from recflix_tui.recommend.taste import Taste
from recflix_tui.store.records import Event, Mark
from recflix_tui.versions.registry import VersionInfo

__all__ = ["Event", "HomeView", "Mark", "News", "ProfileSummary", "VersionInfo"]


@dataclass(frozen=True)
class ProfileSummary:
    """A profile and how much it has rated in the dataset in use."""

    id: int
    name: str
    n_ratings: int


@dataclass(frozen=True)
class News:
    """What other processes changed. It is false where nothing was."""

    activity: bool
    """Whether anyone rated, marked or undid anything, or a profile changed."""
    snapshot: Snapshot | None
    """The dataset and the model as they are now, None where neither changed."""

    def __bool__(self) -> bool:
        return self.activity or self.snapshot is not None


@dataclass(frozen=True)
class HomeView:
    """One profile's rows, with the dataset and the taste that they were made from."""

    dataset: Dataset
    taste: Taste
    rows: tuple[Row, ...]
