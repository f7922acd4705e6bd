"""An import before it is done and after: what becomes of each film and each act."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.history.values import Act, Did, Export, Film
from recflix_tui.store.imports.records import CHOSEN as CHOSEN
from recflix_tui.store.imports.records import Alias

Address = tuple[str, int]
"""Where a title is rated and marked: its id space and its movie id there."""


class Fate(enum.StrEnum):
    """What becomes of an act of an export."""

    NEW = "new"
    """It is brought in."""
    CHANGES = "changes"
    """It is brought in, in place of an older rating."""
    SAME = "same"
    """It stands here already."""
    KEPT = "kept"
    """Another rating stands here, which is newer: that stays."""
    OFF = "off"
    """It was taken off here since an import brought it: it stays off."""
    TWICE = "twice"
    """The export has it in another way too, and later: that is taken."""


@dataclass(frozen=True)
class PlannedFilm:
    """A film of an export, looked for in the dataset in use."""

    film: Film
    """As the export names it."""
    address: Address
    """Where it will be rated and marked; of one that no dataset here has, an id below 0 stands for
    the one that it is given."""
    item: int
    """The item that it is, -1 where it waits."""
    how: str
    """How that was found out, empty where it waits."""
    is_sure: bool
    """Whether its ids, or its exact name and year, say so."""
    near: tuple[int, ...] = ()
    """Of one that waits the items that it may be, the likeliest first."""


@dataclass(frozen=True)
class PlannedAct:
    """An act of an export, and what becomes of it."""

    act: Act
    """The act."""
    film: PlannedFilm
    """The film that it is done to."""
    fate: Fate
    """What becomes of it."""
    here: float | None = None
    """The stars that stand here now, None where none do."""


@dataclass(frozen=True)
class Plan:
    """An import, as it would be done. Nothing is changed by it."""

    profile_id: int
    """Whose history it is to be."""
    export: Export
    """What was read."""
    file: str
    """The name of the file."""
    films: tuple[PlannedFilm, ...]
    """Each film once, the order of the export."""
    acts: tuple[PlannedAct, ...]
    """Every act, the oldest first."""
    dataset: str
    """The name of the dataset that the films were looked for in."""
    fingerprint: str
    """What tells that dataset from another one of the same name."""
    apart: tuple[Alias, ...] = ()
    """What was taken for one so far, and is two films by this export: it holds no longer."""

    def is_of(self, dataset: Dataset) -> bool:
        """Whether its films were looked for in this dataset."""
        return (self.dataset, self.fingerprint) == (dataset.name, dataset.fingerprint)

    @cached_property
    def to_do(self) -> tuple[PlannedAct, ...]:
        """The acts that change something."""
        return tuple(a for a in self.acts if a.fate in (Fate.NEW, Fate.CHANGES))

    @cached_property
    def fates(self) -> Mapping[Fate, int]:
        """How many acts have each fate."""
        return {fate: sum(act.fate is fate for act in self.acts) for fate in Fate}

    @cached_property
    def new_waiting(self) -> Mapping[Did, int]:
        """How many of the new acts of each kind wait, of those kinds alone of which any do."""
        waits = Counter(a.act.did for a in self.acts if a.fate is Fate.NEW and a.film.item < 0)
        return {did: waits[did] for did in Did if waits[did]}

    @cached_property
    def dids(self) -> Mapping[Did, int]:
        """How many acts are of each kind."""
        return {did: sum(act.act.did is did for act in self.acts) for did in Did}

    @cached_property
    def sure(self) -> tuple[PlannedFilm, ...]:
        """The films that were found, surely."""
        return tuple(film for film in self.films if film.item >= 0 and film.is_sure)

    @cached_property
    def unsure(self) -> tuple[PlannedFilm, ...]:
        """The films that were found, and may be others."""
        return tuple(film for film in self.films if film.item >= 0 and not film.is_sure)

    @cached_property
    def waiting(self) -> tuple[PlannedFilm, ...]:
        """The films that were not found: they wait."""
        return tuple(film for film in self.films if film.item < 0)


@dataclass(frozen=True)
class Outcome:
    """An import that was done."""

    plan: Plan
    """What was planned."""
    number: int | None
    """The number of the import; None where nothing was changed."""
    n_acts: int
    """How many ratings and marks it brought."""
    backup: str
    """The name of the copy of the store that was kept before, empty where none was."""
    picks_before: tuple[int, ...] = ()
    """The profile's Top picks before it, items, the best first."""


@dataclass(frozen=True)
class WaitingTitle:
    """A title that the dataset in use does not have, or that is not told apart there."""

    address: Address
    """Where it is rated and marked."""
    title: str
    """Its name, cleaned."""
    year: int
    """0 where unknown."""
    stars: float | None
    """Its rating, None where it has none."""
    marks: tuple[str, ...]
    """The values of its marks."""
    near: tuple[int, ...]
    """The items that it may be, the likeliest first."""
    refused: bool
    """Whether a person said that it is none of the dataset's."""
    known_as: str = ""
    """What it is in datasets that have it, with its year; empty where that is not known."""


@dataclass(frozen=True)
class UnsureTitle:
    """A title that was found, and may be another, or that a person said which it is."""

    address: Address
    """Where it is rated and marked."""
    title: str
    """Its name, as it was brought in."""
    year: int
    """0 where unknown."""
    item: int
    """The item that it is taken for."""
    how: str
    """How that was found out; `CHOSEN` where a person said it."""
    near: tuple[int, ...] = ()
    """What else it may be, the likeliest first, as far as that is told: of what a person said what
    it would be taken for, and titles of the same name and year."""
