"""Stochastic gradient descent with implicit feedback both ways.

What a user rated at all says something of the user's taste before any of the stars is seen:
P_u = p_u + |N(u)|^-1/2 times the sum of y_j over the titles j in N(u), and the user's bias
likewise (SVD++: Koren, "Factorization meets the neighborhood", 2008). Who rated a title at all
says as much of the title: Q_i = q_i + |N(i)|^-1/2 times the sum of w_u over its users.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from recflix_tui.kernels.arrays import Floats, Longs
from recflix_tui.kernels.tiles import Grid, Records, RowLayout, in_one_tile
from recflix_tui.model.prior import Prior
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.sgd import sgd_kernels as kernels
from recflix_tui.solvers.sgd.sgd_run import SgdRun
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

_PARTS = 8  # of the rows, to be summed at once


@dataclass(frozen=True)
class _Side:
    """Users or items: their ratings, row by row, and what there is to learn of them.

    bias, weight: (n,), factors: (n, columns); y_bias: (n_others,), Y: (n_others, columns), what
    each row of the other side adds to those it is rated with. rate: at which these learn.
    """

    records: Records
    bias: Floats
    factors: Floats
    weight: Floats
    y_bias: Floats
    Y: Floats
    rate: float


class ImplicitSgdRun(SgdRun):
    """A descent that meets all ratings of a user in one go, the users in random order; in every
    second epoch those of an item. On one thread: each moves what hundreds of others add to.
    """

    def __init__(
        self, ratings: Ratings, settings: SgdSettings, held: Ratings | None = None
    ) -> None:
        super().__init__(ratings, settings, held)
        across = replace(
            ratings,
            users=ratings.items,
            items=ratings.users,
            n_users=ratings.n_items,
            n_items=ratings.n_users,
        )
        grid = _row_by_row(ratings.n_items, ratings.n_users)
        by_item = grid.records(*across.arrays, self._mu, self._run)
        grid.shuffle(by_item, int(self._rng.integers(2**63)), self._run)
        self._of_users = _Side(
            self._records,
            self._user_bias,
            self._P,
            self._user_weight,
            np.zeros_like(self._item_bias),
            np.zeros_like(self._Q),
            settings.rate_of_users,
        )
        self._of_items = _Side(
            by_item,
            self._item_bias,
            self._Q,
            self._item_weight,
            np.zeros_like(self._user_bias),
            np.zeros_like(self._P),
            settings.rate_of_items,
        )

    def _laid_out(self, user_counts: Longs, item_counts: Longs) -> Grid:
        return _row_by_row(len(user_counts), len(item_counts))

    def _descend(self) -> float:
        if self._epochs % 2:
            return self._descend_by(self._of_users, self._of_items)
        return self._descend_by(self._of_items, self._of_users)

    def _descend_by(self, own: _Side, other: _Side) -> float:
        """One pass over the ratings, row by row of a side."""
        settings, records = self._settings, own.records
        implied = self._add_implied(other, np.zeros_like(other.bias), np.zeros_like(other.factors))
        return kernels.implicit_kernel(own.factors.shape[1])(
            records.bounds,
            self._rng.permutation(len(own.bias)),
            records.items,
            records.stars,
            own.bias,
            other.bias,
            own.factors,
            other.factors,
            own.y_bias,
            own.Y,
            *implied,
            own.weight,
            other.weight,
            np.float32(self._rate),
            np.float32(settings.reg),
            np.float32(settings.reg_bias),
            np.float32(own.rate),
            np.float32(settings.reg_implied),
        )

    def _add_implied(self, side: _Side, bias: Floats, factors: Floats) -> tuple[Floats, Floats]:
        """Add what is implied of a side's rows, in place."""
        add, records = kernels.implied_kernel(factors.shape[1]), side.records
        bounds = np.linspace(0, len(bias), _PARTS + 1).astype(int).tolist()

        def part(rows: tuple[int, int]) -> None:
            add(records.bounds, *rows, records.items, side.y_bias, side.Y, bias, factors)

        list(self._run(part, pairwise(bounds)))
        return bias, factors

    def _rows(self) -> tuple[Floats, Floats, Floats, Floats]:
        (user_bias, P), (item_bias, Q) = (
            self._add_implied(side, side.bias.copy(), side.factors.copy())
            for side in (self._of_users, self._of_items)
        )
        return user_bias, item_bias, P, Q

    def _prior(self) -> Prior:
        implied = self._of_users
        factors = implied.Y[:, : self._settings.factors]
        return replace(super()._prior(), implicit=np.column_stack([implied.y_bias, factors]))


def _row_by_row(n_rows: int, n_others: int) -> Grid:
    """Each row of one side a tile, and so its ratings a cell."""
    rows = np.arange(n_rows)
    own = RowLayout(rows.astype(np.uint32), rows.astype(np.int32), np.array([0, n_rows]))
    return Grid(own, in_one_tile(n_others))
