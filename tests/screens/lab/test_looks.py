"""How Lab looks: compared with pictures that people have looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.lab_driver import LabDriver

LARGE = (200, 60)


def showing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Go to Lab and press keys one by one, each when the one before has done its work."""

    async def run(pilot: Pilot[Any]) -> None:
        lab = LabDriver(pilot)
        await lab.enter()
        for key in keys:
            await lab.press(key)

    return run


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_rating_that_had_its_turn_looks_so(
    app: RecflixApp, snap_compare: Any, size: tuple[int, int]
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=showing("n", "e", "space"))


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_held_out_cells_look_so_in_light(
    library: Library, snap_compare: Any, size: tuple[int, int]
) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    app = RecflixApp(library)
    keys = ["O", "n", "n", "e"]
    assert snap_compare(app, terminal_size=size, run_before=showing(*keys))


@pytest.mark.parametrize(("size", "last"), [(SMALL, ("tab", "tab")), (WIDE, ("shift+tab",))])
def test_the_stages_side_by_side_look_so(
    app: RecflixApp, snap_compare: Any, size: tuple[int, int], last: tuple[str, ...]
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=showing("O", "end", *last))


def test_the_sparse_example_looks_so(app: RecflixApp, snap_compare: Any) -> None:
    keys = ["g", "n", "down"]
    assert snap_compare(app, terminal_size=SMALL, run_before=showing(*keys))


def test_the_settings_look_so(app: RecflixApp, snap_compare: Any) -> None:
    keys = ["shift+tab", "shift+tab", "down", "down", "down", "3"]
    assert snap_compare(app, terminal_size=SMALL, run_before=showing(*keys))


def test_it_looks_so_without_colours(
    library: Library, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RecflixApp(library)
    assert snap_compare(app, terminal_size=WIDE, run_before=showing("e", "space"))
