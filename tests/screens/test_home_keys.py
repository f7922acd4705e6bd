"""The keys of Home that say how its page is made."""

from __future__ import annotations

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.recommend.page.picks_moved import picks_moved_words
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.text import counted
from recflix_tui.widgets.shelf.grid import seen_at_once
from tests.drivers.home_driver import HomeDriver
from tests.examples.app_home import save_model
from tests.examples.random_choices import random_choice


async def test_a_key_switches_whether_my_list_stands_on_other_rows_and_says_so(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app) as home:
        assert app.profile_id is not None
        for on, said in (
            (False, "stand on no other row: none is on it yet"),
            (True, "may stand on other rows, too: none is on it yet"),
        ):
            await home.press("A")
            assert app.library.profiles.my_list_rows(app.profile_id) is on
            assert home.notifications == [f"titles of My List {said} · A switches"]
        await home.press("b", "A")
        assert app.library.profiles.my_list_rows(app.profile_id)


async def test_it_says_how_many_titles_of_my_list_left_how_many_rows_and_came_back(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("a", "right", "a", "ctrl+home")
        kept = set(home.taste.activity.my_list)
        await home.press("down", "up")  # no tile is held that is on no row
        others = {r.view.key: kept & set(r.view.items) for r in home.wall.rows.rows}
        others.pop("my_list")
        there = [items for items in others.values() if items]
        titles, rows = len(set().union(*there)), len(there)
        for did in ("left", "came to"):
            await home.press("A")
            (said,) = home.notifications
            assert f": {counted(titles, 'title')} {did} {counted(rows, 'row')}" in said


async def test_two_keys_have_top_picks_safer_and_more_adventurous_and_say_what_moved(
    app: RecflixApp, library: Library
) -> None:
    save_model(library, choice=random_choice(library.snapshot.need_dataset().n_items))
    library.session.refresh()
    async with HomeDriver.open(app) as home:
        assert app.profile_id is not None
        await home.press(">", ">", ">")
        assert library.profiles.adventure(app.profile_id) == 0.3
        seen = FirstScreen(*seen_at_once(*app.size))
        moved = library.recommendations.picks_moved(app.profile_id, 0.2, 0.3, seen)
        assert moved is not None
        line = f"Top picks 30 % adventurous: {picks_moved_words(moved)} · < >"
        assert home.notifications == [line]
        view = library.recommendations.home(app.profile_id, (), seen)
        assert view.rows[0].note.endswith(" · 30 % adventurous")
        await home.press(*["<"] * 4)
        assert library.profiles.adventure(app.profile_id) == 0.0
        assert home.notifications == ["Top picks are safe already · < >"]
        library.profiles.set_adventure(app.profile_id, 0.95)
        await home.press(">", ">")
        assert library.profiles.adventure(app.profile_id) == 1.0
        assert home.notifications == ["Top picks are as adventurous as they get already · < >"]


async def test_where_no_model_knows_picks_the_keys_say_that_they_need_one(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press(">")
        said = "Top picks 10 % adventurous, once there is a model that knows what people pick"
        assert home.notifications == [f"{said}: t trains one"]
