"""What it takes to draw any window of the matrix at once, made when it is first needed."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from recflix_tui.matrix.counting.grid import Grid, Valued
from recflix_tui.matrix.counting.model_parts import ModelParts
from recflix_tui.matrix.counting.parts import Progress
from recflix_tui.matrix.counting.predictions import MeanFactors
from recflix_tui.matrix.counting.sides import Side
from recflix_tui.matrix.orders import OrderBy, Sorter
from recflix_tui.matrix.values import MatrixProfile, Picture


class Built:
    """A dataset and a model in an order, and what is made of them once."""

    def __init__(
        self,
        parts: ModelParts,
        profiles: Sequence[MatrixProfile],
        order_rows: OrderBy,
        order_columns: OrderBy,
        progress: Progress | None,
    ) -> None:
        """See `UserItemMatrix.build`."""
        dataset = parts.dataset
        self.parts, self.dataset, self.model = parts, dataset, parts.model
        self.order_rows, self.order_columns = order_rows, order_columns
        if progress is not None:
            progress("putting rows and columns in order", 0.0)
        sorter = Sorter(parts, profiles)
        self.rows = Side.of(sorter.rows(order_rows), np.diff(dataset.by_user.indptr))
        self.columns = Side.of(sorter.columns(order_columns), np.diff(dataset.by_item.indptr))
        by_user, by_item = Valued.of(dataset.by_user), Valued.of(dataset.by_item)
        self.ratings = Grid(by_user, by_item, self.rows, self.columns, progress)
        self._making = threading.Lock()
        self._errors: Grid | None = None
        self._factors: tuple[MeanFactors, MeanFactors] | None = None

    def has(self, picture: Picture) -> bool:
        """Whether what the picture needs is made."""
        if picture is Picture.ERROR:
            return self._errors is not None
        return picture is not Picture.PREDICTED or self._factors is not None

    def errors(self, progress: Progress | None = None) -> Grid:
        """Rating less prediction, in `units_per_star`; made where it is first asked for."""
        with self._making:
            if self._errors is None:
                by_user, by_item = self.parts.errors(progress)
                self._errors = Grid(
                    by_user, by_item, self.rows, self.columns, progress, "adding up the errors"
                )
            return self._errors

    def factors(self) -> tuple[MeanFactors, MeanFactors]:
        """Of rows and of columns; made where they are first asked for."""
        model, n_users = self.parts.need_model(), self.dataset.n_users
        with self._making:
            if self._factors is None:
                self._factors = (
                    MeanFactors(model.P[:n_users], model.user_bias[:n_users], self.rows),
                    MeanFactors(model.Q, model.item_bias, self.columns),
                )
            return self._factors
