"""Ada's home at a time that a test sets, and an app in which no focus rests."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture
def app(library: Library) -> RecflixApp:
    """An app in which no focus rests: how long one does hangs on the machine."""
    app = RecflixApp(library)
    app.watching = Watching(app, lambda: 0.0)
    return app


@pytest.fixture
def ada(library: Library) -> int:
    return library.profiles.find("Ada").id
