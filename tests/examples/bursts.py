"""Keys as a terminal sends them in a burst, and screens that open as slowly as a test likes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.screen import Screen

from recflix_tui.app import RecflixApp
from recflix_tui.screens.background.training_follower import TrainingFollower


def burst(app: RecflixApp, *keys: str) -> None:
    """Send keys so that all are in the app's queue before it handles the first of them."""
    for key in keys:
        event = events.Key(_character_to_key(key) if len(key) == 1 else key, None)
        if len(key) == 1:
            event.character = key
        event.set_sender(app)
        app.post_message(event)


class SlowMount:
    """Has the screens of a class wait, as they are mounted, until the test lets them go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, screen_class: type[Screen[Any]]) -> None:
        self._go_on = asyncio.Event()
        self._waiting = asyncio.Event()
        self._then: Callable[[], None] | None = None
        mount = getattr(screen_class, "on_mount", None)

        async def on_mount(screen: Screen[Any]) -> None:
            self._waiting.set()
            if self._then is not None:
                self._then()
                self._go_on.set()
            await self._go_on.wait()
            if mount is not None:
                mount(screen)

        # A screen that inherits its handler gets one that does no more than wait.
        inherited = "on_mount" not in vars(screen_class)
        mount = None if inherited else mount
        monkeypatch.setattr(screen_class, "on_mount", on_mount, raising=False)

    async def waits(self) -> None:
        """Return once the screen waits, and all else that can go on meanwhile went on."""
        await asyncio.wait_for(self._waiting.wait(), 20)
        for _ in range(100):
            await asyncio.sleep(0)

    def then(self, call: Callable[[], None]) -> None:
        """As soon as the screen waits, do something, and let it be mounted."""
        self._then = call

    def go_on(self) -> None:
        """Let the screen be mounted."""
        self._go_on.set()


@dataclass(frozen=True)
class Doings:
    """Everything that keys meant for something else could have done."""

    ratings: dict[int, float]
    marks: tuple[frozenset[int], ...]
    names: tuple[str, ...]
    versions: tuple[int, ...]
    theme: str
    watching: str


def doings(app: RecflixApp) -> Doings:
    """What was done up to now."""
    library = app.library
    assert app.profile_id is not None
    activity = library.recommendations.taste(app.profile_id).activity
    return Doings(
        dict(activity.ratings),
        tuple(
            frozenset(m)
            for m in (activity.my_list, activity.watched, activity.refused, activity.abandoned)
        ),
        tuple(p.name for p in library.profiles.summaries()),
        tuple(info.version for info in library.models.versions()),
        app.theme,
        app.profile_name,
    )


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The trainings and tunings that were started: none of them runs."""
    started: list[dict[str, Any]] = []
    for name in ("start", "tune"):
        monkeypatch.setattr(TrainingFollower, name, lambda self, **how: started.append(how))
    return started
