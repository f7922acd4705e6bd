"""LensKit: biases, then exact alternating least squares."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.contest.contender import Contender, Ints, Reals, When, biased


class LensKit(Contender):
    """Biases first, then factors by exact alternating least squares."""

    name, package, module = "LensKit BiasedMF", "lenskit", "lenskit"

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        import lenskit.als  # noqa: F401
        import pandas  # noqa: F401
        from lenskit.parallel import initialize

        initialize(processes=1, threads=threads, backend_threads=1)

    def prepare(self) -> None:
        import pandas
        from lenskit.data import from_interactions_df

        r = self.ratings
        columns = {"user_id": r.users, "item_id": r.items, "rating": r.stars}
        self._data = from_interactions_df(pandas.DataFrame(columns))
        self._trainer: Any = None

    def _scorer(self) -> Any:
        from lenskit.als import BiasedMFScorer

        return BiasedMFScorer(embedding_size=self.factors, **self.given)

    def lap(self) -> list[float]:
        from lenskit.training import TrainingOptions

        if self._trainer is None:
            self._trainer = self._scorer().create_trainer(self._data, TrainingOptions(rng=0))
        started = time.perf_counter()
        self._trainer.train_epoch()
        return [time.perf_counter() - started]

    def train(self) -> None:
        from lenskit.training import TrainingOptions

        self._model = self._scorer()
        self._model.train(self._data, TrainingOptions(rng=0))

    def predict(self, users: Ints, items: Ints, when: When) -> Reals:
        model = self._model
        return biased(
            model.bias.global_bias, model.bias.user_biases, model.bias.item_biases,
            model.user_embeddings, model.item_embeddings,
            model.users.numbers(users, missing="negative"),
            model.items.numbers(items, missing="negative"),
        )  # fmt: skip
