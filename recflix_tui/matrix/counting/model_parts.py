"""What is made of a dataset and a model whatever the order of rows and columns."""

from __future__ import annotations

import threading

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.matrix.counting.errors import rating_errors
from recflix_tui.matrix.counting.grid import Valued
from recflix_tui.matrix.counting.parts import Progress
from recflix_tui.matrix.values import MatrixError
from recflix_tui.model.components import Components, components_of
from recflix_tui.model.factors import FactorModel


class ModelParts:
    """Each is made where it is first asked for, by one thread for all; raises MatrixError where
    there is no model."""

    def __init__(self, dataset: Dataset, model: FactorModel | None) -> None:
        """Raises MatrixError for a dataset that is damaged."""
        _check(dataset)
        self.dataset, self.model = dataset, model
        self._making = threading.Lock()
        self._components: Components | None = None
        self._errors: tuple[Valued, Valued] | None = None

    def need_model(self) -> FactorModel:
        """The model; raises MatrixError where there is none."""
        if self.model is None:
            raise MatrixError(
                "that order or picture comes of a model; train one with: recflix train"
            )
        return self.model

    def components(self) -> Components:
        """Those of the dataset's own users."""
        model = self.need_model()
        with self._making:
            if self._components is None:
                self._components = components_of(model, n_users=self.dataset.n_users)
            return self._components

    def errors(self, progress: Progress | None = None) -> tuple[Valued, Valued]:
        """Rating less prediction of each rating, by user and by item; see `rating_errors`."""
        model = self.need_model()
        with self._making:
            if self._errors is None:
                ratings = self.dataset.by_user, self.dataset.by_item
                self._errors = rating_errors(*ratings, model, progress)
            return self._errors


def _check(dataset: Dataset) -> None:
    """Raise MatrixError where the compiled loops would read beyond what there is."""
    for ratings, limit in (
        (dataset.by_user, dataset.n_items),
        (dataset.by_item, dataset.n_users),
    ):
        starts, others = ratings.indptr, ratings.indices
        whole = (
            starts[0] == 0
            and starts[-1] == len(others) == len(ratings.values)
            and bool((starts[1:] >= starts[:-1]).all())
        )
        if not whole or (len(others) and (others.min() < 0 or others.max() >= limit)):
            raise MatrixError(f"dataset {dataset.name} is damaged; remove it and import it again")
