"""Surprise: gradient descent with and without implicit feedback, on one core."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from benchmarks.contest.contender import Contender, Ints, Reals, When, biased, difference


class Surprise(Contender):
    """SVD by gradient descent, on one core."""

    name, package, module = "Surprise SVD", "scikit-surprise", "surprise"
    limit = 5_000_000
    single = True
    algorithm: ClassVar[str] = "SVD"

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        import pandas  # noqa: F401
        import surprise  # noqa: F401

    def prepare(self) -> None:
        import pandas
        from surprise import Dataset, Reader

        r = self.ratings
        table = pandas.DataFrame({"user": r.users, "item": r.items, "stars": r.stars})
        reader = Reader(rating_scale=(r.low, r.high))
        self._trainset = Dataset.load_from_df(table, reader).build_full_trainset()

    def _fit(self, **given: Any) -> Any:
        import surprise

        settings = {"n_factors": self.factors, "random_state": 0, **self.given, **given}
        return getattr(surprise, self.algorithm)(**settings).fit(self._trainset)

    def lap(self) -> list[float]:
        return difference(lambda epochs: self._fit(n_epochs=epochs), 1, 3)

    def train(self) -> None:
        self._model = self._fit()

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        model, trainset = self._model, self._trainset
        rows = _inner_indices(trainset._raw2inner_id_users, self.ratings.n_users)
        columns = _inner_indices(trainset._raw2inner_id_items, self.ratings.n_items)
        return biased(
            trainset.global_mean, model.bu, model.bi, self._users(), model.qi,
            rows[users], columns[items],
        )  # fmt: skip

    def _users(self) -> Reals:
        """The users' factors."""
        factors: Reals = self._model.pu
        return factors


class SurpriseImplicit(Surprise):
    """SVD++, on one core."""

    name, algorithm = "Surprise SVD++", "SVDpp"
    limit = 300_000

    def lap(self) -> list[float]:
        return difference(lambda epochs: self._fit(n_epochs=epochs), 1, 2)

    def _users(self) -> Reals:
        """The users' factors, and what the titles they rated add."""
        out: Reals = self._model.pu.copy()
        for user, rated in self._trainset.ur.items():
            titles = [title for title, _ in rated]
            out[user] += self._model.yj[titles].sum(axis=0) / np.sqrt(len(titles))
        return out


def _inner_indices(inner: dict[Any, int], n: int) -> npt.NDArray[np.int64]:
    """The library's own index of each of n rows, -1 where it has none."""
    out = np.full(n, -1)
    out[list(inner)] = list(inner.values())
    return out
