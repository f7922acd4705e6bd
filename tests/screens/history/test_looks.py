"""How the preview, what changed and what waits look: compared with pictures that people saw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.history.preview_screen import PreviewScreen
from recflix_tui.screens.history.reading import Prepared, Progress, prepare
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.history_driver import HistoryDriver

LARGE = (200, 60)
SCREENS = ("preview", "changed", "review")


def showing(library: Library, export: Path, name: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Show one of the screens as its import leads there."""
    [ada] = library.profiles.summaries()
    prepared = prepare(library, ada.id, export, None, Progress())
    assert isinstance(prepared, Prepared)
    outcome = None if name == "preview" else library.history.apply(prepared.plan)

    async def show(pilot: Pilot[Any]) -> None:
        history = HistoryDriver(pilot)
        await history.settle()
        if outcome is None:
            history.app.push_screen(PreviewScreen(history.app, prepared))
        elif name == "changed":
            history.app.importing.show_changed(outcome)
        else:
            history.app.importing.review()
            await history.press("right")
        await history.settle()

    return show


@pytest.mark.parametrize("size", [SMALL, WIDE, LARGE])
@pytest.mark.parametrize("name", SCREENS)
def test_it_looks_so(
    library: Library, export: Path, snap_compare: Any, name: str, size: tuple[int, int]
) -> None:
    show = showing(library, export, name)
    assert snap_compare(RecflixApp(library), terminal_size=size, run_before=show)


@pytest.mark.parametrize("name", SCREENS)
def test_it_looks_so_in_light(library: Library, export: Path, snap_compare: Any, name: str) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    show = showing(library, export, name)
    assert snap_compare(RecflixApp(library), terminal_size=SMALL, run_before=show)
