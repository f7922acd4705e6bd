"""In which order the rows and the columns of the matrix stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.kernels.arrays import Floats, Indices
from recflix_tui.matrix.clusters import COORDINATES, cluster_rows
from recflix_tui.matrix.counting.model_parts import ModelParts
from recflix_tui.matrix.values import MatrixError, MatrixProfile
from recflix_tui.model.components import Components

ACTIVITY, ID, FACTOR, CLUSTER = "activity", "id", "factor", "cluster"
KINDS = (ACTIVITY, ID, FACTOR, CLUSTER)


@dataclass(frozen=True)
class OrderBy:
    """What rows or columns are sorted by; equal ones by index, profiles after users."""

    kind: str
    """activity (most ratings first), id (ascending), factor (highest first) or cluster (people of
    similar taste, or titles they like alike, side by side; in a cluster by activity)."""
    factor: int = 0
    """Which component of the model, from 1, where the kind is factor; else 0."""

    def __str__(self) -> str:
        return f"{self.kind}:{self.factor}" if self.kind == FACTOR else self.kind

    @property
    def needs_model(self) -> bool:
        """Whether the order comes of a model."""
        return self.kind in (FACTOR, CLUSTER)


def parse_order(text: str) -> OrderBy:
    """Read what `str` of an order gives: activity, id, factor:N or cluster. Raises MatrixError."""
    kind, colon, number = text.strip().lower().partition(":")
    if kind == FACTOR:
        if number.isascii() and number.isdigit() and 1 <= len(number) <= 6 and int(number):
            return OrderBy(FACTOR, int(number))
    elif kind in KINDS and not colon:
        return OrderBy(kind)
    raise MatrixError(
        f'there is no order "{text}"; an order is activity, id, factor:N (N from 1) or cluster'
    )


class Sorter:
    """Sorts the rows and the columns of a dataset, with these profiles."""

    def __init__(self, parts: ModelParts, profiles: Sequence[MatrixProfile]) -> None:
        self._dataset, self._parts, self._profiles = parts.dataset, parts, profiles

    def rows(self, by: OrderBy) -> Indices:
        """The row ids by place, (n_rows,) int32: the dataset's users, and n_users + j for the
        j-th profile. Raises MatrixError for an order that there is not."""
        counts = np.diff(self._dataset.by_user.indptr)
        own = [len(profile.ratings) for profile in self._profiles]
        activity = np.concatenate([counts, np.array(own, counts.dtype)])
        if by.kind == ACTIVITY:
            return _falling(activity)
        if by.kind == ID:
            return np.arange(len(activity), dtype=np.int32)
        users = self._components.users
        coordinates = np.concatenate([users, self._folded_in()])
        if by.kind == FACTOR:
            return _falling(coordinates[:, self._column(by)])
        # The columns of `users` are all of one length; what they weigh is in the energies.
        weights = np.sqrt(self._components.energies[:COORDINATES]).astype(np.float32)
        return _clustered(coordinates[:, :COORDINATES] * weights, activity)

    def columns(self, by: OrderBy) -> Indices:
        """The items by place, (n_columns,) int32. Raises MatrixError as `rows` does."""
        counts = self._dataset.counts
        if by.kind == ACTIVITY:
            return _falling(counts)
        if by.kind == ID:
            return np.arange(len(counts), dtype=np.int32)
        items = self._components.items
        if by.kind == FACTOR:
            return _falling(items[:, self._column(by)])
        return _clustered(items[:, :COORDINATES], counts)

    @property
    def _components(self) -> Components:
        return self._parts.components()

    def _column(self, by: OrderBy) -> int:
        there = self._components.n
        if not 1 <= by.factor <= there:
            mend = f"take factor:1 to factor:{there}" if there else "order by activity or id"
            raise MatrixError(f"the model in use has no factor {by.factor}; {mend}")
        return by.factor - 1

    def _folded_in(self) -> Floats:
        """The profiles' coordinates, (n_profiles, c) float32."""
        to_components = self._components.to_components
        folded = np.zeros((len(self._profiles), self._components.n), np.float32)
        for j, profile in enumerate(self._profiles):
            if profile.fold_in is not None:
                folded[j] = profile.fold_in.factors @ to_components
        return folded


def _falling(keys: NDArray[np.integer] | Floats) -> Indices:
    """The indices by falling key, equal ones by index."""
    order: Indices = np.argsort(-keys, kind="stable").astype(np.int32)
    return order


def _clustered(coordinates: Floats, activity: NDArray[np.integer]) -> Indices:
    """The indices by cluster, in one by falling activity, equal ones by index."""
    clusters = cluster_rows(np.ascontiguousarray(coordinates, np.float32))
    order: Indices = np.lexsort((-activity.astype(np.int64), clusters)).astype(np.int32)
    return order
