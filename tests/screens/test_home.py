from __future__ import annotations

import re
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.home import HomeScreen
from recflix_tui.store.store import StoreError
from recflix_tui.widgets.bars.why_line import WhyLine
from recflix_tui.widgets.shelf.grid import PITCH
from recflix_tui.widgets.shelf.shelf_wall import ShelfWall
from tests.examples.app_home import ODD_TITLES, press, save_model, settle


def home_of(app: RecflixApp) -> HomeScreen:
    assert isinstance(app.screen, HomeScreen)
    return app.screen


def text_of(widget: Any, lines: int) -> str:
    return "\n".join(widget.render_line(y).text for y in range(lines))


def my_ratings(app: RecflixApp) -> dict[int, float]:
    assert app.profile_id is not None
    return dict(app.library.recommendations.taste(app.profile_id).activity.ratings)


async def rated(pilot: Pilot[Any], app: RecflixApp, *keys: str) -> tuple[int, float | None]:
    """Press keys on the focused tile; the item and the rating that it then has."""
    item = home_of(app).focused_item()
    assert item is not None
    await press(pilot, *keys)
    return item, my_ratings(app).get(item)


async def test_the_last_profile_opens_on_its_shelves(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        wall = text_of(home_of(app).wall, 20)
    assert "Top picks for Ada" in wall
    assert "from 6 ratings" in wall
    assert len(re.findall(r" \d\.\d ±\d\.\d  ━", wall)) >= 5  # on every tile how sure it is


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
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        item, found = await rated(pilot, app, *keys)
        assert found == stars
        assert home_of(app).focused_item() == item


async def test_half_a_star_on_an_unrated_title_starts_from_its_prediction(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.profile_id is not None
        item = home_of(app).focused_item()
        guess = app.library.recommendations.taste(app.profile_id).prediction(item or 0)
        assert guess is not None
        _, found = await rated(pilot, app, "minus")
        assert found == round(guess * 2) / 2 - 0.5


async def test_the_rated_tile_stays_until_the_focus_leaves_it(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        item, _ = await rated(pilot, app, "4")
        wall = home_of(app).wall
        assert wall.focused_item == item
        assert "you 4" in text_of(wall, 6)
        await press(pilot, "right", "left")
        assert all(item not in row.items for row in wall.rows.rows)


async def test_a_rating_changes_the_other_rows_at_once(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        item, _ = await rated(pilot, app, "5")
        keys = [row.view.key for row in home_of(app).wall.rows.rows]
        assert f"because:{item}" in keys
        assert "from 7 ratings" in text_of(home_of(app).wall, 2)


@pytest.mark.parametrize(("key", "deed"), [("x", "refused"), ("w", "watched"), ("a", "my_list")])
async def test_marks_go_on_and_off(app: RecflixApp, key: str, deed: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        item = home_of(app).focused_item()
        assert app.profile_id is not None
        await press(pilot, key)
        assert item in getattr(app.library.recommendations.taste(app.profile_id).activity, deed)
        await press(pilot, key)
        assert item not in getattr(app.library.recommendations.taste(app.profile_id).activity, deed)


async def test_the_why_line_tells_which_ratings_moved_the_prediction(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        line = app.screen.query_one(WhyLine).render_line(0).text
    assert line.startswith(" why  Film ")
    assert "baseline" in line
    assert "→ you" in line


async def test_without_ratings_the_why_line_says_what_to_do(library: Library) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    app = RecflixApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "rate a few titles" in app.screen.query_one(WhyLine).render_line(0).text
        assert "Popular" in text_of(home_of(app).wall, 3)


async def test_a_rating_that_cannot_be_stored_is_not_shown(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)

        def full(*args: object) -> None:
            raise StoreError("the disk is full [/b]")

        monkeypatch.setattr(app.library.store, "rate", full)
        _, found = await rated(pilot, app, "4")
        assert found is None
        assert "you 4" not in text_of(home_of(app).wall, 30)
        assert [n.message for n in app._notifications] == ["the disk is full [/b]"]


async def test_a_click_gives_a_tile_the_focus_and_a_second_one_opens_it(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        wall = home_of(app).wall
        await pilot.click(ShelfWall, offset=(30, 8))
        await settle(pilot)
        assert (wall.rows.row, wall.rows.rows[1].at) == (1, 1)
        opened: list[int] = []
        app.open_title = lambda item, why=False: opened.append(item)  # type: ignore[method-assign]
        await pilot.click(ShelfWall, offset=(30, 8))
        await settle(pilot)
        assert opened == [wall.focused_item]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_odd_titles_are_plain_text_in_straight_columns(
    library: Library, size: tuple[int, int]
) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    app = RecflixApp(library)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        wall = home_of(app).wall
        strips = [wall.render_line(y) for y in range(wall.size.height)]
        assert {strip.cell_length for strip in strips} == {wall.size.width}
        assert {cell_len(strip.text) for strip in strips} == {wall.size.width}
        tile = wall._grid.tile
        for strip in strips[2:4]:  # title and facts: a tile starts where the last one ended
            starts = [0, 2, *(2 + n * (tile + 1) for n in range(1, wall._grid.columns))]
            parts = [part.text for part in strip.divide([*starts[1:], wall.size.width])]
            assert all(cell_len(part) == tile + 1 for part in parts[1:-1])
        shown = "\n".join(strip.text for strip in strips)
    assert "\x1b" not in shown
    assert "[b]Bold[/b]" in shown or size[0] < 120
    assert all(len(title) for title in ODD_TITLES.values() if title)


async def test_a_new_model_swaps_the_rows_under_a_focus_that_stays(
    app: RecflixApp, library: Library
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "right")
        wall = home_of(app).wall
        item, place = wall.focused_item, (wall.rows.row, wall.rows.rows[1].at)
        save_model(library, mu=2.0, holdout=0.9)
        app._poll()
        await settle(pilot)
        assert (wall.rows.row, wall.rows.rows[1].at) == place
        assert wall.focused_item == item
        assert [n.message for n in app._notifications] == [
            "model 2 is ready · holdout 0.900, the one before had 0.871: z on Train rolls back"
        ]


async def test_a_rating_by_another_process_shows(app: RecflixApp, library: Library) -> None:
    other = Library.open(library.paths.home)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert app.profile_id is not None
        app._poll()
        await settle(pilot)
        other.profiles.rate(app.profile_id, 1, 5.0)
        app._poll()
        await settle(pilot)
        assert "from 7 ratings" in text_of(home_of(app).wall, 2)
    other.close()


async def test_undo_says_what_it_undid(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "4", "x", "u", "u")
        said = [n.message for n in app._notifications]
    assert said == [
        "undone: Film 2 is no longer marked not for me",
        "undone: Film 2 is unrated again",
    ]


async def test_the_mouse_lights_up_a_tile_and_slides_a_shelf(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        wall = home_of(app).wall
        plain = wall.render_line(8)
        await pilot.hover(ShelfWall, offset=(30, 8))
        assert wall.render_line(8) != plain
        await pilot.click(ShelfWall, offset=(117, 8))
        assert wall.rows.rows[1].first > 0
        await pilot.click(ShelfWall, offset=(0, 8))
        assert wall.rows.rows[1].first == 0


async def test_shelves_that_changed_elsewhere_stand_in_their_own_order(
    app: RecflixApp, library: Library
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "right")
        wall = home_of(app).wall
        key = wall.rows.rows[wall.rows.row].view.key
        await press(pilot, "p")
        assert app.profile_id is not None
        library.profiles.rate(app.profile_id, 1, 5.0)
        app.changed()
        await press(pilot, "h")
        shelves = [shelf.key for shelf in library.recommendations.home(app.profile_id).shelves]
        assert [row.view.key for row in wall.rows.rows] == shelves
        assert wall.rows.rows[wall.rows.row].view.key == key


async def test_a_title_without_room_stands_whole_beside_the_heading(app: RecflixApp) -> None:
    long = ODD_TITLES[8]
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        wall = home_of(app).wall
        row = next(n for n, r in enumerate(wall.rows.rows) if 8 in r.items)
        wall._focus(row, wall.rows.rows[row].items.index(8))
        await settle(pilot)
        assert long in text_of(wall, wall.size.height)
        await press(pilot, "right")
        assert long not in text_of(wall, wall.size.height)


async def test_a_tile_shows_all_its_marks(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await press(pilot, "a", "w", "x")
        tile = [home_of(app).wall.render_line(y).text[:25] for y in (2, 4)]
        assert "◆✓✕" in tile[0]
        assert "watched · not for" in tile[1]
        await press(pilot, "4")
        tile = [home_of(app).wall.render_line(y).text[:25] for y in (2, 4)]
        assert "◆✓✕" in tile[0]
        assert "you 4" in tile[1]


async def test_whatever_the_size_a_shelf_begins_at_the_top(app: RecflixApp) -> None:
    async with app.run_test(size=(60, 15)) as pilot:
        await settle(pilot)
        wall = home_of(app).wall
        await press(pilot, "down", "down", "down")
        for size in ((200, 50), (120, 36), (80, 24), (60, 15), (120, 36)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            top, row = wall.scroll_offset.y, wall.rows.row
            assert top % PITCH == 0
            assert top <= PITCH * row <= top + wall.size.height - PITCH
        await press(pilot, "pagedown", "pagedown")
        assert wall.scroll_offset.y % PITCH == 0
