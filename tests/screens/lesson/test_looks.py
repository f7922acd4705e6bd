"""How the lesson looks over the screens: compared with pictures that people have looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.lesson_driver import LessonDriver

FOLLOWED = 23
SIZES = [SMALL, (200, 60)]  # at WIDE, one in light


def at(step: int) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Follow a rating up to a step."""

    async def run(pilot: Pilot[Any]) -> None:
        lesson = LessonDriver(pilot)
        await lesson.enter()
        await lesson.begin(FOLLOWED)
        await lesson.to(step)

    return run


@pytest.mark.parametrize("step", [1, 3])
@pytest.mark.parametrize("size", SIZES)
def test_a_step_looks_so(
    app: RecflixApp, snap_compare: Any, size: tuple[int, int], step: int
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=at(step))


@pytest.mark.parametrize("step", [5, 7, 8])
def test_a_step_looks_so_where_there_is_little_room(
    app: RecflixApp, snap_compare: Any, step: int
) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=at(step))


def test_a_step_looks_so_in_light(library: Library, snap_compare: Any) -> None:
    library.session.store.set_setting("theme", "recflix-light")
    assert snap_compare(RecflixApp(library), terminal_size=WIDE, run_before=at(4))


def test_the_offer_looks_so(library: Library, snap_compare: Any) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    for item in (20, 21, 23):
        library.profiles.rate(2, item, 4.0)

    async def offered(pilot: Pilot[Any]) -> None:
        lesson = LessonDriver(pilot)
        await lesson.enter()
        await lesson.until(lambda: bool(lesson.lines_told))
        await lesson.settle()

    assert snap_compare(RecflixApp(library), terminal_size=SMALL, run_before=offered)
