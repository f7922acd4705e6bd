"""`library.matrix`: the user-item matrix of the dataset in use, with the profiles here in it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter_ns
from typing import TYPE_CHECKING

from recflix_tui.library.lookup import keyed_by_item
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import Snapshot
from recflix_tui.matrix.orders import OrderBy
from recflix_tui.matrix.values import MatrixProfile

if TYPE_CHECKING:
    from recflix_tui.matrix.matrix import UserItemMatrix

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class _Kept:
    """The matrix that was built last, and by which snapshot."""

    snapshot: Snapshot
    """The one it was built by."""
    matrix: UserItemMatrix
    """With the profiles as they were last asked for."""


class Matrix:
    """The matrix by the snapshot in use. Its methods may be called from any thread.

    Each raises LibraryError where no dataset is in use, or an order needs a model and there is
    none, and MatrixError where the dataset is damaged or the model has no such factor.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.Lock()  # held while a matrix is made: one thread makes it for all
        self._kept: _Kept | None = None
        self._asked = session.counter("matrix", "the user-item matrix as it was counted last")
        self._asked.holds(self, lambda own: [own._kept.matrix] if own._kept else [])

    def open(
        self, rows: OrderBy, columns: OrderBy, progress: Progress | None = None
    ) -> UserItemMatrix:
        """The matrix in an order of rows and one of columns; the one built last is kept, and
        opened again at once.

        progress: told in the calling thread what is being done, and how much of it is.
        """
        snapshot = self._session.snapshot
        dataset = snapshot.need_dataset()
        if rows.needs_model or columns.needs_model:
            snapshot.need_model()
        with self._lock:
            profiles = self._profiles(snapshot)
            began = perf_counter_ns()
            kept = self._kept
            if kept is not None and kept.snapshot is snapshot:
                matrix, orders = kept.matrix, (kept.matrix.order_rows, kept.matrix.order_columns)
                if orders == (rows, columns) and _same_people(matrix.profiles, profiles):
                    same = matrix.with_profiles(profiles)
                    self._asked.hit(began)
                    return self._keep(snapshot, same)
            # Imported where it is needed: what opens the library does without.
            from recflix_tui.matrix.matrix import UserItemMatrix

            before = None if kept is None else kept.matrix
            built = UserItemMatrix.build(
                dataset, snapshot.model, profiles, rows, columns, progress, before
            )
            self._asked.miss(began)
            return self._keep(snapshot, built)

    def _keep(self, snapshot: Snapshot, matrix: UserItemMatrix) -> UserItemMatrix:
        self._kept = _Kept(snapshot, matrix)
        return matrix

    def _profiles(self, snapshot: Snapshot) -> tuple[MatrixProfile, ...]:
        """The profiles here, the oldest first; who rated nothing since is not folded in again."""
        dataset, store = snapshot.need_dataset(), self._session.store
        before: dict[int, MatrixProfile] = {}
        if self._kept is not None and self._kept.snapshot is snapshot:
            before = {profile.id: profile for profile in self._kept.matrix.profiles}
        found = []
        for profile in store.profiles():
            ratings = keyed_by_item(dataset, store.ratings(profile.id, dataset.id_space))
            known = before.get(profile.id)
            if known is not None and (known.name, known.ratings) == (profile.name, ratings):
                found.append(known)
                continue
            # Its ratings and its fold-in are of one moment.
            taste = self._session.taste(snapshot, profile.id)
            found.append(
                MatrixProfile(profile.id, profile.name, taste.activity.ratings, taste.fold)
            )
        return tuple(found)


def _same_people(some: tuple[MatrixProfile, ...], others: tuple[MatrixProfile, ...]) -> bool:
    return [profile.id for profile in some] == [profile.id for profile in others]
