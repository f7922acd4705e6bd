"""The small dataset of tests/conftest.py with a model that was trained on one profile more, and
two profiles; and a grid so coarse that this dataset has squares of several sizes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.matrix import zoom
from recflix_tui.matrix.counting import sides
from recflix_tui.matrix.values import MatrixProfile
from recflix_tui.model.factors import FactorModel
from tests.examples.models import make_model


@pytest.fixture(scope="session")
def dataset(small_movielens: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("datasets")
    imported.import_dataset(small_movielens, folder, "small")
    return imported.open_named(folder, "small")


@pytest.fixture(scope="session")
def model(dataset: Dataset) -> FactorModel:
    return make_model(n_users=dataset.n_users + 1, n_items=dataset.n_items)


def profile_of(
    id_: int, name: str, ratings: dict[int, float], model: FactorModel | None
) -> MatrixProfile:
    fold = None
    if model is not None:
        fold = model.fold_in(np.array(list(ratings), np.int32), list(ratings.values()))
    return MatrixProfile(id_, name, ratings, fold)


@pytest.fixture
def profiles(model: FactorModel) -> list[MatrixProfile]:
    ada = {item: 0.5 * (1 + item % 10) for item in range(0, 60, 2)}
    return [profile_of(7, "Ada", ada, model), profile_of(9, "Bo", {3: 4.0, 50: 1.5}, model)]


@pytest.fixture
def coarse_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Squares of 8 rows and 8 columns, of which some are halved down to one."""
    monkeypatch.setattr(zoom, "GRID", 11)
    monkeypatch.setattr(sides, "_MOST", 24)
    monkeypatch.setattr(sides, "_REACH", 2)
    monkeypatch.setattr(sides, "_LIMIT", 600)
