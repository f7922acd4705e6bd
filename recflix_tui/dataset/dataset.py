"""A dataset in memory: who rated what, and what the titles are. Opening one imports no Polars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.csr import (
    means_of,
    positions,
    rows_together,
    spans_of,
    together,
    transpose,
)
from recflix_tui.dataset.description import damaged
from recflix_tui.dataset.regions import UNKNOWN
from recflix_tui.dataset.soundness import fingerprint, unsound_part
from recflix_tui.dataset.values import (
    Array,
    CsrRatings,
    DatasetError,
    DatasetFacts,
    Demographics,
    Scale,
    Stamp,
    Tags,
    stamp_of,
)
from recflix_tui.kept_files import Damaged, digest

if TYPE_CHECKING:
    import polars as pl

    from recflix_tui.dataset.credits.credits import Credits
    from recflix_tui.dataset.search.index import SearchIndex


TITLES = "titles.parquet"
_COLUMNS = ["movie_id", "title", "year", "genres"]


class Dataset:
    """Ratings and titles, users and items as indices from 0; all arrays are read-only."""

    def __init__(
        self,
        facts: DatasetFacts,
        arrays: Mapping[str, Array],
        search: SearchIndex,
        folder: Path,
        stamp: Stamp,
        titles_checksum: str | None = None,
        credits: Credits | None = None,
    ) -> None:
        self.facts = facts
        """Name, source, scale, fingerprint and counts."""
        self.search = search
        """Finds titles by what is typed."""
        self.folder = folder
        """Where its files are."""
        self.stamp = stamp
        """Of the files that all of this was opened from: another import has another."""
        self.user_ids: NDArray[np.int64] = arrays["user_ids"]
        """The outside name of each user, (n_users,), ascending."""
        self.movie_ids: NDArray[np.int64] = arrays["movie_ids"]
        """The outside name of each item, (n_items,), ascending: items go by their movie ids."""
        self.genre_bits: NDArray[np.uint64] = arrays["genre_bits"]
        """The genres of each item, (n_items,): bit g is set for `genre_names[g]`."""
        self.years: NDArray[np.int16] = arrays["years"]
        """The year of each item, (n_items,), 0 where unknown."""
        self.counts: NDArray[np.int32] = arrays["counts"]
        """How many rated each item, (n_items,)."""
        self.means: NDArray[np.float32] = arrays["means"]
        """Their mean in stars, (n_items,), NaN where nobody did."""
        self.title_rank: NDArray[np.int32] = arrays["title_rank"]
        """The rank of each item in the order of titles, (n_items,), from 0."""
        self.demographics = _demographics(arrays)
        """What the users said of themselves, None where the data has nothing of that."""
        self.tags = _tags(arrays)
        """The words that users gave to titles, None where no tag was given twice."""
        self.credits = credits
        """Who made the titles and how long these are, None where IMDb's files were not read."""
        self.imdb_ids: NDArray[np.int64] = arrays["imdb_ids"]
        """The number of each item at IMDb, (n_items,), 0 where unknown."""
        self.tmdb_ids = _tmdb_ids(arrays)
        """The number of each item at TMDB, (n_items,), 0 where unknown."""
        self._by_user, self._by_item = _csr("by_user", arrays), _csr("by_item", arrays)
        self._arrays = arrays
        self._titles_checksum = titles_checksum
        self._title_text: NDArray[np.uint8] = arrays["title_text"]
        self._title_ends: NDArray[np.int64] = arrays["title_ends"]

    @property
    def name(self) -> str:
        return self.facts.name

    @property
    def source(self) -> str:
        """The folder or zip this was imported from (its name alone)."""
        return self.facts.source

    @property
    def id_space(self) -> str:
        """Datasets of one id space share movie ids; see id_spaces.py."""
        return self.facts.id_space

    @property
    def scale(self) -> Scale:
        return self.facts.scale

    @property
    def fingerprint(self) -> str:
        return self.facts.fingerprint

    @property
    def genre_names(self) -> tuple[str, ...]:
        return self.facts.genre_names

    @property
    def n_users(self) -> int:
        return self.facts.n_users

    @property
    def n_items(self) -> int:
        return self.facts.n_items

    @property
    def n_ratings(self) -> int:
        return self.facts.n_ratings

    @property
    def ids(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The outside names of all users and of all items."""
        return self.user_ids, self.movie_ids

    @cached_property
    def by_user(self) -> CsrRatings:
        """The ratings by user, within a user by item; all in their bounds, so that a compiled
        loop may read them. Raises DatasetError where one is not."""
        return self._within_bounds("by_user", self._by_user, self.n_items)

    @cached_property
    def by_item(self) -> CsrRatings:
        """The same ratings by item, within an item by user; raises as `by_user` does."""
        return self._within_bounds("by_item", self._by_item, self.n_users)

    def _within_bounds(self, side: str, ratings: CsrRatings, n_columns: int) -> CsrRatings:
        self._check_read(side, ratings.indices, ratings.values, n_columns)
        return ratings

    def raters_of(self, i: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Who rated item `i`, (n,) int32 ascending, and their stars, (n,) float32. As in
        `rated_by`, what is read is checked, and no more. Raises DatasetError."""
        users, stars = self._by_item.row(i)
        self._check_read("by_item", users, stars, self.n_users)
        return users, stars

    def rated_by(
        self, users: NDArray[np.int32]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
        """How many each of `users` (m,) rated, (m,) int64; the items, one user's after the
        other's, (n,) int32; and their stars, (n,) float32. Raises DatasetError."""
        lengths, items, stars = rows_together(self._by_user, users)
        self._check_read("by_user", items, stars, self.n_items)
        return lengths, items, stars

    def n_rated_by(self, users: NDArray[np.int32]) -> NDArray[np.int64]:
        """How many titles each of `users` (m,) rated, (m,) int64."""
        indptr = self._by_user.indptr
        return np.asarray(indptr[users + 1] - indptr[users])

    def raters_within(
        self, i: int, edges: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Those of `raters_of` who are from edges[2k] to below edges[2k + 1] of some ranges of
        users, (2 n_ranges,) ascending; no others are read. Raises DatasetError."""
        users, stars = self._by_item.row(i)
        at = np.searchsorted(users, edges).tolist()
        spans = [slice(at[place], at[place + 1]) for place in range(0, len(at), 2)]
        found, given = together(users, spans), together(stars, spans)
        self._check_read("by_item", found, given, self.n_users)
        return found, given

    def timed_by(
        self, users: NDArray[np.int32]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
        """As `rated_by`, with the times in place of the stars: in Unix seconds, 0 where unknown,
        (n,) int64. Raises DatasetError."""
        lengths, spans = spans_of(self._by_user, users)
        items, times = together(self._by_user.indices, spans), together(self._by_user.times, spans)
        self._check_read("by_user", items, self._by_user.values[:0], self.n_items)
        return lengths, items, times

    @property
    def when_by_item(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the ratings of each item begin and those of the last end, (n_items + 1,), and when
        each was given, in Unix seconds, 0 where unknown, (n_ratings,): what numbers they are is
        not checked."""
        return self._by_item.indptr, self._by_item.times

    def with_ratings(self, by_user: CsrRatings) -> Dataset:
        """The same users and titles with other ratings, which are not on disk."""
        by_item = transpose(by_user, self.n_items)
        mark = fingerprint(self.scale, *self.ids, by_user)
        facts = replace(self.facts, fingerprint=mark, n_ratings=len(by_user.indices))
        arrays = dict(self._arrays) | _parts("by_user", by_user) | _parts("by_item", by_item)
        arrays["counts"] = np.diff(by_item.indptr).astype(np.int32)
        arrays["means"] = means_of(by_item)
        checksum = self._titles_checksum
        return Dataset(facts, arrays, self.search, self.folder, self.stamp, checksum, self.credits)

    def _check_read(
        self, side: str, indices: NDArray[np.int32], values: NDArray[np.float32], n: int
    ) -> None:
        part = unsound_part(indices, values, n, self.scale)
        if part is not None:
            raise damaged(self.name, f"{side}_{part}.npy is damaged")

    def item_of(self, movie_id: int) -> int | None:
        """The item of a movie id, or None if this dataset has no such title."""
        item = int(np.searchsorted(self.movie_ids, movie_id))
        found = item < self.n_items and int(self.movie_ids[item]) == movie_id
        return item if found else None

    def items_of(self, movie_ids: NDArray[np.int64]) -> NDArray[np.int32]:
        """The items of `movie_ids` (n,), -1 where this dataset has no such title."""
        return positions(self.movie_ids, np.asarray(movie_ids, dtype=np.int64))

    def title(self, i: int) -> str:
        """The title as shown, without its year: "The Matrix"."""
        start = int(self._title_ends[i - 1]) if i else 0
        return self._title_text[start : int(self._title_ends[i])].tobytes().decode()

    def year(self, i: int) -> int | None:
        return int(self.years[i]) or None

    def genres(self, i: int) -> tuple[str, ...]:
        bits = int(self.genre_bits[i])
        return tuple(name for g, name in enumerate(self.genre_names) if bits >> g & 1)

    def in_genre(self, g: int, items: NDArray[np.integer] | None = None) -> NDArray[np.bool_]:
        """Which of these items, (n,) bool, have the genre `genre_names[g]`; None: of all."""
        bits = self.genre_bits if items is None else self.genre_bits[items]
        return np.asarray(bits & np.uint64(1 << g) != 0)

    def imdb_id(self, i: int) -> int | None:
        return int(self.imdb_ids[i]) or None

    def tmdb_id(self, i: int) -> int | None:
        return int(self.tmdb_ids[i]) or None

    def histogram(self, i: int) -> tuple[tuple[float, int], ...]:
        """How many gave each value of the scale, lowest first. Raises DatasetError."""
        stars = self.scale.stars
        _, values = self._by_item.row(i)  # only these few are read, so only these are checked
        if not self.scale.holds(values).all():
            raise damaged(self.name, "by_item_values.npy is damaged")
        step = np.rint((values - self.scale.low) / self.scale.step).astype(np.int64)
        tally = np.bincount(step, minlength=len(stars))
        return tuple((star, int(n)) for star, n in zip(stars, tally, strict=True))

    @cached_property
    def titles(self) -> pl.DataFrame:
        """The titles as a frame: movie_id, title, year (null if unknown), genres (list).

        Raises DatasetError if the file is damaged, or another import has replaced it.
        """
        import polars as pl

        path = self.folder / TITLES
        try:
            whole = self._titles_checksum in (None, digest(path))
            frame = pl.read_parquet(path) if whole else pl.DataFrame()
        except (OSError, Damaged, pl.exceptions.PolarsError, pl.exceptions.PanicException):
            frame = pl.DataFrame()
        if stamp_of(self.folder) != self.stamp:
            raise DatasetError(f"dataset {self.name} was replaced meanwhile; open it again")
        if frame.columns != _COLUMNS or len(frame) != self.n_items:
            raise damaged(self.name, f"{TITLES} is damaged")
        return frame


_PARTS = ("indptr", "indices", "values", "times")


def _csr(side: str, arrays: Mapping[str, Array]) -> CsrRatings:
    return CsrRatings(*(arrays[f"{side}_{part}"] for part in _PARTS))


def _parts(side: str, ratings: CsrRatings) -> dict[str, Array]:
    return {f"{side}_{part}": getattr(ratings, part) for part in _PARTS}


def _tmdb_ids(arrays: Mapping[str, Array]) -> NDArray[np.int64]:
    """None is known where the dataset was imported when they were not kept."""
    found = arrays.get("tmdb_ids")
    if found is None:
        found = np.zeros(len(arrays["movie_ids"]), np.int64)
        found.flags.writeable = False
    return found


def _demographics(arrays: Mapping[str, Array]) -> Demographics | None:
    """None where the data says nothing of its users, or was imported when that was not kept."""
    if "people_ages" not in arrays:
        return None
    ages, genders, occupations = (
        arrays[f"people_{part}"] for part in ("ages", "genders", "occupations")
    )
    regions = arrays.get("people_regions")
    if regions is None:  # imported when they were not kept
        regions = np.full(len(ages), UNKNOWN, np.int8)
        regions.flags.writeable = False
    return Demographics(ages, genders, occupations, regions)


def _tags(arrays: Mapping[str, Array]) -> Tags | None:
    """None where the data has no tags, or was imported when they were not kept."""
    if "tag_text" not in arrays:
        return None
    return Tags(
        *(arrays[f"tag_{part}"] for part in ("text", "ends", "indptr", "indices", "counts"))
    )
