from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui.store.store import Store
from tests.store.model import Clock, hurry


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "recflix.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = hurry(Store.open(path, clock=Clock()))
    yield opened
    opened.close()


@pytest.fixture
def ada(store: Store) -> int:
    return store.add_profile("Ada").id
