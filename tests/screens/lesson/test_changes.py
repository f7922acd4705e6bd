"""Which rating a lesson follows, and what becomes of it when something changes."""

from __future__ import annotations

import asyncio
from contextlib import closing
from threading import Event

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.lesson.lesson_guide import N_STEPS
from recflix_tui.screens.matrix.matrix_screen import MatrixScreen
from recflix_tui.store.store import Store
from recflix_tui.widgets.pictures.figures import two_digits
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.lesson_driver import LessonDriver
from tests.drivers.title_driver import TitleDriver
from tests.examples.app_home import RATED, save_model

FOLLOWED, OTHER = 23, 33
NEWEST = list(RATED)[-1]


# --- which rating -------------------------------------------------------------------------------


async def test_the_newest_rating_is_followed_as_the_palette_says_unless_a_rated_title_is_in_focus(
    app: RecflixApp,
) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.press("ctrl+p", *"press 4")
        assert f"What happens when I press 3: {lesson.name_of(NEWEST)}" in lesson.text
        await lesson.press("enter")
        await lesson.ready()
        assert lesson.on(TitleDriver).item == NEWEST
        await lesson.press("escape")
        await lesson.on(TitleDriver).show(FOLLOWED)
        await lesson.press("ctrl+p", *"press 4")
        await lesson.press("enter")
        await lesson.ready()
        assert lesson.on(TitleDriver).item == FOLLOWED
        assert "What happens when I give 4.5" in lesson.head


async def test_a_rating_just_made_is_the_newest_though_another_one_is_in_focus(
    app: RecflixApp,
) -> None:
    async with LessonDriver.open(app) as lesson:
        assert app.profile_id is not None
        await lesson.on(TitleDriver).show(FOLLOWED)
        app.library.profiles.rate(app.profile_id, OTHER, 2.0)
        await lesson.press("ctrl+p", *"what happens")
        assert f"What happens when I give 4.5: {lesson.name_of(FOLLOWED)}" in lesson.text
        assert f"What happens when I press 2: {lesson.name_of(OTHER)}" in lesson.text
        await lesson.press("escape")
        await lesson.press("ctrl+p", *"press 2")
        await lesson.press("enter")
        await lesson.ready()
        assert lesson.on(TitleDriver).item == OTHER


async def test_a_rating_that_is_still_being_written_is_the_newest(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        profile, may_write = app.profile_id, Event()
        assert profile is not None

        def rate_late() -> None:
            assert may_write.wait(10)
            app.library.profiles.rate(profile, OTHER, 2.0)

        writing = asyncio.create_task(app.write(rate_late))
        await asyncio.sleep(0)  # its turn comes before that of the lesson
        app.lesson.begin()
        await lesson.pilot.pause()
        may_write.set()
        await writing
        await lesson.ready()
        assert lesson.on(TitleDriver).item == OTHER


async def test_what_another_process_rated_is_the_newest(app: RecflixApp, library: Library) -> None:
    async with LessonDriver.open(app):
        assert app.profile_id is not None
        profile, dataset = app.profile_id, library.snapshot.need_dataset()
        assert library.lab.rating_to_follow(profile)[0] == NEWEST
        with closing(Store.open(library.session.paths.database)) as other:
            other.rate(profile, dataset.id_space, int(dataset.movie_ids[OTHER]), 1.5)
        assert library.lab.rating_to_follow(profile) == (OTHER, 1.5)


async def test_who_rated_nothing_is_told_so(library: Library) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    app = RecflixApp(library)
    async with LessonDriver.open(app) as lesson:
        await lesson.press("ctrl+p", *"press 4")
        await lesson.press("enter")
        assert not lesson.runs
        (told,) = lesson.notifications
        assert "nothing is rated yet" in told


async def test_without_a_model_it_says_where_one_is_trained(library: Library) -> None:
    library.models.remove(1)
    app = RecflixApp(library)
    async with LessonDriver.open(app) as lesson:
        await lesson.begin()
        assert not lesson.runs
        (told,) = lesson.notifications
        assert "t leads to Train" in told


# --- what changes meanwhile ---------------------------------------------------------------------


async def test_another_rating_has_the_numbers_worked_out_anew(app: RecflixApp) -> None:
    async with LessonDriver.open(app, WIDE) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.to(3)
        before = lesson.said
        await lesson.next()
        await lesson.back()
        assert lesson.said == before
        assert app.profile_id is not None
        app.library.profiles.rate(app.profile_id, 25, 1.0)
        app.changed(25)
        await lesson.ready()
        assert lesson.step == 3
        assert lesson.said != before
        assert "From 6 other ratings" in lesson.said
        after = lesson.lesson_on(FOLLOWED).with_it
        assert two_digits(after.shown) in lesson.said


async def test_rated_otherwise_it_follows_the_new_stars(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.press("2")
        await lesson.ready()
        assert "What happens when I press 2" in lesson.head
        assert "2 stars" in lesson.said


async def test_a_rating_taken_off_ends_it_with_a_word(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.press("0")
        await lesson.ready()
        assert not lesson.runs
        assert f"{lesson.name_of(FOLLOWED)} is no longer rated; the lesson is over" in (
            lesson.notifications
        )


async def test_another_model_has_the_numbers_worked_out_anew(
    app: RecflixApp, library: Library
) -> None:
    async with LessonDriver.open(app, WIDE) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.to(4)
        before = lesson.said
        save_model(library, mu=3.4)
        await lesson.look_for_changes()
        await lesson.ready()
        assert lesson.said != before
        assert "3.40" in lesson.said


async def test_another_model_leads_to_the_title_that_it_moved_most(
    app: RecflixApp, library: Library
) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.to(7)
        before = lesson.on(TitleDriver).item
        save_model(library, n_more=4)
        await lesson.look_for_changes()
        await lesson.ready()
        move = lesson.lesson_on(FOLLOWED).title
        assert move is not None
        assert move.item != before
        assert lesson.on(TitleDriver).item == move.item
        assert lesson.name_of(move.item) in lesson.said


async def test_a_rating_meanwhile_leads_nowhere_else(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.to(7)
        title = lesson.on(TitleDriver).item
        await lesson.press("5")
        await lesson.ready()
        assert lesson.on(TitleDriver).item == title
        assert lesson.ratings[title] == 5
        move = lesson.lesson_on(FOLLOWED).title
        assert move is not None
        assert move.item != title  # it is open no more
        assert lesson.name_of(move.item) in lesson.said


async def test_another_person_who_watches_ends_it_with_a_word(
    app: RecflixApp, library: Library
) -> None:
    bo = library.profiles.add("Bo")
    async with LessonDriver.open(app) as lesson:
        await lesson.begin()
        app.choose_profile(bo.id)
        await lesson.settle()
        assert not lesson.runs
        assert "somebody else watches: the lesson is over" in lesson.notifications


async def test_a_terminal_of_another_size_has_the_rows_worked_out_for_it(
    app: RecflixApp,
) -> None:
    async with LessonDriver.open(app, SMALL) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.to(N_STEPS)
        await lesson.resize(200, 60)
        await lesson.ready()
        home = app.screen
        assert isinstance(home, HomeScreen)
        titles = {row.view.title for row in home.wall.rows.rows}
        assert any(title in lesson.said for title in titles)
        assert len(lesson.lines_told) == 4


async def test_the_screens_go_on_working_and_the_lesson_goes_along(app: RecflixApp) -> None:
    async with LessonDriver.open(app) as lesson:
        await lesson.begin(FOLLOWED)
        await lesson.press("b")
        assert lesson.is_on(BrowseScreen)
        assert lesson.step == 1
        await lesson.next()
        assert lesson.step == 2
        assert lesson.is_on(MatrixScreen)
