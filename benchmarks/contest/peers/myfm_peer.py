"""myfm: a Bayesian factorisation machine, with ids only and with side inputs."""

from __future__ import annotations

import time
import warnings
from typing import Any, ClassVar

import numpy as np

from benchmarks.contest.contender import Contender, Ints, Reals, When
from benchmarks.contest.peers.matrices import (
    identity,
    side_by_side,
    sparse_rows,
    stars_by_user_and_item,
    unit_rows,
)


class MyFM(Contender):
    """A Bayesian factorisation machine by Gibbs sampling, one chain on one core."""

    name, package, module = "myfm, ids only", "myfm", "myfm"
    limit = 5_000_000
    single = True
    usual: ClassVar[dict[str, Any]] = {"sweeps": 200}
    _BURN_IN = 20

    @classmethod
    def installed(cls) -> bool:
        """Its release at hand also asks for pkg_resources, which setuptools had until 81."""
        from importlib.util import find_spec

        return super().installed() and find_spec("pkg_resources") is not None

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        warnings.simplefilter("ignore", UserWarning)
        import myfm  # noqa: F401

    def prepare(self) -> None:
        r = self.ratings
        self._users, self._user_groups = side_by_side([identity(r.n_users)])
        self._items, self._item_groups = side_by_side([identity(r.n_items)])
        self._weeks = np.zeros(0, np.int64)

    def _fit(self, sweeps: int, kept: int, callback: Any) -> Any:
        import myfm

        r = self.ratings
        groups = [len(self._weeks)] if len(self._weeks) else []
        return myfm.MyFMRegressor(rank=self.factors, random_seed=0).fit(
            self._week_columns(r.when, len(r.stars)),
            r.stars.astype(np.float64),
            X_rel=self._blocks(r.users, r.items),
            group_shapes=groups + self._user_groups + self._item_groups,
            n_iter=sweeps,
            n_kept_samples=kept,
            callback=callback,
        )

    def _blocks(self, users: Ints, items: Ints) -> list[Any]:
        from myfm import RelationBlock

        return [RelationBlock(users, self._users), RelationBlock(items, self._items)]

    def _week_columns(self, when: When, n: int) -> Any:
        """One column a week that ratings were trained on; None where weeks do not count."""
        import scipy.sparse as sparse

        if when is None or not len(self._weeks):
            return None
        weeks = when // (7 * 86_400)
        found = np.searchsorted(self._weeks, weeks)
        inside = np.minimum(found, len(self._weeks) - 1)
        known = np.flatnonzero(self._weeks[inside] == weeks)
        ones = np.ones(len(known))
        return sparse.csr_matrix((ones, (known, inside[known])), (n, len(self._weeks)))

    def lap(self) -> list[float]:
        ends: list[float] = []

        def sweep_done(*_: object) -> tuple[bool, None]:
            ends.append(time.perf_counter())
            return False, None

        self._fit(4, 1, sweep_done)
        return np.diff(ends).tolist()

    def train(self) -> None:
        sweeps = self.given["sweeps"]
        self._model = self._fit(sweeps, sweeps - self._BURN_IN, lambda *_: (False, None))

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        columns = self._week_columns(when, len(users))
        predicted: Reals = self._model.predict(columns, self._blocks(users, items))
        return predicted


class SideMyFM(MyFM):
    """With RecFlix's side inputs: who rated what both ways, genres, decade, people and week."""

    name = "myfm, the same side inputs"
    usual: ClassVar[dict[str, Any]] = {"sweeps": 300}

    def prepare(self) -> None:
        r, rated = self.ratings, stars_by_user_and_item(self.ratings)
        rated.data[:] = 1
        users = [identity(r.n_users), unit_rows(rated)]
        items = [identity(r.n_items), unit_rows(rated.T.tocsr())]
        users += [sparse_rows(f) for f in (r.side.people,) if f is not None]
        items += [sparse_rows(f) for f in (r.side.genres, r.side.decade) if f is not None]
        self._users, self._user_groups = side_by_side(users)
        self._items, self._item_groups = side_by_side(items)
        self._weeks = np.zeros(0, np.int64) if r.when is None else np.unique(r.when // 604_800)
