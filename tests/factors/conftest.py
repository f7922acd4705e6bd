"""Models whose factors are of unlike weight, so that no two axes are near each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import Prior
from tests.examples.models import make_model


@pytest.fixture(scope="session")
def one_draw() -> FactorModel:
    """70 users, 40 items, 6 factors, learnt at once."""
    made = make_model(n_users=70, n_items=40, k=6)
    weights = np.array([3, 0.4, 1.6, 1, 0.2, 2.2], np.float32)
    return replace(made, P=made.P * weights)


@pytest.fixture(scope="session")
def two_draws(one_draw: FactorModel) -> FactorModel:
    """The same predictions of the same users, as the mean of two draws of three factors."""
    precision = np.stack([np.eye(4, dtype=np.float32)] * 2)
    return replace(one_draw, prior=Prior(precision, np.ones(2, np.float32), grows=False))
