"""The furnished home with a model that knows what people pick."""

from __future__ import annotations

import pytest

from recflix_tui.library.library import Library
from tests.examples.app_home import save_model
from tests.examples.random_choices import random_choice


@pytest.fixture
def library(library: Library) -> Library:
    save_model(library, choice=random_choice(library.snapshot.need_dataset().n_items))
    library.session.refresh()
    return library
