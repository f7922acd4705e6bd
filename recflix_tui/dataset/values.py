"""The small values that a dataset is made of, and its one kind of error."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.errors import RecflixError

Array = NDArray[Any]
# Of dataset.json: its inode and its time in nanoseconds; another import has another.
Stamp = tuple[int, int]


DESCRIPTION = "dataset.json"


class DatasetError(RecflixError):
    """A dataset cannot be read, written or found; the text is the one line the user reads."""


@dataclass(frozen=True)
class Scale:
    """The stars that can be given: `low`, `low + step`, ... `high`."""

    low: float
    high: float
    step: float

    @property
    def stars(self) -> tuple[float, ...]:
        """Every value of the scale, lowest first."""
        n = round((self.high - self.low) / self.step) + 1
        return tuple(self.low + k * self.step for k in range(n))

    def holds(self, ratings: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which of `ratings` stand on the scale (NaN and infinities do not)."""
        inside = (ratings >= self.low) & (ratings <= self.high)
        place = (np.where(inside, ratings, self.low) - self.low) / self.step
        on_step: NDArray[np.bool_] = np.abs(place - np.rint(place)) < 1e-4
        return inside & on_step

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


HALF_STARS = Scale(0.5, 5.0, 0.5)
WHOLE_STARS = Scale(1.0, 5.0, 1.0)


@dataclass(frozen=True)
class Csr:
    """Ratings grouped by row (a user or an item), within a row by ascending index.

    indptr: (n_rows + 1,) int64; indices: (nnz,) int32; values: (nnz,) float32 stars;
    times: (nnz,) int64 unix seconds, 0 where unknown.
    """

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    values: NDArray[np.float32]
    times: NDArray[np.int64]

    def row(self, r: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The indices and the stars of row `r`, as views."""
        span = slice(int(self.indptr[r]), int(self.indptr[r + 1]))
        return self.indices[span], self.values[span]


@dataclass(frozen=True)
class People:
    """What users said of themselves, a row a user, -1 where unknown.

    ages: (n,) int8 bands from 0, under 18, to 6, 56 and over; genders: (n,) int8, 0 is F and
    1 is M; occupations: (n,) int16 numbers from 0.
    """

    ages: NDArray[np.int8]
    genders: NDArray[np.int8]
    occupations: NDArray[np.int16]


@dataclass(frozen=True)
class Facts:
    """What a dataset says of itself."""

    name: str
    source: str
    id_space: str
    scale: Scale
    fingerprint: str
    genre_names: tuple[str, ...]
    n_users: int
    n_items: int
    n_ratings: int


def stamp_of(folder: Path) -> Stamp | None:
    """What tells this import from one that takes its place; None where there is none."""
    try:
        found = (folder / DESCRIPTION).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
