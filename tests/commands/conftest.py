"""A home that the commands work on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.drivers.command_line import said


@pytest.fixture(scope="module")
def shared_home(furnished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a dataset, a profile with four ratings, and a model, of a module's own."""
    return Path(shutil.copytree(furnished_home, tmp_path_factory.mktemp("cli") / "home"))


@pytest.fixture(scope="session")
def furnished_home(tmp_path_factory: pytest.TempPathFactory, small_movielens: Path) -> Path:
    """The home that those of the modules are copies of."""
    home = tmp_path_factory.mktemp("cli") / "home"
    said(home, "dataset", "import", str(small_movielens), "--name", "small")
    said(home, "profile", "add", "Ada")
    for movie_id, stars in ((20, "5"), (50, "4.5"), (0, "2"), (10, "1")):
        said(home, "rate", "--profile", "ada", "--movie-id", str(movie_id), stars)
    said(home, "train", "--solver", "sgd", "--factors", "8", "--epochs", "30")
    return home
