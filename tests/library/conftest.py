"""A library over a small dataset, another RecFlix on the same home, and a dataset to change to."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui.library.library import Library


@pytest.fixture
def library(home: Path, small_movielens: Path) -> Iterator[Library]:
    opened = Library.open()
    opened.datasets.add(small_movielens, "small")
    yield opened
    opened.close()


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """A second RecFlix on the same home."""
    opened = Library.open()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def tiny_movielens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five titles, three users."""
    folder = tmp_path_factory.mktemp("tiny") / "tiny"
    folder.mkdir()
    with (folder / "movies.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["movieId", "title", "genres"])
        rows.writerows([n, f"Tiny {n} (2000)", "Drama"] for n in range(5))
    with (folder / "ratings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["userId", "movieId", "rating", "timestamp"])
        rows.writerows([u, n, 1 + (u + n) % 5, 0] for u in range(3) for n in range(5))
    return folder
