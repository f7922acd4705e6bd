"""The lesson on one rating: over the real screens, forth and back, with their own numbers."""

from __future__ import annotations

import re
from typing import Any

from textual.screen import Screen

from recflix_tui.app import RecflixApp
from recflix_tui.matrix.values import Picture
from recflix_tui.screens.factors.factors_screen import FactorsScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.lesson.lesson_guide import N_STEPS
from recflix_tui.screens.matrix.matrix_screen import MatrixScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.widgets.bars.lesson_bar import LessonBar
from recflix_tui.widgets.pictures.figures import hundredths, signed, two_digits
from recflix_tui.widgets.pictures.term_bars import TermBars
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.lesson_driver import BACK, ON, LessonDriver
from tests.drivers.matrix_driver import MatrixDriver
from tests.drivers.title_driver import TitleDriver
from tests.examples.bursts import burst, doings

FOLLOWED, STARS = 23, 4.5
SCREENS: list[type[Screen[Any]]] = [
    TitleScreen,
    MatrixScreen,
    MatrixScreen,
    MatrixScreen,
    MatrixScreen,
    FactorsScreen,
    TitleScreen,
    HomeScreen,
]


async def test_it_leads_over_the_real_screens_and_back(app: RecflixApp) -> None:
    async with LessonDriver.open(app, SMALL) as lesson:
        await lesson.begin(FOLLOWED)
        told = []
        for step, screen in enumerate(SCREENS, 1):
            assert lesson.step == step
            assert lesson.is_on(screen)
            assert len(lesson.lines_told) == 4
            told.append(lesson.said)
            if step < N_STEPS:
                await lesson.next()
        assert len(set(told)) == N_STEPS
        for step, screen in reversed(list(enumerate(SCREENS[:-1], 1))):
            await lesson.back()
            assert lesson.step == step
            assert lesson.is_on(screen)
            assert lesson.said == told[step - 1]
        await lesson.back()
        assert lesson.step == 1  # there is nothing before


async def test_after_the_last_step_it_is_over(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin()
        await lesson.to(N_STEPS)
        assert ". end" in lesson.head
        await lesson.next()
        assert not lesson.runs
        assert lesson.lines_told == []
        assert lesson.is_on(HomeScreen)


async def test_escape_ends_it_where_one_is_and_leads_back_after_that(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin()
        assert "esc end" in lesson.head
        assert "back" not in lesson.key_bar
        await lesson.press("escape")
        assert not lesson.runs
        assert lesson.is_on(TitleScreen)
        assert "esc back" in lesson.key_bar
        await lesson.press("escape")
        assert lesson.is_on(HomeScreen)


async def test_escape_leaves_the_help_before_it_ends_the_lesson(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin()
        await lesson.press("question_mark", "escape")
        assert lesson.runs
        assert lesson.is_on(TitleScreen)


async def test_it_leads_on_from_a_screen_that_has_no_room(app: RecflixApp) -> None:
    async with LessonDriver.open(app, (60, 14)) as lesson:
        await lesson.begin()
        assert "needs 70 x 16" in lesson.text
        await lesson.press(ON)
        await lesson.ready()
        assert lesson.is_on(MatrixScreen)
        assert lesson.step == 2
        await lesson.press("escape")
        assert not lesson.runs


async def test_the_help_lists_its_keys_while_it_runs(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.press("question_mark")
        assert "The lesson" not in lesson.text
        await lesson.press("escape")
        await lesson.begin()
        await lesson.press("question_mark", "end")
        assert "The lesson" in lesson.text


async def test_the_mouse_does_what_the_keys_do(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin()
        await lesson.click(LessonBar, lesson.head.index("next"), 0)
        await lesson.ready()
        assert lesson.step == 2
        await lesson.click(LessonBar, lesson.head.index(", back") + 3, 0)
        await lesson.ready()
        assert lesson.step == 1
        await lesson.click(LessonBar, lesson.head.index("esc"), 0)
        assert not lesson.runs


# --- the numbers --------------------------------------------------------------------------------


def the_rating_is_the_one_on_the_titles_page(lesson: LessonDriver) -> None:
    title = lesson.on(TitleDriver)
    assert title.item == FOLLOWED
    assert "★★★★½" in title.words("own")
    assert f"{STARS:g}" in lesson.head
    assert "4.5 stars" in lesson.said
    assert "5 other ratings" in lesson.said


def its_cell_is_the_one_under_the_cursor(lesson: LessonDriver) -> None:
    matrix = lesson.on(MatrixDriver)
    assert matrix.picture == Picture.KNOWN
    assert "Ada" in matrix.line
    assert lesson.name_of(FOLLOWED) in matrix.line
    assert f"rated {STARS:g}" in matrix.line
    row, column = matrix.outlook.cursor
    assert matrix.frame.texts[row][column] == f"{STARS:g}"
    size = matrix.words("size")
    assert f"{size.split(' empty')[0].rsplit('· ', 1)[1]} are empty" in lesson.said
    people = f"{lesson.app.library.snapshot.need_dataset().n_users + 1} people"
    assert people in lesson.said
    assert people in size


def the_error_left_is_the_one_in_the_cell(lesson: LessonDriver) -> None:
    numbers, matrix = lesson.lesson_on(FOLLOWED), lesson.on(MatrixDriver)
    left = signed(hundredths(STARS - numbers.with_it.total))
    row, column = matrix.outlook.cursor
    assert matrix.picture == Picture.ERROR
    assert matrix.frame.texts[row][column] == left
    assert f"is {left}." in lesson.said
    assert f"predicted {two_digits(numbers.with_it.shown)}" in matrix.line
    assert two_digits(numbers.with_it.shown) in lesson.said
    assert two_digits(numbers.without.total) in lesson.said
    assert f"{signed(hundredths(STARS - numbers.without.total))}" in lesson.said


def the_sum_adds_up_as_it_is_shown(lesson: LessonDriver) -> None:
    figures = re.findall(r"[+-]?\d+\.\d\d", lesson.said.replace("−", "-"))
    *parts, total = (round(100 * float(figure)) for figure in figures)
    assert len(parts) == 4
    assert sum(parts) == total
    assert total == hundredths(lesson.lesson_on(FOLLOWED).without.total)


def its_picture_is_of_errors(lesson: LessonDriver) -> None:
    assert lesson.on(MatrixDriver).picture == Picture.ERROR


def the_factor_that_moved_is_the_one_chosen_and_stands_where_it_is_told(
    lesson: LessonDriver,
) -> None:
    move = lesson.lesson_on(FOLLOWED).factor
    assert move is not None
    screen = lesson.app.screen
    assert isinstance(screen, FactorsScreen)
    assert screen.taste.sliders.has_focus
    assert screen.taste.sliders.chosen == move.factor
    assert f"factor {move.factor + 1}" in lesson.said.lower()
    assert f"{two_digits(move.before)} → {two_digits(move.after)}" in lesson.said
    assert lesson.app.profile_id is not None
    stands = lesson.app.library.factors.coordinates(
        lesson.app.profile_id, lesson.app.library.factors.space()
    )
    assert two_digits(float(stands[move.factor])) == two_digits(move.after)


def the_prediction_told_is_the_one_on_the_page(lesson: LessonDriver) -> None:
    move, title = lesson.lesson_on(FOLLOWED).title, lesson.on(TitleDriver)
    assert move is not None
    assert title.item == move.item
    assert f"= {two_digits(move.after)}" in title.words("reasons")
    assert two_digits(move.before) in lesson.said
    assert two_digits(move.after) in lesson.said


def the_row_told_of_has_the_focus_on_a_title_that_came(lesson: LessonDriver) -> None:
    row = lesson.lesson_on(FOLLOWED).row
    assert row is not None
    home = lesson.app.screen
    assert isinstance(home, HomeScreen)
    assert home.wall.rows.rows[home.wall.rows.row].view.key == row.key
    assert row.title in lesson.said
    assert home.focused_item() == next(iter(row.came), home.focused_item())


def the_biases_told_before_are_those_of_its_bars(lesson: LessonDriver, summed: str) -> None:
    bars = lesson.app.screen.query_one(TermBars)
    mean, own, its = (bars.render_line(y).text.split() for y in range(3))
    assert (own[0], its[0]) == ("your", "its")
    assert f"{mean[4]} mean of all" in summed
    assert f"{its[2]} its bias" in summed
    assert f"→ {own[2]}." in lesson.said


AGREES = [
    the_rating_is_the_one_on_the_titles_page,
    its_cell_is_the_one_under_the_cursor,
    the_error_left_is_the_one_in_the_cell,
    the_sum_adds_up_as_it_is_shown,
    its_picture_is_of_errors,
    the_factor_that_moved_is_the_one_chosen_and_stands_where_it_is_told,
    the_prediction_told_is_the_one_on_the_page,
    the_row_told_of_has_the_focus_on_a_title_that_came,
]
"""What holds at each step, from the first on."""


async def test_what_each_step_tells_is_what_its_screen_shows(app: RecflixApp) -> None:
    async with LessonDriver.open(app, WIDE) as lesson:
        await lesson.begin(FOLLOWED)
        told = []
        for step, (screen, agrees) in enumerate(zip(SCREENS, AGREES, strict=True), 1):
            await lesson.to(step)
            assert lesson.is_on(screen)
            assert len(lesson.lines_told) == 4
            told.append(lesson.said)
            agrees(lesson)
            if screen is FactorsScreen:
                the_biases_told_before_are_those_of_its_bars(lesson, told[3])


async def test_the_nudge_is_told_with_the_numbers_that_it_moves(app: RecflixApp) -> None:
    async with LessonDriver.open(app, (200, 60)) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.to(5)
        nudge = lesson.lesson_on(FOLLOWED).nudge
        before, after = nudge.predicted
        assert f"{two_digits(before)} → {two_digits(after)}" in lesson.said
        at = nudge.farthest
        assert f"= {nudge.row[1][at]:.3f}".replace("-", "−") in lesson.said
        assert f"{nudge.rate:g} is the learning rate" in lesson.said
        assert f"{two_digits(nudge.pull_user)} is regularisation" in lesson.said


# --- keys typed ahead ---------------------------------------------------------------------------


async def test_keys_in_a_burst_go_as_many_steps(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin(FOLLOWED)
        burst(app, *"...,")
        await lesson.ready()
        assert lesson.step == 3
        assert lesson.is_on(MatrixScreen)


async def test_a_key_behind_a_step_rates_no_title_that_was_not_in_view(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.to(6)
        before = doings(app)
        burst(app, *".5xaw0")
        await lesson.ready()
        assert lesson.is_on(TitleScreen)
        assert doings(app) == before


async def test_without_a_lesson_its_keys_do_nothing(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        before = doings(app)
        await lesson.press(ON, BACK)
        assert doings(app) == before
        assert lesson.lines_told == []
        assert lesson.is_on(HomeScreen)
