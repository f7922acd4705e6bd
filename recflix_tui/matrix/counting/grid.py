"""How many ratings there are in each bin of a window, and what their values add up to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.values import CsrRatings
from recflix_tui.kernels.arrays import Doubles, Indices, Longs
from recflix_tui.matrix.counting.parts import Part, Progress, even_parts, run_parts
from recflix_tui.matrix.counting.sides import Side

_PART = 2_000_000  # ratings that one thread counts at a time
_WINDOW_PART = 600_000  # the same where someone waits for the next frame


@dataclass(frozen=True)
class Valued:
    """A number for each rating, grouped by row: a user, or an item."""

    indptr: Longs
    """Where each row's ratings begin, and the end of the last: (n_rows + 1,) int64."""
    indices: Indices
    """The item of each rating, or its user where rows are items, (n_ratings,) int32."""
    values: NDArray[np.number]
    """The number, (n_ratings,)."""

    @classmethod
    def of(cls, ratings: CsrRatings) -> Valued:
        """Each rating's stars."""
        return cls(ratings.indptr, ratings.indices, ratings.values)


class Grid:
    """Numbers that ratings have, added up on the grid once, and in any window at once."""

    def __init__(
        self,
        by_user: Valued,
        by_item: Valued,
        rows: Side,
        columns: Side,
        progress: Progress | None = None,
        words: str = "counting the ratings",
    ) -> None:
        """by_user, by_item: the same numbers. progress: told `words` and how far it is."""
        self._by_user, self._by_item = by_user, by_item
        self._rows, self._columns = rows, columns
        self._sums = np.zeros((len(rows.edges), len(columns.edges), 2))
        self._fill(progress, words)

    def tallies(self, down: Longs, across: Longs) -> Doubles:
        """Of each bin, how many ratings it has and the sum of their numbers: (h, w, 2) float64.

        down, across: the places where the bins of rows, and of columns, begin, and the last of
        them ends: (h + 1,) and (w + 1,), ascending.
        """
        top, left = self._rows.edge_at[down], self._columns.edge_at[across]
        if top.min() >= 0 and left.min() >= 0:
            corners = self._sums[np.ix_(top, left)]
            return np.diff(np.diff(corners, axis=0), axis=1)
        if self._columns.ratings(across) < self._rows.ratings(down):
            upright = count_one_by_one(self._by_item, self._columns, across, self._rows, down)
            return upright.transpose(1, 0, 2)
        return count_one_by_one(self._by_user, self._rows, down, self._columns, across)

    def _fill(self, progress: Progress | None, words: str) -> None:
        from recflix_tui.kernels.rating_counts import accumulate, tally_rows

        ratings, rows = self._by_user, self._rows
        right_of_item = self._columns.square_of() + np.int32(1)
        below = self._sums[1:]  # what is above and left of all squares stays 0

        def count(part: Part) -> None:
            tally_rows(
                ratings.indptr,
                ratings.indices,
                ratings.values,
                rows.order,
                rows.edges,
                *part,
                right_of_item,
                below,
            )

        def tell(share: float) -> None:
            if progress is not None:
                progress(words, share)

        run_parts(count, even_parts(rows.before[rows.edges], _PART), tell)
        accumulate(self._sums)


def count_one_by_one(
    ratings: Valued, rows: Side, down: Longs, columns: Side, across: Longs
) -> Doubles:
    """The tallies of bins (h, w, 2), counted one by one: all ratings of their rows are read."""
    from recflix_tui.kernels.rating_counts import SPILL, tally_rows

    width = len(across) - 1
    bin_of_column = width + np.arange(len(columns), dtype=np.int32) % SPILL
    inside = columns.order[across[0] : across[-1]]
    bin_of_column[inside] = np.repeat(np.arange(width, dtype=np.int32), np.diff(across))
    tallies = np.zeros((len(down) - 1, width + SPILL, 2))

    def count(part: Part) -> None:
        tally_rows(
            ratings.indptr,
            ratings.indices,
            ratings.values,
            rows.order,
            down,
            *part,
            bin_of_column,
            tallies,
        )

    before = rows.before[down]
    run_parts(count, even_parts(before - before[0], _WINDOW_PART))
    return tallies[:, :width]
