"""What the experiment tells of itself, event by event."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.child.events import Event


@dataclass(frozen=True)
class LookupStarted(Event):
    """What is going to be measured."""

    dataset: str
    """The name of the dataset whose ids and titles are looked up."""
    n_items: int
    """How many titles it has; what is looked up beyond has made-up ids."""
    sizes: list[int]
    """Numbers of titles that Python's own ways are measured at, ascending."""
    app_sizes: list[int]
    """Those that the app's own are, up to `n_items`."""
    seed: int
    """Of the ids that are asked for."""
    loop_ns: float
    """What the loop alone takes that asks, ns an id: it is in every figure."""


@dataclass(frozen=True)
class LookupBuilding(Event):
    """A catalogue of that size is made."""

    n_titles: int
    """How many titles it has."""


@dataclass(frozen=True)
class LookupMeasured(Event):
    """What one look-up takes, in one way, at one number of titles."""

    way: str
    """One of `Way`."""
    n_titles: int
    """How many titles there are to look among."""
    is_there: bool
    """Whether the ids asked for were there, or none was."""
    ns: float
    """Nanoseconds of one look-up, the median of several batches."""
    n_lookups: int
    """How many were timed."""
    nbytes: int
    """What leads from ids to titles is kept in: bytes, the titles' names not counted."""


@dataclass(frozen=True)
class LookupDone(Event):
    """All is measured."""

    seconds: float
    """What all of it took."""
