"""How the screen of look-ups looks: compared with pictures that people have looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.lab.lookup.state import LookupState
from recflix_tui.library.lab import Lab
from recflix_tui.library.library import Library
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.lookup_driver import LookupDriver
from tests.screens.lab.lookups import CACHES, done, state

LARGE = (200, 60)


@pytest.fixture(autouse=True)
def _known_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lab, "caches", lambda lab: CACHES)


def showing(shown: LookupState | None, *keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Go to the screen with a state of the experiment, and press keys."""

    async def run(pilot: Pilot[Any]) -> None:
        lookup = LookupDriver(pilot)
        await lookup.enter()
        if shown is not None:
            await lookup.take(shown)
        for key in keys:
            await lookup.press(key)

    return run


@pytest.mark.parametrize("size", [SMALL, WIDE, LARGE])
def test_the_end_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=showing(done()))


def test_it_looks_so_before_it_begins(app: RecflixApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=showing(None))


def test_it_looks_so_under_way(app: RecflixApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=WIDE, run_before=showing(state(34), "tab", "down"))


def test_the_caches_look_so_in_a_small_terminal(app: RecflixApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=showing(done(), "tab"))


def test_it_looks_so_in_light(library: Library, snap_compare: Any) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    assert snap_compare(RecflixApp(library), terminal_size=WIDE, run_before=showing(done()))
