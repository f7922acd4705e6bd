from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from rich.cells import cell_len

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.screens.frame.why import RATE_OR_BRING, why_of
from recflix_tui.store.store import StoreError
from recflix_tui.widgets.shelf.grid import seen_at_once
from recflix_tui.widgets.shelf.shelf_wall import ShelfWall
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.home_driver import HomeDriver
from tests.drivers.profiles_driver import ProfilesDriver
from tests.examples.app_home import ODD_TITLES, RATED, save_model

LONG = ODD_TITLES[8]


async def test_the_last_profile_opens_on_its_shelves(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        assert "Top picks for Ada" in home.heading()
        assert "from 6 ratings" in home.heading()
        sure = re.findall(r" \d\.\d ±\d\.\d  ━", home.text)  # on every tile how sure it is
        assert len(sure) >= 5


@pytest.mark.parametrize(
    ("keys", "stars"),
    [
        (["1"], 1.0),
        (["5"], 5.0),
        (["4", "plus"], 4.5),
        (["3", "minus", "minus"], 2.0),
        (["5", "plus"], 5.0),
        (["1", "minus", "minus"], 0.5),
        (["4", "0"], None),
        (["4", "plus", "u"], 4.0),
        (["4", "u"], None),
    ],
)
async def test_keys_pressed_in_a_row_rate_the_same_tile_in_order(
    app: RecflixApp, keys: list[str], stars: float | None
) -> None:
    async with HomeDriver.open(app) as home:
        item = home.focus
        await home.press(*keys)
        assert home.ratings.get(item) == stars
        assert home.focus == item


async def test_every_rating_is_followed_to_the_frame_that_shows_it(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("4", "right", "2")
        two, four = app.library.pipeline.last()
        assert (four.what, two.what) == ("rated 4", "rated 2")
        for trip in (two, four):
            event, features, update, inference, delivery = trip.times
            assert None not in (event, features, update, inference, delivery)


async def test_the_rows_that_a_rating_changed_are_drawn_before_the_reasons_are_worked_out(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_at_why: list[bool] = []

    def noted(*args: Any) -> Any:
        shown_at_why.append(app.library.pipeline.last()[0].is_shown)
        return why_of(*args)

    async with HomeDriver.open(app) as home:
        monkeypatch.setattr("recflix_tui.screens.frame.titles_screen.why_of", noted)
        await home.press("4")
    assert shown_at_why == [True]


async def test_what_was_opened_is_on_the_page_that_one_comes_back_to_under_the_same_focus(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("right")
        item, position = home.focus, home.position
        await home.press("enter")
        await home.press("escape")
        await home.settle()
        trip = app.library.pipeline.last()[0]
        assert trip.what.startswith("opened for ")
        assert trip.title == app.library.snapshot.need_dataset().title(item)
        assert trip.is_shown
        assert (home.focus, home.position) == (item, position)


@pytest.mark.parametrize("key", ["plus", "minus"])
async def test_half_a_star_on_an_unrated_title_first_takes_over_its_prediction_and_says_so(
    app: RecflixApp, key: str
) -> None:
    async with HomeDriver.open(app) as home:
        item, guess = home.focus, home.taste.prediction(home.focus)
        assert guess is not None
        start = round(guess * 2) / 2
        await home.press(key)
        assert home.ratings[item] == start
        assert home.notifications == [
            f"rated {start:g}, the nearest to what was predicted; + and - change it, u undoes"
        ]
        await home.press("minus")
        assert home.ratings[item] == start - 0.5
        assert len(home.notifications) == 1
        await home.press("u", "u")
        assert item not in home.ratings


async def test_half_a_star_without_a_model_starts_from_what_everyone_gave(
    library: Library,
) -> None:
    library.models.remove(1)
    assert library.snapshot.model is None
    async with HomeDriver.open(RecflixApp(library)) as home:
        item = home.focus
        mean = float(library.snapshot.need_dataset().means[item])
        await home.press("minus")
        assert home.ratings[item] == round(mean * 2) / 2
        assert "the nearest to what everyone gave it" in home.notifications[0]


async def test_the_rated_tile_stays_until_the_focus_leaves_it(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        item = await home.rate(4)
        assert home.focus == item
        assert "you 4" in home.tile[3]
        await home.press("right", "left")
        assert item not in home.items


async def test_a_rating_changes_the_other_rows_at_once(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        item = await home.rate(5)
        assert f"because:{item}" in home.rows
        assert "from 7 ratings" in home.heading()


@pytest.mark.parametrize(("key", "mark"), [("x", "refused"), ("w", "watched"), ("a", "my_list")])
async def test_marks_go_on_and_off(app: RecflixApp, key: str, mark: str) -> None:
    async with HomeDriver.open(app) as home:
        item = home.focus
        await home.press(key)
        assert item in getattr(home.taste.activity, mark)
        await home.press(key)
        assert item not in getattr(home.taste.activity, mark)


async def test_the_why_line_tells_which_ratings_moved_the_prediction(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        assert home.why.startswith(" why  Film ")
        assert "baseline" in home.why
        assert "→ you" in home.why


async def test_without_ratings_the_why_line_says_what_to_do(library: Library) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    async with HomeDriver.open(RecflixApp(library)) as home:
        assert RATE_OR_BRING in home.why
        assert "Popular" in home.heading()


async def test_a_rating_that_cannot_be_stored_is_not_shown(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise StoreError("the disk is full [/b]")

    async with HomeDriver.open(app, WIDE) as home:
        monkeypatch.setattr(app.library.session.store, "rate", full)
        await home.rate(4)
        assert home.ratings == RATED
        assert "you 4" not in home.text_of_wall
        assert home.notifications == ["the disk is full [/b]"]


async def test_a_click_gives_a_tile_the_focus_and_a_second_one_opens_it(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    monkeypatch.setattr(app, "open_title", lambda item, why=False: opened.append(item))
    async with HomeDriver.open(app, WIDE) as home:
        await home.click_tile(row=1, column=1)
        assert home.position == (1, 1)
        assert opened == []
        await home.click_tile(row=1, column=1)
        assert opened == [home.focus]


@pytest.mark.parametrize("size", [SMALL, WIDE, (200, 60)])
async def test_lines_and_tiles_are_as_wide_as_they_should_be_whatever_the_titles(
    library: Library, size: tuple[int, int]
) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    async with HomeDriver.open(RecflixApp(library), size) as home:
        width = home.wall.size.width
        strips = [home.wall.render_line(y) for y in range(home.wall.size.height)]
        assert {strip.cell_length for strip in strips} == {width}
        assert {cell_len(strip.text) for strip in strips} == {width}
        tiles = [home.tile_left(column) for column in range(home.wall.grid.columns)]
        for strip in strips[2:5]:  # title and facts: a tile starts where the last one ended
            parts = [part.text for part in strip.divide([*tiles, width])]
            assert [cell_len(part) for part in parts] == np.diff([0, *tiles, width]).tolist()


@pytest.mark.parametrize("size", [SMALL, (200, 60)])
async def test_an_odd_title_is_plain_text_whole_or_cut(
    library: Library, size: tuple[int, int]
) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    plain = ODD_TITLES | {4: "Red Alert", 9: "Untitled (movie 9)"}
    async with HomeDriver.open(RecflixApp(library), size) as home:
        for item, name in plain.items():
            await home.go_to(item)
            first, second = (line.strip("▌ ") for line in home.tile[:2])
            assert len(first) >= 6
            assert name.startswith(first)
            if rest := name.removeprefix(first).strip():
                start, _, end = second.partition("…")
                assert rest.startswith(start)
                assert rest.endswith(end)
            assert "\x1b" not in home.text


async def test_a_new_model_swaps_the_rows_under_a_focus_that_stays(
    app: RecflixApp, library: Library
) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.press("down", "right")
        item = home.focus
        save_model(library, mu=2.0, holdout=0.9)
        await home.look_for_changes()
        assert home.position == (1, 1)
        assert home.focus == item
        assert home.notifications == [
            "model 2 is ready · holdout 0.900, the one before had 0.871: z on Train rolls back"
        ]


async def test_a_new_model_that_is_a_little_worse_is_said_to_be_so_by_chance(
    app: RecflixApp, library: Library
) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        save_model(library, mu=2.0, holdout=0.8734)
        await home.look_for_changes()
        assert home.notifications == [
            "model 2 is ready · holdout 0.873, 0.0024 more than the one before, as another seed "
            "could have: z on Train rolls back"
        ]


async def test_a_rating_by_another_process_shows(app: RecflixApp, library: Library) -> None:
    other = Library.open(library.paths.home)
    async with HomeDriver.open(app, WIDE) as home:
        await home.look_for_changes()
        assert app.profile_id is not None
        other.profiles.rate(app.profile_id, 1, 5.0)
        await home.look_for_changes()
        assert "from 7 ratings" in home.heading()
    other.close()


async def test_undo_and_redo_say_what_they_did(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("4", "x")
        told = []
        for key in ("u", "u", "U", "ctrl+r", "U"):
            await home.press(key)
            (said,) = home.notifications  # each in the place of the one before
            told.append(said)
        assert told == [
            "undone: Film 2 is no longer marked not for me · U redoes",
            "undone: Film 2 is unrated again · U redoes",
            "redone: Film 2 is rated 4 again",
            "redone: Film 2 is marked not for me again",
            "nothing to redo",
        ]


async def test_a_redo_outlives_the_app_and_ends_with_the_next_action(library: Library) -> None:
    async with HomeDriver.open(RecflixApp(library)) as home:
        item = await home.rate(4)
        await home.press("u")
    async with HomeDriver.open(RecflixApp(library)) as home:
        await home.press("U")
        assert home.ratings[item] == 4
        await home.press("u", "a", "U")
        assert item not in home.ratings
        assert "nothing to redo" in home.notifications


async def test_the_mouse_lights_up_a_tile(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        x, y = home.cell_of(row=1, column=1)
        plain = home.wall.render_line(y)
        await home.pilot.hover(ShelfWall, offset=(x, y))
        assert home.wall.render_line(y) != plain


async def test_a_click_beside_the_tiles_slides_their_shelf(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        _, y = home.cell_of(row=0, column=0)
        shelf = home.wall.rows.rows[0]
        await home.click(ShelfWall, home.wall.grid.right, y)
        assert shelf.first > 0
        await home.click(ShelfWall, 0, y)
        assert shelf.first == 0


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 70)])
async def test_no_title_stands_twice_on_the_first_screen(
    app: RecflixApp, size: tuple[int, int]
) -> None:
    async with HomeDriver.open(app, size) as home:
        wall = home.screen.wall
        shown = list(wall.titles_in_view())
        assert len(shown) == len(set(shown)) > wall.grid.columns


async def test_a_larger_terminal_shows_the_rows_that_are_made_for_it(app: RecflixApp) -> None:
    async with HomeDriver.open(app, SMALL) as home:
        for size in ((200, 70), WIDE):
            await home.resize(*size)
            shown = list(home.wall.titles_in_view())
            assert len(shown) == len(set(shown))
            assert app.profile_id is not None
            seen = FirstScreen(*seen_at_once(*size))
            made = app.library.recommendations.home(app.profile_id, first_screen=seen)
            assert home.items == [item for row in made.rows for item in row.items]


async def test_where_nothing_is_left_it_says_so(app: RecflixApp, library: Library) -> None:
    profile = library.profiles.add("Cem").id
    for item in range(library.snapshot.need_dataset().n_items):
        library.profiles.rate(profile, item, 3.0)
    library.profiles.remember(profile)
    async with HomeDriver.open(app) as home:
        assert "every title is rated, watched or refused" in home.text


async def test_rows_that_turned_personal_meanwhile_are_seen_from_the_top(
    app: RecflixApp, library: Library
) -> None:
    nobody = library.profiles.add("Bea").id
    library.profiles.remember(nobody)
    async with HomeDriver.open(app, WIDE) as home:
        assert home.rows[0] == "popular"
        await home.press("r", "5", "4", "3", "h")
        assert home.rows[0] == "top"
        assert home.row_in_focus.view.key == "top"
        assert home.screen.wall.scroll_offset.y == 0


async def test_shelves_that_changed_elsewhere_stand_in_their_own_order(
    app: RecflixApp, library: Library
) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.press("down", "right")
        key = home.row_in_focus.view.key
        await home.press(ProfilesDriver.key)
        assert app.profile_id is not None
        library.profiles.rate(app.profile_id, 1, 5.0)
        app.changed()
        await home.press("h")
        seen = FirstScreen(*seen_at_once(*WIDE))
        rows = library.recommendations.home(app.profile_id, first_screen=seen).rows
        assert home.rows == [row.key for row in rows]
        assert home.row_in_focus.view.key == key


async def test_a_title_without_room_stands_whole_over_the_keys_and_heading_and_note_stay(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.go_to(8)
        assert home.why.startswith(f" {LONG}  ")
        assert len(home.why.strip()) > len(LONG) + 20  # and why it is there
        assert LONG not in home.text_of_wall
        row = home.row_in_focus.view
        shown = home.heading(home.position[0] - home.wall.scroll_offset.y // home.wall.grid.pitch)
        assert row.title in shown
        assert row.note in shown
        await home.resize(*SMALL)
        await home.settle()
        assert home.why.strip() == LONG
        await home.press("right" if home.position[1] == 0 else "left")
        assert LONG not in home.why


async def test_a_tile_shows_all_its_marks(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.press("a", "w", "x")
        title, _, _, last = home.tile
        assert "◆✓✕" in title
        assert "watched · not for" in last
        await home.rate(4)
        title, _, _, last = home.tile
        assert "◆✓✕" in title
        assert "you 4" in last


@pytest.mark.parametrize(("size", "shelves"), [((80, 24), 4), ((120, 36), 5), ((160, 50), 7)])
async def test_there_are_as_many_shelves_as_the_lines_have_room_for(
    app: RecflixApp, size: tuple[int, int], shelves: int
) -> None:
    async with HomeDriver.open(app, size) as home:
        titles = [row.view.title for row in home.wall.rows.rows[:shelves]]
        assert [title for title in titles if title in home.text_of_wall] == titles
        # Lines that are left hold the next shelf's beginning, never another whole one's place.
        assert home.wall.size.height - shelves * home.wall.grid.pitch < home.wall.grid.pitch


async def test_whatever_the_size_a_shelf_begins_at_the_top(app: RecflixApp) -> None:
    async with HomeDriver.open(app, (60, 15)) as home:
        await home.press("down", "down", "down")
        for size in ((200, 50), WIDE, SMALL, (60, 15), WIDE):
            await home.resize(*size)
            top, (row, _) = home.wall.scroll_offset.y, home.position
            pitch = home.wall.grid.pitch
            assert top % pitch == 0
            assert top <= pitch * row <= top + home.wall.size.height - pitch
        await home.press("pagedown", "pagedown")
        assert home.wall.scroll_offset.y % home.wall.grid.pitch == 0


@pytest.mark.parametrize("size", [(40, 12), SMALL, WIDE])
async def test_over_the_first_shelf_in_view_is_a_blank_line_however_far_one_scrolled(
    app: RecflixApp, size: tuple[int, int]
) -> None:
    async with HomeDriver.open(app, size) as home:
        await home.press("ctrl+end")
        row, _ = home.position
        lines = home.lines_of(ShelfWall)
        first = home.wall.scroll_offset.y // home.wall.grid.pitch
        assert first > 0
        assert lines[0].strip() == ""
        assert home.wall.rows.rows[first].view.title[:8] in lines[1]
        await home.click(ShelfWall, home.tile_left(0) + 1, 0)
        assert home.position[0] == row
