"""A home that the commands work on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.command_line import said


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory, small_movielens: Path) -> Path:
    """A home with a dataset, a profile with four ratings, and a model."""
    home = tmp_path_factory.mktemp("cli") / "home"
    said(home, "dataset", "import", str(small_movielens), "--name", "small")
    said(home, "profile", "add", "Ada")
    for movie_id, stars in ((20, "5"), (50, "4.5"), (0, "2"), (10, "1")):
        said(home, "rate", "--profile", "ada", "--movie-id", str(movie_id), stars)
    said(home, "train", "--solver", "sgd", "--factors", "8", "--epochs", "30")
    return home
