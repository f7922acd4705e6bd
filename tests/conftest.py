"""What many tests need: a small dataset with taste in it, and a home of one's own."""

from __future__ import annotations

import csv
import gc
import os
import signal
from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import Ratings
from tests.examples.models import make_model, make_taste
from tests.in_parallel import pytest_cmdline_main, pytest_sessionstart

__all__ = ["pytest_cmdline_main", "pytest_sessionstart"]

# The same examples at every run, however slow the machine is; HYPOTHESIS_PROFILE=default looks
# for new ones.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

N_USERS, N_TITLES = 80, 60
GENRES = ["Comedy", "Drama", "Sci-Fi"]


def pytest_configure() -> None:
    """Ctrl-C reaches what the tests start, though a shell's background job is started without."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests are made, and none let go of: no garbage is looked for among them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.fixture(autouse=True)
def _a_machine_of_known_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is promised of a training hangs on no machine's load."""
    monkeypatch.setattr("recflix_tui.solvers.auto.slowness", lambda: 1.0)
    monkeypatch.setattr("recflix_tui.solvers.auto.crowding", lambda threads, cores: 1.0)


@pytest.fixture(scope="session")
def small_movielens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in MovieLens' layout: 80 users and 60 titles of three genres.

    Every user loves one genre and cares little for the others, so that a model has something
    to learn. The title of movie 10·n is "Film n", of the year 1950 + n.
    """
    folder = tmp_path_factory.mktemp("movielens") / "small"
    folder.mkdir()
    rng = np.random.default_rng(7)
    with (folder / "movies.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["movieId", "title", "genres"])
        for n in range(N_TITLES):
            rows.writerow([10 * n, f"Film {n} ({1950 + n})", GENRES[n % 3]])
    with (folder / "ratings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["userId", "movieId", "rating", "timestamp"])
        for user in range(1, N_USERS + 1):
            for n in sorted(rng.choice(N_TITLES, 30, replace=False)):
                stars = (4.5 if n % 3 == user % 3 else 2.5) + rng.normal(0, 0.4)
                rating = np.clip(round(stars * 2) / 2, 0.5, 5)
                rows.writerow([user, 10 * n, rating, 1_000_000_000 + user * 1000 + n])
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty RecFlix home, named in the environment."""
    monkeypatch.setenv("RECFLIX_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def model() -> FactorModel:
    return make_model()


@pytest.fixture(scope="session")
def taste() -> Ratings:
    return make_taste()
