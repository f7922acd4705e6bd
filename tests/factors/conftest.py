"""Models whose factors are of unlike weight, so that no two axes are near each other; a small
dataset; and spaces made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.space import Axes, FactorSpace
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


@pytest.fixture(scope="session")
def dataset(small_movielens: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """60 titles of three genres in turn, one a year from 1950 on, and 80 users."""
    folder = tmp_path_factory.mktemp("datasets")
    imported.import_dataset(small_movielens, folder, "small")
    return imported.open_named(folder, "small")


def space_of(items: np.ndarray, users: np.ndarray | None = None) -> FactorSpace:
    """A space with these coordinates of the items, (n_items, c), whatever the model."""
    c = items.shape[1]
    return FactorSpace(
        axes=Axes.COMPONENTS,
        users=np.ones((80, c), np.float32) if users is None else users.astype(np.float32),
        items=items.astype(np.float32),
        shares=np.full(c, 1 / max(c, 1)),
        rest_share=0.0,
        stars=np.full(c, 0.5),
        to_axes=np.eye(c),
    )
