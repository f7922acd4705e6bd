"""The user-item matrix: who rated what, in an order, seen at any size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.kernels.arrays import Doubles, Indices, Longs
from recflix_tui.matrix.built import Built
from recflix_tui.matrix.counting.errors import as_kept, units_per_star
from recflix_tui.matrix.counting.model_parts import ModelParts
from recflix_tui.matrix.counting.parts import Progress
from recflix_tui.matrix.counting.predictions import mean_predictions
from recflix_tui.matrix.local_rows import LocalRow
from recflix_tui.matrix.orders import OrderBy
from recflix_tui.matrix.values import Cell, MatrixProfile, Picture, View, Window
from recflix_tui.matrix.zoom import clipped
from recflix_tui.model.factors import FactorModel
from recflix_tui.text import with_year


class UserItemMatrix:
    """The dataset's users and the profiles here as rows, its titles as columns, in an order.

    A *place* is a position in that order, from 0; a *row id* is a user's index, or n_users + j for
    the j-th profile. What it takes to draw any window in a few milliseconds is made once, and
    shared by the matrices that `with_profiles` gives. Safe to be used by several threads.
    """

    def __init__(self, built: Built, profiles: Sequence[MatrixProfile]) -> None:
        """See `build`."""
        self._built = built
        self.profiles = tuple(profiles)
        """Those that are rows."""
        n_users = built.dataset.n_users
        places = built.rows.places[n_users:].tolist()
        self._local = tuple(
            LocalRow(profile, place, built.model)
            for profile, place in zip(self.profiles, places, strict=True)
        )

    @classmethod
    def build(
        cls,
        dataset: Dataset,
        model: FactorModel | None,
        profiles: Sequence[MatrixProfile],
        rows: OrderBy,
        columns: OrderBy,
        progress: Progress | None = None,
        before: UserItemMatrix | None = None,
    ) -> UserItemMatrix:
        """The matrix of a dataset in an order of its rows and one of its columns.

        Raises MatrixError for an order that there is not, or a dataset that is damaged. Loads
        Numba. progress: told in the calling thread what is being done and how much of it is;
        before: another matrix; what it made of the same dataset and model is not made again.
        """
        if before is not None and before.dataset is dataset and before.model is model:
            parts = before._built.parts
        else:
            parts = ModelParts(dataset, model)
        return cls(Built(parts, profiles, rows, columns, progress), profiles)

    def with_profiles(self, profiles: Sequence[MatrixProfile]) -> UserItemMatrix:
        """The same people with newer ratings and fold-ins: nobody moves, and nothing is made anew.

        Raises ValueError where they are others.
        """
        if [profile.id for profile in profiles] != [profile.id for profile in self.profiles]:
            raise ValueError("other profiles than those that the matrix was built with")
        return UserItemMatrix(self._built, profiles)

    # --- what it is -------------------------------------------------------------------------

    @property
    def dataset(self) -> Dataset:
        return self._built.dataset

    @property
    def model(self) -> FactorModel | None:
        return self._built.model

    @property
    def order_rows(self) -> OrderBy:
        return self._built.order_rows

    @property
    def order_columns(self) -> OrderBy:
        return self._built.order_columns

    @property
    def n_rows(self) -> int:
        """The dataset's users and the profiles."""
        return len(self._built.rows)

    @property
    def n_columns(self) -> int:
        """The dataset's titles."""
        return len(self._built.columns)

    @property
    def n_ratings(self) -> int:
        """The dataset's, and those of the profiles."""
        own = sum(len(profile.ratings) for profile in self.profiles)
        return self.dataset.n_ratings + own

    @property
    def n_cells(self) -> int:
        return self.n_rows * self.n_columns

    @property
    def sparsity(self) -> float:
        """The share of cells without a rating, 0 to 1."""
        return 1 - self.n_ratings / max(self.n_cells, 1)

    @property
    def row_ids(self) -> Indices:
        """The row id at each place, (n_rows,) int32."""
        return self._built.rows.order

    @property
    def row_places(self) -> Indices:
        """The place of each row id, (n_rows,) int32."""
        return self._built.rows.places

    @property
    def column_items(self) -> Indices:
        """The item at each place, (n_columns,) int32."""
        return self._built.columns.order

    @property
    def column_places(self) -> Indices:
        """The place of each item, (n_columns,) int32."""
        return self._built.columns.places

    # --- who and what stands where ----------------------------------------------------------

    def profile_at(self, row_place: int) -> MatrixProfile | None:
        """The profile whose row it is, None for a user of the dataset."""
        own = int(self.row_ids[row_place]) - self.dataset.n_users
        return self.profiles[own] if own >= 0 else None

    def row_name(self, place: int) -> str:
        """ "user 412" by its outside name, or the profile's name."""
        profile = self.profile_at(place)
        if profile is not None:
            return profile.name
        return f"user {self.dataset.user_ids[self.row_ids[place]]}"

    def column_name(self, place: int) -> str:
        """The title with its year, where that is known."""
        item = int(self.column_items[place])
        return with_year(self.dataset.title(item), self.dataset.year(item))

    def place_of_profile(self, profile_id: int) -> int | None:
        """The place of a profile's row, None where it has none."""
        for row in self._local:
            if row.profile.id == profile_id:
                return row.place
        return None

    def place_of_user_id(self, user_id: int) -> int | None:
        """The place of the user of that outside name, None where there is none."""
        ids = self.dataset.user_ids
        user = int(np.searchsorted(ids, user_id))
        found = user < len(ids) and int(ids[user]) == user_id
        return int(self.row_places[user]) if found else None

    def place_of_item(self, item: int) -> int:
        """The place of an item's column."""
        return int(self.column_places[item])

    def first_rated(self, row_place: int) -> int | None:
        """The place of the first column that the row rated, None where it rated nothing."""
        profile = self.profile_at(row_place)
        if profile is None:
            items = self.dataset.by_user.row(int(self.row_ids[row_place]))[0]
        else:
            items = np.fromiter(profile.ratings, np.int32, len(profile.ratings))
        return int(self.column_places[items].min()) if len(items) else None

    def cell(self, row_place: int, column_place: int) -> Cell:
        """Who, what, the rating, the prediction and its error of one cell."""
        row_id, item = int(self.row_ids[row_place]), int(self.column_items[column_place])
        profile = self.profile_at(row_place)
        user_id = int(self.dataset.user_ids[row_id]) if profile is None else None
        rating = self._rating(row_id, profile, item)
        model, exact = self.model, self._prediction(row_id, profile, item)
        prediction = error = None
        if model is not None and exact is not None:
            prediction = float(model.on_scale(exact))
            if rating is not None:
                error = rating - exact if profile else as_kept(rating - exact, model)
        return Cell(
            row_id=row_id,
            user_id=user_id,
            profile=profile,
            item=item,
            rating=rating,
            prediction=prediction,
            error=error,
        )

    def _rating(self, row_id: int, profile: MatrixProfile | None, item: int) -> float | None:
        if profile is not None:
            return profile.ratings.get(item)
        items, stars = self.dataset.by_user.row(row_id)
        at = int(np.searchsorted(items, item))
        return float(stars[at]) if at < len(items) and items[at] == item else None

    def _prediction(self, row_id: int, profile: MatrixProfile | None, item: int) -> float | None:
        """In stars, not clipped to the scale."""
        model = self.model
        if model is None:
            return None
        if profile is None:
            return float(model.predict(np.array([row_id]), np.array([item]))[0])
        fold = profile.fold_in
        if fold is None:
            return None
        biases = model.mu + fold.bias + float(model.item_bias[item])
        return biases + float(model.Q[item] @ fold.factors)

    # --- pictures ---------------------------------------------------------------------------

    def prepare(self, picture: Picture, progress: Progress | None = None) -> None:
        """Make what a picture needs and is not there yet: of errors, all ratings are compared with
        their predictions. `view` does so by itself. Raises MatrixError where it needs a model."""
        if picture is Picture.ERROR:
            self._built.errors(progress)
        elif picture is Picture.PREDICTED:
            self._built.factors()

    def is_prepared(self, picture: Picture) -> bool:
        """Whether `view` will not have to make anything first."""
        return self._built.has(picture)

    def view(self, window: Window, picture: Picture) -> View:
        """What a picture shows of the window's bins, those beyond the matrix left out; see
        `view_of`."""
        window = clipped(window, self.n_rows, self.n_columns)
        rows = self._built.rows.bins(window.row, window.bin_rows, window.n_rows)
        columns = self._built.columns.bins(window.column, window.bin_columns, window.n_columns)
        return self.view_of(rows, columns, picture)

    def view_of(self, rows: Longs, columns: Longs, picture: Picture) -> View:
        """What a picture shows of bins of any size.

        rows, columns: the places where the bins begin, and the last of them ends: (h + 1,) and
        (w + 1,) int64, ascending, within the matrix. Predictions are not clipped to the scale
        where they are averaged; that of a single cell is. Raises MatrixError for a picture that
        needs a model where there is none.
        """
        cells = np.diff(rows)[:, np.newaxis] * np.diff(columns)
        tallies = self._tallies(rows, columns, picture)
        counts = tallies[:, :, 0]
        if picture is Picture.PREDICTED:
            values = self._predicted(rows, columns, cells)
        elif picture is Picture.DENSITY:
            values = counts / cells
        else:
            values = np.full(counts.shape, np.nan)
            np.divide(tallies[:, :, 1], counts, out=values, where=counts > 0)
        return View(values.astype(np.float32), np.rint(counts).astype(np.int32), cells)

    def _tallies(self, rows: Longs, columns: Longs, picture: Picture) -> Doubles:
        """Counts and sums of stars, or of errors in stars, (h, w, 2)."""
        built, errors = self._built, picture is Picture.ERROR
        if errors:
            tallies = built.errors().tallies(rows, columns)
            tallies[:, :, 1] /= units_per_star(built.parts.need_model())
        else:
            tallies = built.ratings.tallies(rows, columns)
        for row in self._local:
            row.add_to(tallies, row.errors if errors else row.stars, built.columns, rows, columns)
        return tallies

    def _predicted(self, rows: Longs, columns: Longs, cells: Longs) -> Doubles:
        built, model = self._built, self._built.parts.need_model()
        of_rows, of_columns = built.factors()
        folds = {
            row.place: row.profile.fold_in for row in self._local if row.profile.fold_in is not None
        }
        means = mean_predictions(model.mu, of_rows.means(rows, folds), of_columns.means(columns))
        return np.where(cells == 1, model.on_scale(means), means)
