"""What an import changed, as values: what the page after it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recflix_tui.evaluation.one_person import Gap, OnePerson
from recflix_tui.history.values import Did


@dataclass(frozen=True)
class FarOff:
    """A title that one person likes far more or far less than everybody."""

    item: int
    """The title."""
    stars: float
    """The person's."""
    crowd: float
    """The mean of all who rated it."""


@dataclass(frozen=True)
class OtherGenre:
    """A genre that one person rates otherwise than everybody, beyond chance."""

    name: str
    """The genre."""
    n: int
    """Titles of it that were compared."""
    above: float
    """By how much more the person gives them in the mean, in stars; below 0 for less."""


@dataclass(frozen=True)
class BesideCrowd:
    """One person's ratings beside the means of the same titles by everyone; of titles alone that
    enough people rated."""

    n: int
    """Titles that were compared."""
    own: float
    """The mean of the person's ratings."""
    crowd: float
    """The mean of the titles' means."""
    above: Gap
    """By how much more the person gives."""
    correlation: Gap | None
    """How far the person's stars go along with the means, -1 to 1, with its interval; None where
    either are all the same."""
    liked_more: tuple[FarOff, ...]
    """The titles that the person likes far more, the furthest first."""
    liked_less: tuple[FarOff, ...]
    """Those that the person likes far less, the furthest first."""
    genres_above: tuple[OtherGenre, ...]
    """The genres that the person rates higher, the furthest first."""
    genres_below: tuple[OtherGenre, ...]
    """Those that the person rates lower, the furthest first."""


@dataclass(frozen=True)
class WhatChanged:
    """What an import did, and what came of it."""

    source: str
    """The service, as it is called."""
    file: str
    """The name of the file."""
    number: int | None
    """The number of the import; None where it changed nothing."""
    n_acts: int
    """How many ratings and marks it brought."""
    backup: str
    """The name of the copy of the store that was kept before, empty where none was."""
    new: Mapping[Did, int]
    """How many acts of each kind are new here; of those alone that there are any of."""
    new_waiting: Mapping[Did, int]
    """How many of those wait, and so count in nothing; of those kinds alone of which any do."""
    n_changed: int
    """How many ratings took the place of older ones."""
    n_same: int
    """How many acts stood here already."""
    n_kept: int
    """In place of how many ratings a newer one that stands here was kept."""
    n_off: int
    """How many acts stay off, as they were taken off here since an import brought them."""
    n_twice: int
    """How many acts the export has in another way too, and later: those were taken."""
    n_sure: int
    """Films that were found, surely."""
    n_unsure: int
    """Films that were found, and may be others."""
    n_waiting: int
    """Films that were not found, and wait."""
    n_series: int
    """Series that were left out, each counted once."""
    left_out: tuple[tuple[str, int], ...]
    """Why rows were left out, and how many for that, the most first; rows of series too."""
    notes: tuple[str, ...]
    """What the person should know of how it was read, a line each."""
    picks: tuple[int, ...]
    """The profile's Top picks now, items, the best first; none without a model."""
    new_picks: frozenset[int]
    """Those of them that were none before it."""
    has_model: bool
    """Whether there is a model."""
    n_new_ratings: int
    """Titles of the dataset that the import brought a first rating of."""
    predicted: OnePerson | None
    """How well the model would have predicted these; None where there is no model, or they are too
    few to tell."""
    may_be_known: bool
    """Whether these may be among the ratings that the model was trained on: those that somebody
    gave at MovieLens."""
    n_ratings: int
    """Titles of the dataset that the profile has rated now."""
    beside_crowd: BesideCrowd | None
    """All that the profile has rated now beside what everybody thinks of it; None where it is too
    little to tell."""
