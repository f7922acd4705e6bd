"""implicit: alternating least squares for implicit feedback."""

from __future__ import annotations

from typing import Any

from benchmarks.contest.contender import Contender
from benchmarks.contest.peers.matrices import stars_by_user_and_item


class Implicit(Contender):
    """Alternating least squares by conjugate gradients, three steps a row, for implicit feedback:
    an epoch takes what one for ratings takes, but it predicts no stars."""

    name, package, module = "implicit ALS, CG", "implicit", "implicit"
    predicts = False
    blas_threads = 1  # as its guide asks: its own threads are the ones

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        import implicit.cpu.als  # noqa: F401

    def prepare(self) -> None:
        self._matrix = stars_by_user_and_item(self.ratings).tocsr()

    def lap(self) -> list[float]:
        from implicit.cpu.als import AlternatingLeastSquares

        model = AlternatingLeastSquares(
            factors=self.factors, iterations=2, num_threads=self.threads, use_cg=True,
            random_state=0, **self.given,
        )  # fmt: skip
        times: list[float] = []
        model.fit(
            self._matrix, show_progress=False, callback=lambda _, seconds, __: times.append(seconds)
        )
        return times
