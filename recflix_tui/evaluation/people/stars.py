"""The stars that a rating model predicts for people whom it may not have seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.evaluation.people.given import Given
from recflix_tui.evaluation.ranking import ByFactors
from recflix_tui.kernels.arrays import Floats, Ints
from recflix_tui.model.factors import FactorModel

_PAIRS_AT_ONCE = 1 << 16


@dataclass(frozen=True)
class FoldedIn:
    """A model and the people who are folded in by what is told of them."""

    model: FactorModel
    """What predicts stars."""
    P: Floats
    """Their factors, (n_users, n_columns) float32, 0 where nothing is told."""
    bias: Floats
    """Their biases, (n_users,) float32, in stars."""

    def predict(self, users: Ints, items: Ints) -> Floats:
        """The stars of each pair as the app shows them, (n,) float32."""
        raw = np.empty(len(users), np.float32)
        for start in range(0, len(users), _PAIRS_AT_ONCE):
            part = slice(start, start + _PAIRS_AT_ONCE)
            u, i = users[part], items[part]
            raw[part] = np.float32(self.model.mu) + self.bias[u] + self.model.item_bias[i]
            raw[part] += np.einsum("nk,nk->n", self.P[u], self.model.Q[i])
        return self.model.on_scale(raw)

    @property
    def ranker(self) -> ByFactors:
        """Ranks by predicted stars alone."""
        return ByFactors(self.P, self.model.Q, self.model.item_bias)


def folded_in(model: FactorModel, given: Given, users: Ints) -> FoldedIn:
    """Fold in some people, (m,)."""
    n_users = len(given.indptr) - 1
    P, bias = np.zeros((n_users, model.n_columns), np.float32), np.zeros(n_users, np.float32)
    for user in users:
        fold = model.fold_in(*given.of(int(user)))
        P[user], bias[user] = fold.factors, fold.bias
    return FoldedIn(model, P, bias)
