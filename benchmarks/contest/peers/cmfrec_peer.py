"""cmfrec: alternating least squares, exact and by conjugate gradients."""

from __future__ import annotations

from typing import Any, ClassVar

from benchmarks.contest.contender import Contender, Ints, Reals, When, biased, difference
from benchmarks.contest.peers.matrices import stars_by_user_and_item


class CmfRec(Contender):
    """Collective matrix factorisation without side inputs: biases and factors by exact ALS."""

    name, package, module = "cmfrec CMF", "cmfrec", "cmfrec"
    conjugate: ClassVar[bool] = False

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        import cmfrec  # noqa: F401
        import scipy.sparse  # noqa: F401

    def prepare(self) -> None:
        self._matrix = stars_by_user_and_item(self.ratings).tocoo()

    def _fit(self, **given: Any) -> Any:
        from cmfrec import CMF

        settings = {
            "k": self.factors, "nthreads": self.threads, "use_cg": self.conjugate,
            "finalize_chol": False, "precompute_for_predictions": False, "verbose": False,
        }  # fmt: skip
        return CMF(**{**settings, **self.given, **given}).fit(self._matrix)

    def lap(self) -> list[float]:
        return difference(lambda sweeps: self._fit(niter=sweeps), 1, 3)

    def train(self) -> None:
        self._model = self._fit()

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        m = self._model
        return biased(m.glob_mean_, m.user_bias_, m.item_bias_, m.A_, m.B_, users, items)


class CmfRecConjugate(CmfRec):
    """The same by conjugate gradients, three steps a row."""

    name, conjugate = "cmfrec CMF, CG", True
