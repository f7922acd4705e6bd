"""The dataset of tests/examples/many_genres.py, opened."""

from __future__ import annotations

import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from tests.examples.many_genres import write_many_genres


@pytest.fixture(scope="session")
def many_genres(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("many_genres")
    source = write_many_genres(folder / "source")
    imported.import_dataset(source, folder / "kept", "genres")
    return imported.open_named(folder / "kept", "genres")
