"""A home with Ada, who rated four films there, and some that an import brought."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recflix_tui.history.values import Act, DateKind, Did, Export, Film
from recflix_tui.library.library import Library

NOON = 1_709_380_800.0  # of 2 March 2024, UTC
ACTS = (
    Act(Film("Film 7", 1957), Did.RATED, 3.5, NOON, DateKind.LOGGED),
    Act(Film("Film 8", 1959), Did.RATED, 2.0, NOON - 86_400, DateKind.RATED),  # of 1958 here
    Act(Film("Film 7", 1957), Did.WATCHED, 1.0, NOON, DateKind.WATCHED),
    Act(Film("The Glass Harbour", 1987), Did.RATED, 4.0),
    Act(Film("Film 9"), Did.MY_LIST, 1.0, NOON, DateKind.LOGGED),
    Act(Film("A Filme 9", 1959), Did.WATCHED, 1.0),
)


@pytest.fixture
def imported(furnished_home: Path, tmp_path: Path) -> Path:
    """That home, of the test's own."""
    home = Path(shutil.copytree(furnished_home, tmp_path / "home"))
    library = Library.open(home)
    export = Export("letterboxd", "Letterboxd", ACTS)
    library.history.apply(library.history.plan(1, export, "mine.zip"))
    library.close()
    return home
