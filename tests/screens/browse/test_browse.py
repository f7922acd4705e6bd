from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.browse import browse_screen as browse
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.dialogs.chooser import ChooserScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.widgets.bars.key_bar import KeyBar
from recflix_tui.widgets.titles.count_line import CountLine
from recflix_tui.widgets.titles.details import Details
from recflix_tui.widgets.titles.filters import FilterList
from recflix_tui.widgets.titles.table import TitleTable
from tests.examples.app_home import N_TITLES, RATED, press, save_model, settle

WIDE, SMALL = (120, 36), (80, 24)


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browse, "DETAILS_PAUSE", 0.002)


def browse_of(app: RecflixApp) -> BrowseScreen:
    assert isinstance(app.screen, BrowseScreen)
    return app.screen


def listed(app: RecflixApp) -> list[int]:
    items: list[int] = browse_of(app).table.items.tolist()
    return items


def count_of(app: RecflixApp) -> str:
    return browse_of(app).query_one(CountLine).render_line(0).text.strip()


def line_of(app: RecflixApp, item: int) -> str:
    table = browse_of(app).table
    lines = (table.render_line(y).text for y in range(table.size.height))
    title = app.library.snapshot.need_dataset().title(item)
    return next(line for line in lines if line[1:].strip().startswith(title + " "))


def stars_of(app: RecflixApp, item: int) -> float | None:
    assert app.profile_id is not None
    return app.library.recommendations.taste(app.profile_id).activity.ratings.get(item)


async def opened(pilot: Pilot[Any]) -> None:
    await settle(pilot)
    await press(pilot, "b")


async def test_it_lists_every_title_the_most_rated_first(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert listed(app) == list(range(N_TITLES))
        assert (
            count_of(app) == "60 titles · all genres · all years · rated or not · most rated first"
        )
        assert browse_of(app).focused_item() == 0


async def test_each_letter_typed_narrows_the_list_and_no_letter_is_a_key(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "slash", *"film 2", "5")
        assert browse_of(app).box.value == "film 25"
        assert [app.library.snapshot.need_dataset().title(i) for i in listed(app)][:1] == [
            "Film 25"
        ]
        assert stars_of(app, listed(app)[0]) is None
        assert "best match first" in count_of(app)


async def test_down_leads_from_the_box_to_the_titles_and_slash_back(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        screen = browse_of(app)
        for key in ("down", "enter"):
            await press(pilot, "slash")
            assert screen.box.has_focus
            await press(pilot, key)
            assert screen.table.has_focus
            assert screen.focused_item() == 0
        await press(pilot, "up")
        assert screen.box.has_focus


async def test_escape_empties_the_box_then_leaves_it_then_the_screen(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        screen = browse_of(app)
        await press(pilot, "slash", *"film", "escape")
        assert (screen.box.value, screen.box.has_focus) == ("", True)
        assert len(listed(app)) == N_TITLES
        await press(pilot, "escape")
        assert screen.table.has_focus
        await press(pilot, "escape")
        assert not isinstance(app.screen, BrowseScreen)


async def test_escape_from_the_titles_first_shows_all_again(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "n", "slash", *"film", "down")
        assert len(listed(app)) < N_TITLES - len(RATED)
        await press(pilot, "escape")
        assert len(listed(app)) == N_TITLES
        assert isinstance(app.screen, BrowseScreen)


async def test_the_rating_keys_act_on_the_row_in_focus_in_place(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "down")
        before = line_of(app, 13)
        await press(pilot, "1", "plus")
        assert stars_of(app, 1) == 1.5
        assert "★½" in line_of(app, 1)
        assert line_of(app, 13) != before  # its prediction moved
        assert browse_of(app).focused_item() == 1
        await press(pilot, "0", "x")
        assert "not for me" in line_of(app, 1)
        await press(pilot, "u", "w")
        assert "watched" in line_of(app, 1)


async def test_unrated_alone_a_rated_row_stays_until_the_focus_leaves(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        assert not set(listed(app)) & set(RATED)
        assert "unrated" in count_of(app)
        await press(pilot, "down", "down", "3")
        assert listed(app)[2] == 2
        assert browse_of(app).focused_item() == 2
        await press(pilot, "plus")
        assert stars_of(app, 2) == 3.5
        await press(pilot, "down")
        assert 2 not in listed(app)
        assert browse_of(app).focused_item() == 3
        await press(pilot, "n")
        assert len(listed(app)) == N_TITLES


async def test_ordered_by_prediction_a_rating_does_not_move_the_row_in_focus(
    app: RecflixApp,
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, *["s"] * 6)
        assert "by for you ▾" in count_of(app)
        library, profile = app.library, app.profile_id
        assert profile is not None
        predictions = library.recommendations.taste(profile).raw
        assert predictions is not None
        order = [predictions[i] for i in listed(app)]
        assert order == sorted(order, reverse=True)
        await press(pilot, "down", "down", "down")
        item, before = browse_of(app).focused_item(), listed(app)
        await press(pilot, "1")
        assert (browse_of(app).focused_item(), listed(app)) == (item, before)
        await press(pilot, "up")
        after = library.recommendations.taste(profile).raw
        assert after is not None
        order = [after[i] for i in listed(app)]
        assert order == sorted(order, reverse=True)


async def test_s_goes_through_the_orders_and_shift_s_turns_them_round(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        said = []
        for _ in range(8):
            await press(pilot, "s")
            said.append(count_of(app).rpartition(" · ")[2])
        assert said == [
            "by title ▴",
            "by year ▾",
            "by genres ▴",
            "by ratings ▾",
            "by mean ▾",
            "by for you ▾",
            "by yours ▾",
            "most rated first",
        ]
        await press(pilot, "s", "s", "S")
        assert "by year ▴" in count_of(app)
        assert listed(app)[:3] == [0, 1, 2]
        await press(pilot, "o")
        assert listed(app)[0] == N_TITLES - 1


async def test_a_click_on_a_header_orders_and_on_it_again_turns_round(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        x = browse_of(app).table.render_line(0).text.index("year")
        await pilot.click(TitleTable, offset=(x, 0))
        await settle(pilot)
        assert "by year ▾" in count_of(app)
        await pilot.click(TitleTable, offset=(x, 0))
        await settle(pilot)
        assert "by year ▴" in count_of(app)


async def test_the_filters_at_the_left_are_chosen_by_keys_and_by_mouse(app: RecflixApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        filters = browse_of(app).query_one(FilterList)
        await press(pilot, "g", "down", "enter")
        assert "Comedy" in count_of(app)
        assert len(listed(app)) == N_TITLES // 3
        await press(pilot, "y", "down", "space")
        assert "2000s" in count_of(app)
        assert all(
            app.library.snapshot.need_dataset().year(i) in range(2000, 2010) for i in listed(app)
        )
        await press(pilot, "enter")  # what is on is taken off again
        assert "all years" in count_of(app)
        await pilot.click(FilterList, offset=(4, 0))
        await settle(pilot)
        assert filters.now.unrated
        await press(pilot, "escape")
        assert browse_of(app).table.has_focus


async def test_in_a_small_terminal_the_filters_come_as_a_choice(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert not browse_of(app).query_one(FilterList).display
        await press(pilot, "g")
        assert isinstance(app.screen, ChooserScreen)
        await press(pilot, "down", "down", "enter")
        assert "Drama" in count_of(app)
        await press(pilot, "g", "escape")
        assert "Drama" in count_of(app)
        x = count_of(app).index("all years") + 2
        await pilot.click(CountLine, offset=(x, 0))
        await settle(pilot)
        assert isinstance(app.screen, ChooserScreen)


async def test_nothing_found_is_said(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "slash", *"zzzzqqqq")
        table = browse_of(app).table
        lines = [table.render_line(y).text for y in range(table.size.height)]
        assert any("no title fits" in line for line in lines)
        await press(pilot, "down", "4", "enter", "x")
        assert browse_of(app).focused_item() is None


async def test_the_details_follow_the_focus_where_there_is_room(app: RecflixApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "down")
        panel = browse_of(app).query_one(Details)
        assert panel.display
        assert str(panel.query_one("#name").render()) == "Film 1"
        assert "Film 13" in str(panel.query_one("#similar").render())
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not panel.display


async def test_enter_and_a_second_click_open_the_title(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, TitleScreen)
        assert app.screen.item == 1
        await press(pilot, "escape")
        await pilot.click(TitleTable, offset=(5, 4))
        await pilot.click(TitleTable, offset=(5, 4))
        await settle(pilot)
        assert isinstance(app.screen, TitleScreen)
        assert app.screen.item == 3


async def test_search_from_home_starts_in_the_box(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        assert browse_of(app).box.has_focus
        await press(pilot, *"film 7")
        assert browse_of(app).box.value == "film 7"


async def test_a_new_model_changes_the_predictions_in_view(
    app: RecflixApp, library: Library
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "down", "down")
        before = line_of(app, 0)
        save_model(library, mu=1.5)
        library.session.refresh()
        app.changed()
        await settle(pilot)
        assert line_of(app, 0) != before
        assert browse_of(app).focused_item() == 2


async def test_the_key_bar_says_what_keys_do_where_the_focus_is(app: RecflixApp) -> None:
    def keys() -> str:
        return browse_of(app).query_one(KeyBar).render_line(0).text

    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert "1 2 3 4 5 rate" in keys()
        await press(pilot, "slash")
        assert keys().split() == ["enter", "↓", "to", "the", "titles", "esc", "leave", "f1", "keys"]
        await press(pilot, "f")
        assert "esc clear" in keys()
        await press(pilot, "escape")
        assert "esc leave" in keys()
        await press(pilot, "escape", "g")
        assert keys().strip().startswith("enter choose")
        await press(pilot, "escape")
        assert "1 2 3 4 5 rate" in keys()


async def test_left_the_filters_show_their_beginning_and_that_there_is_more(
    app: RecflixApp,
) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot)
        await pilot.resize_terminal(120, 14)
        await settle(pilot)
        filters = browse_of(app).query_one(FilterList)
        last = filters.size.height - 1
        assert filters.render_line(last).text.endswith("▾")
        await press(pilot, "y")
        await press(pilot, "end")
        assert filters.scroll_offset.y > 0
        assert filters.render_line(0).text.endswith("▴")
        await press(pilot, "escape")
        assert filters.scroll_offset.y == 0


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        await press(pilot, "down", "down", "4", "s", "s")

    assert snap_compare(app, terminal_size=size, run_before=show)


async def test_another_person_finds_the_whole_catalogue(app: RecflixApp) -> None:
    ben = app.library.profiles.add("Ben")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "n", "slash", *"film 3", "enter")
        app.choose_profile(ben.id)
        await settle(pilot)
        await press(pilot, "b")
        assert browse_of(app).box.value == ""
        assert "rated or not" in count_of(app)
        assert len(listed(app)) == N_TITLES
