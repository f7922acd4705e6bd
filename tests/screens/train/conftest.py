"""A home with two versions of a known date, and programs that run instead of a training."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.child.events import Event
from recflix_tui.library.library import Library
from recflix_tui.versions.registry import Registry
from tests.examples.app_home import NOW, hand_made_model
from tests.examples.random_choices import random_choice
from tests.screens.train.programs import Programs, telling


@pytest.fixture
def library(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The furnished home with models 2 and 3, of a known date: the newer one, which knows what
    people pick, in use."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    dataset = library.snapshot.need_dataset()
    registry = Registry(library.paths.models, dataset.name, clock=lambda: NOW)
    for solver, holdout, factors in (("sgd", 0.912, 32), ("gibbs", 0.871, 12)):
        registry.save(
            hand_made_model(dataset.n_users, dataset.n_items),
            random_choice(dataset.n_items) if solver == "gibbs" else None,
            solver=solver,
            settings={"factors": factors, "seed": 0, "holdout": 0.05},
            metrics={
                "holdout_rmse": holdout,
                "epochs": 37,
                "n_ratings": dataset.n_ratings + 6,
                "train_seconds": 83.2,
            },
            fingerprint=dataset.fingerprint,
        )
    registry.remove(1)
    library.session.refresh()
    yield library
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def program(library: Library, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Have a small program run instead of the training process."""

    def use(events: list[Event], then: str = "", first: str = "") -> None:
        command = telling(events, then, first)
        monkeypatch.setattr(library.models, "training_command", lambda **settings: command)

    return use


@pytest.fixture
def sent(app: RecflixApp, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The settings of each training that was asked for; none is started."""
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(app.training, "start", lambda **settings: asked.append(settings))
    return asked
