"""The small dataset of tests/conftest.py, opened, with a model of two factors made by hand; the
sample data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior
from recflix_tui.paths import sample_data


@pytest.fixture(scope="session")
def dataset(small_movielens: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("datasets")
    imported.import_dataset(small_movielens, folder, "small")
    return imported.open_named(folder, "small")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The sample data that is part of RecFlix."""
    folder = tmp_path_factory.mktemp("sample")
    imported.import_dataset(sample_data(), folder, "sample")
    return imported.open_named(folder, "sample")


@pytest.fixture(scope="session")
def model(dataset: Dataset) -> FactorModel:
    """Item n's factors point along one of three directions, by its genre; biases fall with n."""
    n = np.arange(dataset.n_items)
    angle = 2 * np.pi * (n % 3) / 3 + 0.01 * n
    return FactorModel(
        mu=3.0,
        user_bias=np.zeros(dataset.n_users, np.float32),
        item_bias=(-0.01 * n).astype(np.float32),
        P=np.zeros((dataset.n_users, 2), np.float32),
        Q=np.column_stack([np.cos(angle), np.sin(angle)]).astype(np.float32),
        prior=ridge_prior(0.5, 0.5, 2, 0.5),
        low=0.5,
        high=5.0,
    )
