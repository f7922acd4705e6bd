"""The furnished home with a model that knows what people pick, and with running times."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.dataset.credits.credits import Credits
from recflix_tui.library.library import Library
from tests.examples.app_home import save_model
from tests.examples.random_choices import random_choice


@pytest.fixture
def library(library: Library) -> Library:
    save_model(library, choice=random_choice(library.snapshot.need_dataset().n_items))
    library.session.refresh()
    return library


@pytest.fixture
def timed(app: RecflixApp, library: Library) -> RecflixApp:
    """An app whose titles' running times are known: item n takes 70 + n minutes."""
    dataset = library.snapshot.need_dataset()
    n, nobody = dataset.n_items, np.empty(0, np.int64)
    one_each = np.arange(n + 1, dtype=np.int64)
    none, people = np.zeros(n + 1, np.int64), np.zeros(n, np.int32)
    name = "Ana [b]Öström[/b]".encode()
    dataset.credits = Credits(
        text=np.frombuffer(name, np.uint8),
        ends=np.array([len(name)]),
        imdb_ids=nobody,
        director_indptr=one_each,
        director_people=people,
        cast_indptr=none,
        cast_people=people[:0],
        runtimes=np.arange(70, 70 + n).astype(np.int16),
    )
    return app
