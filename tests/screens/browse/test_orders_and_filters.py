"""Browse: in what order titles stand, and what narrows them."""

from __future__ import annotations

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.recommend import well_known
from recflix_tui.recommend.browse import Own
from recflix_tui.screens.dialogs.chooser import ChooserScreen
from recflix_tui.widgets.titles.count_line import CountLine
from recflix_tui.widgets.titles.filters import FilterList
from recflix_tui.widgets.titles.table import TitleTable
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.browse_driver import BrowseDriver
from tests.examples.app_home import N_TITLES, RATED


def predictions(browse: BrowseDriver) -> list[float]:
    """Of the items listed, in their order."""
    found = browse.taste.raw
    assert found is not None
    return [float(found[item]) for item in browse.items]


async def test_ordered_by_prediction_a_rating_does_not_move_the_row_in_focus(
    app: RecflixApp,
) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press(*["s"] * 6)
        assert browse.order == "by for you ▼"
        assert predictions(browse) == sorted(predictions(browse), reverse=True)
        await browse.press("down", "down", "down")
        item, before = browse.focus, browse.items
        await browse.press("1")
        assert (browse.focus, browse.items) == (item, before)
        await browse.press("up")
        assert predictions(browse) == sorted(predictions(browse), reverse=True)


async def test_ordered_by_prediction_it_says_that_titles_rated_by_few_come_last(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    least = 20
    monkeypatch.setattr(well_known, "floor", lambda dataset, among: least)
    async with BrowseDriver.open(app) as browse:
        await browse.press(*["s"] * 6)
        assert browse.order == "by for you ▼, rated by few last"
        counts = app.library.snapshot.need_dataset().counts
        few = [counts[item] < least and item not in RATED for item in browse.items]
        assert few == sorted(few)
        await browse.press("S")
        assert browse.order == "by for you ▲, rated by few last"
        await browse.press("s")
        assert browse.order == "by yours ▼"
        await browse.press("v", "down", "down", "enter")  # of those rated none is open
        await browse.click_header("for you")
        assert browse.order == "by for you ▼"


async def test_s_goes_through_the_orders_and_shift_s_turns_them_round(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        orders = []
        for _ in range(9):
            await browse.press("s")
            orders.append(browse.order)
        assert orders == [
            "by title ▲",
            "by year ▼",
            "by genres ▲",
            "by ratings ▼",
            "by mean ▼",
            "by for you ▼",
            "by yours ▼",
            "your latest first",
            "most rated first",
        ]
        await browse.press("s", "s", "S")
        assert browse.order == "by year ▲"
        assert browse.items[:3] == [0, 1, 2]
        await browse.press("o")
        assert browse.items[0] == N_TITLES - 1


async def test_a_click_on_a_header_orders_and_on_it_again_turns_round(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.click_header("year")
        assert browse.order == "by year ▼"
        await browse.click_header("year")
        assert browse.order == "by year ▲"


async def test_the_filters_at_the_left_are_chosen_by_keys_and_by_mouse(app: RecflixApp) -> None:
    async with BrowseDriver.open(app, WIDE) as browse:
        dataset = app.library.snapshot.need_dataset()
        await browse.press("g", "down", "enter")
        assert "Comedy" in browse.count_line
        assert len(browse.items) == N_TITLES // 3
        await browse.press("y", "down", "space")
        assert "2000s" in browse.count_line
        assert browse.items
        assert {dataset.year(item) for item in browse.items} <= set(range(2000, 2010))
        await browse.press("enter")  # what is on is taken off again
        assert "all years" in browse.count_line
        await browse.click(FilterList, 4, 2)
        assert app.screen.query_one(FilterList).now.own is Own.UNRATED
        await browse.press("escape")
        assert browse.is_in_titles


@pytest.mark.parametrize("size", [SMALL])
async def test_what_one_rated_watched_and_refused_is_listed(
    app: RecflixApp, size: tuple[int, int]
) -> None:
    async with BrowseDriver.open(app, size) as browse:
        await browse.press("w", "down", "x", "down", "a", "a", "w", "down", "a")
        await browse.press("down", "z", "3")
        listed = {}
        for own in Own:
            await browse.press("v", "home", *["down"] * list(Own).index(own), "down", "enter")
            await browse.press(*([] if size == SMALL else ["escape"]))
            assert own.value in browse.count_line
            listed[own] = set(browse.items)
            await browse.press("escape")
            assert len(browse.items) == N_TITLES
        assert listed == {
            Own.UNRATED: set(range(N_TITLES)) - set(RATED),
            Own.RATED: set(RATED),
            Own.WATCHED: {0, 2},
            Own.ABANDONED: {4},
            Own.REFUSED: {1},
            Own.MY_LIST: {3},
        }


async def test_what_one_rated_is_ordered_by_ones_stars_and_by_when(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("v", "down", "down", "enter")
        await browse.click_header("yours")
        stars = [browse.ratings[item] for item in browse.items]
        assert stars == sorted(RATED.values(), reverse=True)
        await browse.press("s")
        assert browse.order == "your latest first"
        assert browse.items == list(RATED)[::-1]
        await browse.press("S")
        assert browse.order == "your earliest first"
        assert browse.items == list(RATED)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_column_that_the_titles_are_in_order_of_is_marked(
    app: RecflixApp, size: tuple[int, int]
) -> None:
    async with BrowseDriver.open(app, size) as browse:
        headers = []
        for _ in range(8):
            headers.append(browse.lines_of(TitleTable)[0])
            await browse.press("s")
        marked = [
            *("ratings▼", "title▲", "year▼", "genres▲", "ratings▼", "mean▼", "for you▼", "yours▼")
        ]
        for header, mark in zip(headers, marked, strict=True):
            if mark[:-1] in header:  # genres are left out where titles need the room
                assert mark in header
                assert sum(header.count(sign) for sign in "▲▼") == 1
        await browse.search("film")  # its best match first: that is no column
        assert not set(browse.lines_of(TitleTable)[0]) & set("▲▼")


async def test_a_list_of_ones_own_that_is_empty_says_how_to_fill_it(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("v", "end", "enter")
        assert browse.items == []
        assert "your list is empty: a keeps a title in it" in browse.text


async def test_in_a_small_terminal_the_filters_come_as_a_choice(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        assert not app.screen.query_one(FilterList).display
        await browse.press("g")
        assert browse.is_on(ChooserScreen)
        await browse.press("down", "down", "enter")
        assert "Drama" in browse.count_line
        await browse.press("g", "escape")
        assert "Drama" in browse.count_line
        await browse.click(CountLine, browse.lines_of(CountLine)[0].index("all years") + 2, 0)
        assert browse.is_on(ChooserScreen)


async def test_left_the_filters_show_their_beginning_and_that_there_is_more(
    app: RecflixApp,
) -> None:
    async with BrowseDriver.open(app, (120, 24)) as browse:
        await browse.resize(120, 14)
        filters = app.screen.query_one(FilterList)
        assert browse.lines_of(FilterList)[-1].endswith("▾")
        await browse.press("y", "end")
        assert filters.scroll_offset.y > 0
        assert browse.lines_of(FilterList)[0].endswith("▴")
        await browse.press("escape")
        assert filters.scroll_offset.y == 0
