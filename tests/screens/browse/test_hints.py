"""Browse: what the search offers besides titles, and what it says where there are none."""

from __future__ import annotations

from recflix_tui.app import RecflixApp
from recflix_tui.widgets.titles.count_line import CountLine
from tests.drivers.app_driver import WIDE
from tests.drivers.browse_driver import BrowseDriver
from tests.examples.app_home import N_TITLES, RATED


async def test_words_that_name_a_genre_offer_it_and_tab_takes_it(app: RecflixApp) -> None:
    async with BrowseDriver.open(app, WIDE) as browse:
        await browse.search("comedies")
        assert browse.count_line == "tab only Comedy (20 titles)"
        assert browse.key_bar.strip().startswith("tab only Comedy (20 titles)")
        await browse.press("tab")
        assert browse.typed == ""
        assert browse.is_in_titles
        assert "Comedy" in browse.count_line
        assert len(browse.items) == N_TITLES // 3
        assert "tab" not in browse.count_line


async def test_with_no_title_below_enter_takes_the_offer(app: RecflixApp) -> None:
    async with BrowseDriver.open(app, WIDE) as browse:
        await browse.search("comedies")
        await browse.press("enter")
        assert browse.typed == ""
        assert len(browse.items) == N_TITLES // 3
        assert browse.is_in_titles


async def test_an_offer_hides_no_title_and_keeps_what_is_filtered(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("n")
        await browse.search("film 1990s")
        assert browse.count_line == "tab only 1990s (10 titles)"
        await browse.press("enter")
        assert browse.is_in_titles
        await browse.press("tab")  # the hint is still in view
        assert "1990s · unrated" in browse.count_line
        assert browse.typed == ""


async def test_a_filter_that_is_on_is_not_offered_again(app: RecflixApp) -> None:
    async with BrowseDriver.open(app, WIDE) as browse:
        await browse.search("comedy")
        await browse.press("tab")
        await browse.search("comedy")
        assert browse.count_line == "Comedy is on · tab empties the box"
        await browse.press("tab")
        assert browse.typed == ""
        assert len(browse.items) == N_TITLES // 3


async def test_what_is_offered_takes_the_place_of_another_of_its_kind_alone(
    app: RecflixApp,
) -> None:
    async with BrowseDriver.open(app, WIDE) as browse:
        await browse.search("1950s")
        await browse.press("tab", "n")
        await browse.search("2000s")
        assert browse.count_line == "tab only 2000s (10 titles)"
        await browse.press("tab")
        assert "2000s · unrated" in browse.count_line
        assert len(browse.items) == 10


async def test_titles_that_the_filters_exclude_are_told_and_tab_shows_them(
    app: RecflixApp,
) -> None:
    async with BrowseDriver.open(app, WIDE) as browse:
        await browse.press("g", "down", "enter")  # Comedy: every third
        await browse.search("film 25")
        assert browse.count_line == (
            "1 title fits, but not with the filters: Comedy · tab drops them"
        )
        await browse.press("tab")
        assert browse.typed == "film 25"
        assert browse.titles == ["Film 25"]
        assert "all genres" in browse.count_line


async def test_where_nothing_fits_the_nearest_are_shown_as_such(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.search("unreasonable zzyqx")
        assert browse.count_line == 'no title has "zzyqx"; nearest:'
        assert browse.titles == [browse.name_of(8)]
        await browse.press("escape")
        assert len(browse.items) == N_TITLES
        assert "all genres" in browse.count_line


async def test_tab_leads_to_the_titles_where_nothing_is_offered(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.search("film 25")
        await browse.press("tab")
        assert browse.is_in_titles
        assert browse.typed == "film 25"
        await browse.press("tab")
        assert browse.is_in_box
        assert browse.ratings == RATED


async def test_a_click_takes_the_hint(app: RecflixApp) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.search("drama")
        await browse.click(CountLine, browse.lines_of(CountLine)[0].index("only"), 0)
        assert "Drama" in browse.count_line
        assert browse.typed == ""
