"""How Factors looks: compared with pictures that people have looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual import constants
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.factors_driver import FactorsDriver

LARGE = (200, 60)


def showing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Go to the factors and press keys one by one, each when the one before has done its work."""

    async def run(pilot: Pilot[Any]) -> None:
        factors = FactorsDriver(pilot)
        await factors.enter()
        for key in keys:
            await factors.press(key)

    return run


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_dots_look_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    keys = ["left", "n", "right_square_bracket", "right_square_bracket"]
    assert snap_compare(app, terminal_size=size, run_before=showing(*keys))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_list_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=showing("v", "down"))


def test_they_look_so_in_light(library: Library, snap_compare: Any) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    app = RecflixApp(library)
    assert snap_compare(app, terminal_size=WIDE, run_before=showing("c", "tab", "left"))


def test_they_look_so_in_256_colours(
    library: Library, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "256")
    app = RecflixApp(library)
    assert snap_compare(app, terminal_size=WIDE, run_before=showing("c", "tab", "left"))


def test_they_look_so_without_colours(
    library: Library, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(RecflixApp(library), terminal_size=WIDE, run_before=showing())


def test_the_choice_of_axes_looks_so(app: RecflixApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=showing("o", "down"))


def test_the_question_for_a_name_looks_so(app: RecflixApp, snap_compare: Any) -> None:
    keys = ["right_square_bracket"] * 6
    assert snap_compare(app, terminal_size=SMALL, run_before=showing(*keys, "k"))
