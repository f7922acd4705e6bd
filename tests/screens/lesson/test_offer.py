"""The lesson is offered once, to somebody new, and takes no key that means anything else."""

from __future__ import annotations

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.home import HomeScreen
from tests.drivers.lesson_driver import BACK, ON, LessonDriver
from tests.drivers.title_driver import TitleDriver


@pytest.fixture
def newcomer(library: Library) -> int:
    """Somebody who rated a few titles, and is who watches."""
    bo = library.profiles.add("Bo").id
    library.profiles.remember(bo)
    for item in (20, 21, 23):
        library.profiles.rate(bo, item, 4.0)
    return bo


async def test_it_is_offered_once_to_somebody_new(library: Library, newcomer: int) -> None:
    app = RecflixApp(library)
    async with LessonDriver.open(app) as lesson:
        await lesson.until(lambda: bool(lesson.lines_told))
        assert len(lesson.lines_told) == 1
        assert "What happens when I press 4" in lesson.head
        assert ". show me" in lesson.head
        assert not library.lab.lesson_is_due(newcomer)  # kept already
        await lesson.press("b")
        assert lesson.lines_told == []  # on Home alone
        await lesson.press("h", ON)
        await lesson.ready()
        assert lesson.step == 1
        assert lesson.on(TitleDriver).item == 23


async def test_left_it_is_offered_never_again(library: Library, newcomer: int) -> None:
    app = RecflixApp(library)
    async with LessonDriver.open(app) as lesson:
        await lesson.until(lambda: bool(lesson.lines_told))
        await lesson.press(BACK)
        assert lesson.lines_told == []
        await lesson.press("4")
        assert lesson.lines_told == []
    again = RecflixApp(library)
    async with LessonDriver.open(again) as lesson:
        again.changed()
        await lesson.settle()
        assert lesson.lines_told == []


async def test_the_offer_takes_no_other_key(library: Library, newcomer: int) -> None:
    app = RecflixApp(library)
    async with LessonDriver.open(app) as lesson:
        await lesson.until(lambda: bool(lesson.lines_told))
        item = lesson.app.screen
        assert isinstance(item, HomeScreen)
        focused = item.focused_item()
        assert focused is not None
        await lesson.press("4")
        assert lesson.ratings[focused] == 4
        assert lesson.lines_told


async def test_it_is_offered_with_the_third_rating(library: Library) -> None:
    bo = library.profiles.add("Bo").id
    library.profiles.remember(bo)
    app = RecflixApp(library)
    async with LessonDriver.open(app) as lesson:
        for _ in range(3):
            assert lesson.lines_told == []
            await lesson.press("right", "4")
        await lesson.until(lambda: len(lesson.lines_told) == 1)
