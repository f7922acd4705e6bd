"""The credits of a dataset's titles: directors, cast and running time, as IMDb has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.values import Array
from recflix_tui.text import counted

MOST_CAST = 10
"""People of a title's cast that are kept, the first in the credits."""


@dataclass(frozen=True)
class CreditCounts:
    """Of how many titles what is known."""

    directors: int
    """Titles whose directors are known, one at least."""
    cast: int
    """Titles of whose cast anybody is known."""
    runtime: int
    """Titles whose running time is known."""
    people: int
    """The people who direct or are in any of them."""

    def __str__(self) -> str:
        """`directors of 9,700 titles, cast of 9,650, runtime of 9,600`."""
        directors = counted(self.directors, "title")
        return f"directors of {directors}, cast of {self.cast:,}, runtime of {self.runtime:,}"


@dataclass(frozen=True)
class Credits:
    """Who made n_items titles: n_people of them, as numbers from 0.

    Directors and cast by item are compressed sparse rows, in the order of the credits.
    """

    text: NDArray[np.uint8]
    """The people's names, one after the other, in UTF-8."""
    ends: NDArray[np.int64]
    """Where each name ends in `text`, (n_people,)."""
    imdb_ids: NDArray[np.int64]
    """Their numbers at IMDb, (n_people,), ascending."""
    director_indptr: NDArray[np.int64]
    """Where each item's directors begin, and the end of the last: (n_items + 1,)."""
    director_people: NDArray[np.int32]
    """The directors of all items, one item after the other."""
    cast_indptr: NDArray[np.int64]
    """Where each item's cast begins, and the end of the last: (n_items + 1,)."""
    cast_people: NDArray[np.int32]
    """The cast of all items, at most MOST_CAST each."""
    runtimes: NDArray[np.int16]
    """How long each item is, (n_items,), in minutes; 0 where unknown."""

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> Credits:
        """The credits among the arrays of a dataset, by the names they are kept under."""
        return cls(
            *(arrays[f"credit_{part}"] for part in ("text", "ends", "imdb_ids")),
            *(arrays[f"credit_{part}"] for part in ("director_indptr", "director_people")),
            *(arrays[f"credit_{part}"] for part in ("cast_indptr", "cast_people", "runtimes")),
        )

    @property
    def n_people(self) -> int:
        return len(self.ends)

    def name(self, person: int) -> str:
        """A person's name as shown: "Stanley Kubrick"."""
        start = int(self.ends[person - 1]) if person else 0
        return self.text[start : int(self.ends[person])].tobytes().decode()

    def directors_of(self, item: int) -> NDArray[np.int32]:
        """The directors of an item as numbers, (n,) int32, as a view."""
        span = slice(int(self.director_indptr[item]), int(self.director_indptr[item + 1]))
        return self.director_people[span]

    def cast_of(self, item: int) -> NDArray[np.int32]:
        """The cast of an item as numbers, (n,) int32, the first in the credits first; a view."""
        span = slice(int(self.cast_indptr[item]), int(self.cast_indptr[item + 1]))
        return self.cast_people[span]

    def directors(self, item: int) -> tuple[str, ...]:
        """The names of an item's directors; none where unknown."""
        return tuple(self.name(int(person)) for person in self.directors_of(item))

    def cast(self, item: int) -> tuple[str, ...]:
        """The names of an item's cast, at most MOST_CAST; none where unknown."""
        return tuple(self.name(int(person)) for person in self.cast_of(item))

    def runtime(self, item: int) -> int | None:
        """How long an item is, in minutes; None where unknown."""
        return int(self.runtimes[item]) or None

    def directed_by(self, person: int) -> NDArray[np.int32]:
        """The items that a person directed, (n,) int32, ascending; a view."""
        return self._directed.of(person)

    def with_person(self, person: int) -> NDArray[np.int32]:
        """The items with a person in the cast, (n,) int32, ascending; a view."""
        return self._played.of(person)

    def items_of(self, people: NDArray[np.intp]) -> NDArray[np.int32]:
        """The items of some people, (m,) in numbers, as directors or in the cast: (n,) int32, one
        maybe more than once."""
        return np.concatenate([self._directed.of_all(people), self._played.of_all(people)])

    @property
    def counts(self) -> CreditCounts:
        """Of how many titles what is known."""
        return CreditCounts(
            directors=int(np.count_nonzero(np.diff(self.director_indptr))),
            cast=int(np.count_nonzero(np.diff(self.cast_indptr))),
            runtime=int(np.count_nonzero(self.runtimes)),
            people=self.n_people,
        )

    # Made at the first question: nothing that is shown at the start asks for it.
    @cached_property
    def _directed(self) -> _ItemsOf:
        return _ItemsOf.by_person(self.director_indptr, self.director_people, self.n_people)

    @cached_property
    def _played(self) -> _ItemsOf:
        return _ItemsOf.by_person(self.cast_indptr, self.cast_people, self.n_people)


@dataclass(frozen=True)
class _ItemsOf:
    """The items of each person, as compressed sparse rows."""

    indptr: NDArray[np.int64]
    """Where each person's items begin, and the end of the last: (n_people + 1,)."""
    items: NDArray[np.int32]
    """The items of all people, ascending within one."""

    @classmethod
    def by_person(
        cls, indptr: NDArray[np.int64], people: NDArray[np.int32], n_people: int
    ) -> _ItemsOf:
        """Rows of people by item, turned into rows of items by person."""
        items = np.repeat(np.arange(len(indptr) - 1, dtype=np.int32), np.diff(indptr))
        order = np.argsort(people, kind="stable")
        ends = np.cumsum(np.bincount(people, minlength=n_people))
        return cls(np.concatenate(([0], ends)), items[order])

    def of(self, person: int) -> NDArray[np.int32]:
        return self.items[int(self.indptr[person]) : int(self.indptr[person + 1])]

    def of_all(self, people: NDArray[np.intp]) -> NDArray[np.int32]:
        """The items of some people, one's after the other's."""
        starts = self.indptr[people]
        lengths = self.indptr[people + 1] - starts
        before = np.cumsum(lengths) - lengths
        at = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
        return np.asarray(self.items[at])
