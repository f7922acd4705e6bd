"""A home with odd titles, a model made by hand and a person who rated six films."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual import constants
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior
from recflix_tui.screens.frame import titles_screen
from recflix_tui.versions.registry import Registry
from tests.examples import quick_apps
from tests.examples.quick_apps import *  # noqa: F403
from tests.examples.quick_apps import _frames_undrawn

__all__ = [
    *quick_apps.__all__,
    "_frames_undrawn",
    "_hurry",
    "_true_colour",
    "app",
    "empty_library",
    "furnished_home",
    "home",
    "library",
]
"""The fixtures that a folder of tests of the app takes over whole."""

GENRES = ["Comedy", "Drama", "Sci-Fi"]
ODD_TITLES = {
    3: "[b]Bold[/b] [@click=app.bell]Ring[/]",
    4: "\x1b[31mRed\x1b[0m \x1b]0;title\x07Alert",
    5: "千と千尋の神隠し 劇場版 完全版",
    6: "Crème 🎬 brûlée 🍿🍿",
    7: "מלכת השוטרים והגנב הגדול",
    8: "The Quite Unreasonably Long Name of a Film That Nobody Ever Finished Watching",
    9: "",
    10: "العربية فيلم طويل",
}
RATED = {20: 5.0, 23: 4.5, 26: 4.0, 21: 2.0, 24: 2.5, 22: 3.0}
N_USERS, N_TITLES = 40, 60
NOW = 1_700_000_000.0


def _write_movielens(folder: Path) -> None:
    """60 titles of three genres, some of them odd; the lower its number, the more rated."""
    folder.mkdir()
    with (folder / "movies.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["movieId", "title", "genres"])
        for n in range(N_TITLES):
            title = ODD_TITLES.get(n, f"Film {n}")
            rows.writerow([n, f"{title} ({1950 + n})" if title else "", GENRES[n % 3] + "|Noir"])
    with (folder / "ratings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["userId", "movieId", "rating", "timestamp"])
        for n in range(N_TITLES):
            for user in range(1, 8 + (N_TITLES - n) * (N_USERS - 8) // N_TITLES):
                rows.writerow([user, n, 1 + (n * user) % 9 / 2, 1_000_000_000])


def hand_made_model(n_users: int, n_items: int, mu: float = 3.2, n_more: int = 0) -> FactorModel:
    """A model with two factors: titles by their genre, users by the one they love most; the
    biases fall with the item's number. n_more: how many weaker factors it has besides."""
    n, u = np.arange(n_items), np.arange(n_users)
    angle = 2 * np.pi * (n % 3) / 3 + 0.01 * n
    loves = 2 * np.pi * (u % 3) / 3 + 0.02 * u
    waves = np.arange(3, 3 + n_more)
    more_users = 0.1 * np.sin(np.outer(u + 1, waves)) / waves
    more_items = np.cos(np.outer(n + 1, waves))
    return FactorModel(
        mu=mu,
        user_bias=np.zeros(n_users, np.float32),
        item_bias=(0.6 - 0.02 * n).astype(np.float32),
        P=np.column_stack([0.5 * np.cos(loves), 0.5 * np.sin(loves), more_users]).astype(
            np.float32
        ),
        Q=np.column_stack([np.cos(angle), np.sin(angle), more_items]).astype(np.float32),
        prior=ridge_prior(0.5, 0.5, 2 + n_more, 0.5),
        low=0.5,
        high=5.0,
    )


def save_model(
    library: Library,
    mu: float = 3.2,
    holdout: float = 0.871,
    n_more: int = 0,
    choice: ChoiceModel | None = None,
) -> None:
    """Save a model as a training would, beside the library's back."""
    dataset = library.snapshot.need_dataset()
    Registry(library.paths.models, dataset.name).save(
        hand_made_model(dataset.n_users, dataset.n_items, mu, n_more),
        choice,
        solver="sgd",
        settings={},
        metrics={"holdout_rmse": holdout},
        fingerprint=dataset.fingerprint,
    )


@pytest.fixture(autouse=True)
def _true_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens look the same whatever terminal the tests run in."""
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for a focus to rest."""
    monkeypatch.setattr(titles_screen, "WHY_PAUSE", 0.002)


@pytest.fixture(scope="session")
def furnished_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home to copy: dataset, model, and Ada with six ratings."""
    base = tmp_path_factory.mktemp("furnished")
    _write_movielens(base / "movielens")
    home = base / "home"
    library = Library.open(home, clock=lambda: NOW)
    library.datasets.add(base / "movielens", "films")
    save_model(library)
    library.session.refresh()
    ada = library.profiles.add("Ada")
    library.profiles.remember(ada.id)
    for item, stars in RATED.items():
        library.profiles.rate(ada.id, item, stars)
    library.lab.remember_offer(ada.id)
    library.close()
    return home


@pytest.fixture
def home(furnished_home: Path, tmp_path: Path) -> Path:
    """A copy of the furnished home, for one test."""
    return Path(shutil.copytree(furnished_home, tmp_path / "home"))


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    opened = Library.open(home, clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def app(library: Library) -> RecflixApp:
    return RecflixApp(library)


@pytest.fixture
def empty_library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "empty", clock=lambda: NOW)
    yield opened
    opened.close()


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until what was asked for is done and shown, the why line included: until twice in a row
    nobody is at work, as a busy machine may take a while from the end of one work to the next."""
    idle = 0
    while idle < 2:
        await pilot.pause()
        idle = 0 if await _worked(pilot) else idle + 1
        await asyncio.sleep(0.01)
    await pilot.pause()


async def _worked(pilot: Pilot[Any]) -> bool:
    """Wait for the workers; whether there were any. One that is called off, as its screen is left,
    is done as well."""
    workers = list(pilot.app.workers)
    for worker in workers:
        with contextlib.suppress(WorkerCancelled):
            await worker.wait()
    return bool(workers)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other without waiting, then wait for what comes of them."""
    await pilot.press(*keys)
    await settle(pilot)
