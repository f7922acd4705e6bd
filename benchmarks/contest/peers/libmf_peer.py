"""LIBMF: gradient descent on blocks, on all threads."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar

import numpy as np

from benchmarks.contest.contender import Contender, Ints, Reals, When, difference


class LibMF(Contender):
    """LIBMF's own threads and blocks; it has no biases, and takes the stars as they are."""

    name, package, module = "LIBMF", "libmf", "libmf"
    usual: ClassVar[dict[str, Any]] = {
        "nr_iters": 30, "lambda_p1": 0.0, "lambda_q1": 0.0, "lambda_p2": 0.1, "lambda_q2": 0.1,
    }  # fmt: skip

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        warnings.simplefilter("ignore", SyntaxWarning)
        import libmf  # noqa: F401

    def prepare(self) -> None:
        r = self.ratings
        self._triples = np.empty((len(r.stars), 3), np.float32)
        for column, values in enumerate((r.users, r.items, r.stars)):
            self._triples[:, column] = values

    def _fit(self, **given: Any) -> Any:
        from libmf import mf

        settings = {"k": self.factors, "nr_threads": self.threads, "quiet": True}
        model = mf.MF(**settings, **{**self.given, **given})
        model.fit(self._triples)
        return model

    def lap(self) -> list[float]:
        return difference(lambda epochs: self._fit(nr_iters=epochs), 1, 9)

    def train(self) -> None:
        self._model = self._fit()

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        """Pairs of which one side was not trained on are predicted by the mean, as LIBMF does."""
        P, Q = self._model.p_factors(), self._model.q_factors()
        inside = (users < len(P)) & (items < len(Q))
        dots = np.einsum("nk,nk->n", P[np.where(inside, users, 0)], Q[np.where(inside, items, 0)])
        known = inside & np.isfinite(dots)
        predicted: Reals = np.where(known, dots, self.ratings.stars.mean())
        return predicted
