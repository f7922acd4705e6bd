"""The lines of a lesson, in whatever room there is."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from recflix_tui.widgets.bars.lesson_bar import LessonBar, LessonLook

KEYS = ((".", "next", "app.lesson(1)"), (",", "back", "app.lesson(-1)"))
LONG = "a lot is told where there is a lot of room for it, and then a little more of the same " * 3
SHORT = "a little is told where there is little room"
LOOK = LessonLook("What happens when I press 4", "2 of 8 · its cell", (LONG, SHORT), KEYS)


class BarApp(App[None]):
    """A lesson bar alone."""

    def compose(self) -> ComposeResult:
        yield LessonBar()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"focus": "#222222", "muted": "#888888"}


async def lines(look: LessonLook | None, width: int) -> list[str]:
    app = BarApp()
    async with app.run_test(size=(width, 10)) as pilot:
        bar = app.query_one(LessonBar)
        bar.show(look)
        await pilot.pause()
        return [bar.render_line(y).text for y in range(bar.size.height)] if bar.display else []


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120, 200])
async def test_every_line_is_as_wide_as_the_terminal_and_the_keys_stay(width: int) -> None:
    told = await lines(LOOK, width)
    assert len(told) == 4
    assert [cell_len(line) for line in told] == [width] * 4
    assert ". next  , back" in told[0]
    assert told[0].startswith("▌ ")


async def test_where_there_is_little_room_the_short_words_are_told() -> None:
    assert "a lot is told" in (await lines(LOOK, 120))[1]
    narrow = await lines(LOOK, 60)
    assert narrow[1].strip("▌ ") == SHORT
    assert narrow[2].strip("▌ ") == ""


async def test_the_step_stays_where_there_is_no_room_for_what_it_is_about() -> None:
    assert "What happens when I press 4  2 of 8 · its cell" in (await lines(LOOK, 80))[0]
    assert "2 of 8" in (await lines(LOOK, 44))[0]


async def test_an_offer_is_one_line_and_nothing_none() -> None:
    (offer,) = await lines(LessonLook("An offer", "a short tour", (), KEYS), 80)
    assert "An offer  a short tour" in offer
    assert await lines(None, 80) == []


def test_it_tells_whether_it_takes_another_number_of_lines() -> None:
    bar = LessonBar()
    assert bar.show(LOOK)
    assert not bar.show(LessonLook("Another", "3 of 8", (SHORT,), KEYS))
    assert bar.show(LessonLook("An offer", "", (), KEYS))
    assert bar.show(None)
