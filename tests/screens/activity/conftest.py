"""Ada's home at a time that a test sets, and an app in which no focus rests."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.watching.watching import Watching
from tests.drivers.clock import Clock
from tests.examples.app_home import NOW


@pytest.fixture(autouse=True)
def _in_greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


def in_use_from(library: Library, *taken: tuple[int | None, float]) -> None:
    """Have versions be in use from these times on."""
    pointer = library.paths.models / "films" / "active.json"
    said = json.loads(pointer.read_text())
    pointer.write_text(json.dumps({**said, "taken": taken}))
    library.session.refresh()


@pytest.fixture
def library(home: Path, clock: Clock) -> Iterator[Library]:
    opened = Library.open(home, clock=clock)
    in_use_from(opened, (None, NOW - 2), (1, NOW - 1))
    yield opened
    opened.close()


class Unwatched(Watching):
    """Notes nothing of itself: what a frame shows, and how long a focus rests, hangs on the
    machine."""

    def frame(self, screens: Sequence[Screen[Any]]) -> None:
        """Goes by unseen."""


@pytest.fixture
def app(library: Library) -> RecflixApp:
    """An app that knows of the person what the test has them do, and nothing besides."""
    app = RecflixApp(library)
    app.watching = Unwatched(app)
    return app


@pytest.fixture
def ada(library: Library) -> int:
    return library.profiles.find("Ada").id
