"""The small values that a dataset is made of, and its one kind of error."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.errors import RecflixError

Array = NDArray[Any]
DESCRIPTION = "dataset.json"
SAMPLE = "sample"
"""What the sample data is kept under."""
Stamp = tuple[int, int]
"""Of dataset.json: its inode and its time in nanoseconds; another import has another."""


class DatasetError(RecflixError):
    """A dataset cannot be read, written or found; the text is the one line the user reads."""


@dataclass(frozen=True)
class Scale:
    """The stars that can be given: `low`, `low + step`, ... `high`."""

    low: float
    """The fewest stars."""
    high: float
    """The most stars."""
    step: float
    """From one value to the next, in stars."""

    @property
    def stars(self) -> tuple[float, ...]:
        """Every value of the scale, lowest first."""
        n = round((self.high - self.low) / self.step) + 1
        return tuple(self.low + k * self.step for k in range(n))

    def holds(self, ratings: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which of `ratings` (n,) are on the scale, (n,) bool; NaN and infinities are not."""
        inside = (ratings >= self.low) & (ratings <= self.high)
        steps = (np.where(inside, ratings, self.low) - self.low) / self.step
        on_step: NDArray[np.bool_] = np.abs(steps - np.rint(steps)) < 1e-4
        return inside & on_step

    def nearest(self, stars: float) -> float:
        """The value of the scale nearest to `stars`; to its middle for NaN."""
        if math.isnan(stars):
            stars = (self.low + self.high) / 2
        steps = round((stars - self.low) / self.step)
        return min(max(self.low + steps * self.step, self.low), self.high)

    def step_from(self, stars: float, steps: int) -> float:
        """The value so many steps up, or down where `steps` is negative, held to the scale.

        From between two values (a half star on whole stars) the first step is a part of one.
        """
        at = round((stars - self.low) / self.step, 6)
        whole = math.floor(at) if steps > 0 else math.ceil(at)
        return self.nearest(self.low + (whole + steps) * self.step)

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


HALF_STARS = Scale(0.5, 5.0, 0.5)
WHOLE_STARS = Scale(1.0, 5.0, 1.0)


@dataclass(frozen=True)
class CsrRatings:
    """Ratings as compressed sparse rows: grouped by row, which is a user or an item."""

    indptr: NDArray[np.int64]
    """Where each row's ratings begin, and the end of the last: (n_rows + 1,)."""
    indices: NDArray[np.int32]
    """The item of each rating, or its user where rows are items: (n_ratings,), ascending
    within a row."""
    values: NDArray[np.float32]
    """The stars, (n_ratings,)."""
    times: NDArray[np.int64]
    """When it was given, in Unix seconds, 0 where unknown: (n_ratings,)."""

    def row(self, r: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The indices and the stars of row `r`, as views."""
        span = slice(int(self.indptr[r]), int(self.indptr[r + 1]))
        return self.indices[span], self.values[span]


@dataclass(frozen=True)
class Demographics:
    """What n users said of themselves, -1 where unknown."""

    ages: NDArray[np.int8]
    """Bands of age, (n,): from 0, under 18, to 6, 56 and over."""
    genders: NDArray[np.int8]
    """0 is F and 1 is M, (n,)."""
    occupations: NDArray[np.int16]
    """Numbers from 0, in the order of the occupations' names, (n,)."""
    regions: NDArray[np.int8]
    """Places in `regions.REGIONS`, (n,); all unknown where they were not kept at the import."""


@dataclass(frozen=True)
class Tags:
    """The words that users gave to titles: n_tags of them, the most used first.

    Tags that differ in case, accents and blanks alone are one. By item they are compressed
    sparse rows, like ratings.
    """

    text: NDArray[np.uint8]
    """The names, one after the other, in UTF-8."""
    ends: NDArray[np.int64]
    """Where each name ends in `text`, (n_tags,)."""
    indptr: NDArray[np.int64]
    """Where each item's tags begin, and the end of the last: (n_items + 1,)."""
    indices: NDArray[np.int32]
    """The tags of the items, (indptr[-1],): from 0, ascending within an item."""
    counts: NDArray[np.int32]
    """How many different users gave that tag to that item, (indptr[-1],), at least 1."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Each tag as shown, in its most common spelling; all are read at the first call."""
        text, ends = self.text.tobytes(), [0, *self.ends.tolist()]
        return tuple(text[start:end].decode() for start, end in pairwise(ends))

    def of_item(self, i: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The tags of item `i` and how many users gave each, as views."""
        span = slice(int(self.indptr[i]), int(self.indptr[i + 1]))
        return self.indices[span], self.counts[span]


@dataclass(frozen=True)
class DatasetFacts:
    """What a dataset says of itself."""

    name: str
    """What it is kept under."""
    source: str
    """The folder or zip that it was imported from (its name alone)."""
    id_space: str
    """Datasets of one id space share movie ids; see id_spaces.py."""
    scale: Scale
    """The stars that its users could give."""
    fingerprint: str
    """The SHA-256, in hexadecimal, of scale, ids and ratings: of all that models train on."""
    genre_names: tuple[str, ...]
    """The name of each genre, in the order of the bits of `Dataset.genre_bits`."""
    n_users: int
    """How many users rated."""
    n_items: int
    """How many titles it has, rated or not."""
    n_ratings: int
    """How many ratings they gave."""


def stamp_of(folder: Path) -> Stamp | None:
    """What tells this import from one that replaces it; None where there is none."""
    try:
        found = (folder / DESCRIPTION).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
