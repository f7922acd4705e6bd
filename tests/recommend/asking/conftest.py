"""The dataset of tests/examples/many_genres.py, opened, and models of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.items.fit_choice import fit_choice
from tests.examples.app_home import hand_made_model
from tests.examples.many_genres import write_many_genres


@pytest.fixture(scope="session")
def many_genres(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("many_genres")
    source = write_many_genres(folder / "source")
    imported.import_dataset(source, folder / "kept", "genres")
    return imported.open_named(folder / "kept", "genres")


@pytest.fixture(scope="session")
def genres_model(many_genres: Dataset) -> FactorModel:
    """One by which no title is better than another."""
    model = hand_made_model(many_genres.n_users, many_genres.n_items)
    return replace(model, item_bias=np.zeros(many_genres.n_items, np.float32))


@pytest.fixture(scope="session")
def genres_choice(many_genres: Dataset) -> ChoiceModel:
    rows = many_genres.by_user
    users = np.repeat(np.arange(many_genres.n_users, dtype=np.int32), np.diff(rows.indptr))
    scale = many_genres.scale
    return fit_choice(
        Ratings(
            users,
            np.asarray(rows.indices),
            np.asarray(rows.values, np.float32),
            many_genres.n_users,
            many_genres.n_items,
            scale.low,
            scale.high,
        )
    ).model
