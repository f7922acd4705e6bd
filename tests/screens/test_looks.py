"""How the screens look: compared with pictures that people have looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.datasets import Datasets
from recflix_tui.library.library import Library
from tests.drivers.app_driver import SMALL, WIDE, AppDriver

SIZES = [SMALL, WIDE]


def showing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Press keys one by one, each when the one before has done its work."""

    async def run(pilot: Pilot[Any]) -> None:
        app = AppDriver(pilot)
        await app.settle()
        for key in keys:
            await app.press(key)

    return run


@pytest.mark.parametrize("size", SIZES)
def test_home(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=showing("down", "right"))


@pytest.mark.parametrize("size", SIZES)
def test_home_in_light(library: Library, snap_compare: Any, size: tuple[int, int]) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    app = RecflixApp(library)
    assert snap_compare(app, terminal_size=size, run_before=showing("right", "4", "a"))


@pytest.mark.parametrize("size", SIZES)
def test_home_of_someone_who_rated_nothing(
    library: Library, snap_compare: Any, size: tuple[int, int]
) -> None:
    library.profiles.remember(library.profiles.add("[b]Bo").id)
    assert snap_compare(RecflixApp(library), terminal_size=size, run_before=showing())


@pytest.mark.parametrize("size", SIZES)
def test_profiles(
    app: RecflixApp, library: Library, snap_compare: Any, size: tuple[int, int]
) -> None:
    library.profiles.add("千尋")
    assert snap_compare(app, terminal_size=size, run_before=showing("p"))


def test_profiles_asks_before_it_removes(app: RecflixApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=showing("p", "delete"))


def test_an_empty_home(
    empty_library: Library, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Datasets, "use_sample_if_none", lambda self: None)
    app = RecflixApp(empty_library)
    assert snap_compare(app, terminal_size=SMALL, run_before=showing("A", "d", "a"))


@pytest.mark.parametrize("size", SIZES)
def test_help(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=showing("question_mark"))
