"""Browse: the list, the box, the rating keys and what surrounds them."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.widgets.titles.details import Details
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.browse_driver import BrowseDriver
from tests.drivers.home_driver import HomeDriver
from tests.drivers.imdb_files import credits_with
from tests.drivers.title_driver import TitleDriver
from tests.examples.app_home import N_TITLES, RATED, save_model


async def test_it_lists_every_title_the_most_rated_first(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        assert browse.items == list(range(N_TITLES))
        assert browse.count_line == (
            "60 titles · all genres · all years · rated or not · most rated first"
        )
        assert browse.focus == 0


async def test_each_letter_typed_narrows_the_list_and_no_letter_is_a_key(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.search("film 25")
        assert browse.typed == "film 25"
        assert browse.titles[0] == "Film 25"
        assert browse.ratings == RATED
        assert browse.order == "best match first"


async def test_down_leads_from_the_box_to_the_titles_and_slash_back(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        for key in ("down", "enter"):
            await browse.press("slash")
            assert browse.is_in_box
            await browse.press(key)
            assert browse.is_in_titles
            assert browse.focus == 0
        await browse.press("up")
        assert browse.is_in_box


async def test_escape_empties_the_box_then_leaves_it_then_the_screen(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.search("film")
        await browse.press("escape")
        assert browse.typed == ""
        assert browse.is_in_box
        assert len(browse.items) == N_TITLES
        await browse.press("escape")
        assert browse.is_in_titles
        await browse.press("escape")
        assert not browse.is_on(BrowseScreen)


async def test_escape_from_the_titles_first_shows_all_again(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("n")
        await browse.search("film")
        await browse.press("down")
        assert len(browse.items) < N_TITLES - len(RATED)
        await browse.press("escape")
        assert len(browse.items) == N_TITLES
        assert browse.is_on(BrowseScreen)


async def test_the_rating_keys_act_on_the_row_in_focus_in_place(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("down")
        before = browse.row(13)
        await browse.press("1", "plus")
        assert browse.ratings[1] == 1.5
        assert "★½" in browse.row(1)
        assert browse.row(13) != before  # its prediction moved
        assert browse.focus == 1
        await browse.press("0", "x")
        assert "not for me" in browse.row(1)
        await browse.press("u", "w")
        assert "watched" in browse.row(1)


async def test_unrated_alone_a_rated_row_stays_until_the_focus_leaves(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("n")
        assert not set(browse.items) & set(RATED)
        assert "unrated" in browse.count_line
        await browse.press("down", "down", "3")
        assert browse.items[2] == 2
        assert browse.focus == 2
        await browse.press("plus")
        assert browse.ratings[2] == 3.5
        await browse.press("down")
        assert 2 not in browse.items
        assert browse.focus == 3
        await browse.press("n")
        assert len(browse.items) == N_TITLES


async def test_nothing_found_is_said(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.search("zzzzqqqq")
        assert "no title fits" in browse.text
        await browse.press("down", "4", "enter", "x")
        assert browse.focus is None
        assert browse.ratings == RATED


async def test_the_details_follow_the_focus_where_there_is_room(
    app: RecflixApp, library: Library
) -> None:
    dataset = library.snapshot.need_dataset()
    dataset.credits = credits_with(dataset.n_items, 1, ["Ana Ö"], ["Somebody With A Name"] * 3, 61)
    async with BrowseDriver.open(app, WIDE) as browse:
        await browse.press("down")
        assert app.screen.query_one(Details).display
        assert browse.words("name") == "Film 1"
        assert browse.words("facts").endswith("1 h 01")
        assert browse.words("made").startswith("directed by Ana Ö")
        assert "Film 13" in browse.words("similar")
        await browse.resize(*SMALL)
        assert not app.screen.query_one(Details).display


async def test_enter_and_a_second_click_open_the_title(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("down", "enter")
        assert browse.on(TitleDriver).item == 1
        await browse.press("escape")
        await browse.click_row(3)
        assert not browse.is_on(TitleScreen)
        await browse.click_row(3)
        assert browse.on(TitleDriver).item == 3


async def test_search_from_home_starts_in_the_box(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("slash")
        browse = home.on(BrowseDriver)
        assert browse.is_in_box
        await browse.press(*"film 7")
        assert browse.typed == "film 7"


async def test_a_new_model_changes_the_predictions_in_view(
    app: RecflixApp, library: Library
) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("down", "down")
        before = browse.row(0)
        save_model(library, mu=1.5)
        await browse.look_for_changes()
        assert browse.row(0) != before
        assert browse.focus == 2


async def test_the_key_bar_says_what_keys_do_where_the_focus_is(app: RecflixApp) -> None:
    async with BrowseDriver.open(app, WIDE) as browse:
        assert "1 2 3 4 5 rate" in browse.key_bar
        await browse.press("slash")
        assert browse.key_bar.split() == [
            "enter",
            "↓",
            "to",
            "the",
            "titles",
            "esc",
            "leave",
            "f1",
            "keys",
        ]
        await browse.press("f")
        assert "esc clear" in browse.key_bar
        await browse.press("escape")
        assert "esc leave" in browse.key_bar
        await browse.press("escape", "g")
        assert browse.key_bar.strip().startswith("enter choose")
        await browse.press("escape")
        assert "1 2 3 4 5 rate" in browse.key_bar


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        browse = BrowseDriver(pilot)
        await browse.enter()
        await browse.press("down", "down", "4", "s", "s")

    assert snap_compare(app, terminal_size=size, run_before=show)


async def test_another_profile_finds_the_whole_catalogue(app: RecflixApp) -> None:
    ben = app.library.profiles.add("Ben")
    async with BrowseDriver.open(app, WIDE) as browse:
        await browse.press("n")
        await browse.search("film 3")
        await browse.press("enter")
        app.choose_profile(ben.id)
        await browse.settle()
        await browse.press("b")
        assert browse.typed == ""
        assert "rated or not" in browse.count_line
        assert len(browse.items) == N_TITLES
