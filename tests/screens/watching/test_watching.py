"""What is noted of what a person opens, looks at and searches for, by keys in the app."""

from __future__ import annotations

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.behaviour import Act, ActKind, Behaviour
from recflix_tui.library.library import Library
from recflix_tui.screens.watching.stays import Stays
from recflix_tui.screens.watching.watching import LONGEST_REST, Watching
from tests.drivers.browse_driver import BrowseDriver
from tests.drivers.clock import Clock
from tests.drivers.home_driver import HomeDriver
from tests.drivers.title_driver import TitleDriver
from tests.examples.bursts import burst

Noted = list[tuple[int, Act]]


@pytest.fixture
def clock() -> Clock:
    return Clock(100.0)


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> Noted:
    """What was recorded, by profile."""
    acts: Noted = []
    monkeypatch.setattr(Behaviour, "record", lambda self, profile, act: acts.append((profile, act)))
    return acts


@pytest.fixture
def app(library: Library, clock: Clock, noted: Noted) -> RecflixApp:
    app = RecflixApp(library)
    app.watching = Watching(app, clock)
    return app


def of(noted: Noted, kind: ActKind) -> list[Act]:
    return [act for _, act in noted if act.kind is kind]


async def test_titles_drawn_on_home_are_in_view_once_a_visit(app: RecflixApp, noted: Noted) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("down", "down", "up", "right")
        shown = [item for act in of(noted, ActKind.SHOWN) for item in act.items]
        assert len(shown) == len(set(shown))
        drawn = home.wall.drawn_titles
        assert drawn <= set(shown) < set(home.items)
        await home.press("enter", "escape")  # a title over Home is no other visit
        assert len([i for act in of(noted, ActKind.SHOWN) for i in act.items]) == len(shown)
        await home.press("b", "h")
        again = [item for act in of(noted, ActKind.SHOWN) for item in act.items][len(shown) :]
        assert drawn <= set(again)


async def test_a_title_is_open_for_as_long_as_it_was_on_top(
    app: RecflixApp, noted: Noted, clock: Clock
) -> None:
    async with TitleDriver.of(app, 20) as title:
        first = title.screen.item
        clock.now += 20
        await title.press("down", "enter")  # another one over it
        second = title.screen.item
        clock.now += 5
        await title.press("escape")
        clock.now += 10
        await title.press("escape")
        opened = [(act.item, act.seconds) for act in of(noted, ActKind.OPENED)]
        assert opened == [(second, 5.0), (first, 30.0)]


async def test_the_focus_counts_where_it_rests(app: RecflixApp, noted: Noted, clock: Clock) -> None:
    async with HomeDriver.open(app) as home:
        first = home.focus
        clock.now += 0.6
        await home.press("right")
        clock.now += 0.4
        await home.press("right")
        third = home.focus
        clock.now += 3600
        await home.press("right")
        rests = [(act.item, round(act.seconds, 3)) for act in of(noted, ActKind.FOCUSED)]
        assert rests == [(first, 0.6), (third, LONGEST_REST)]


async def test_a_search_is_noted_with_what_was_chosen_from_it(
    app: RecflixApp, noted: Noted
) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("slash", *"film 33", "enter")
        found = browse.focus
        await browse.press("enter", "escape")
        await browse.press("x", "4", "a", "slash", "escape")
        await browse.press(*"film 2", "escape")
        await browse.press(*"fil", *["backspace"] * 3, "escape", "h")
        searched = [(act.text, act.item) for act in of(noted, ActKind.SEARCHED)]
        assert searched == [("film 33", found)] * 3 + [("film 2", None)]


async def test_words_left_in_the_box_are_no_search_when_one_comes_back(
    app: RecflixApp, noted: Noted
) -> None:
    async with BrowseDriver.open(app) as browse:
        await browse.press("slash", *"film 33", "enter")
        found = browse.focus
        await browse.press("4", "h", "b", "slash", "escape", "escape")
        await browse.press(
            "h", "b", "slash", *"film 2", "enter", "h", "b", "slash", "ctrl+u", "escape"
        )
        await browse.press("h", "b")
        searched = [(act.text, act.item) for act in of(noted, ActKind.SEARCHED)]
        assert searched == [("film 33", found), ("film 2", None)]


async def test_what_was_in_no_frame_was_not_seen(app: RecflixApp, noted: Noted) -> None:
    async with HomeDriver.open(app) as home:
        burst(app, "slash", *"film 33", "enter", "enter", "escape", "escape", "escape", "h")
        await home.settle()
        for act in of(noted, ActKind.OPENED):
            assert act.item == 33


async def test_it_is_noted_for_who_watched_then_and_at_the_end_of_the_app(
    app: RecflixApp, library: Library, noted: Noted, clock: Clock
) -> None:
    bo = library.profiles.add("Bo").id
    ada = library.profiles.find("Ada").id
    async with HomeDriver.open(app) as home:
        of_ada = home.focus
        clock.now += 2
        await home.press("p", "down", "enter")
        assert app.profile_id == bo
        for_bo, page = home.focus, set(home.items)
        assert {profile for profile, act in noted if act.kind is ActKind.FOCUSED} == {ada}
        clock.now += 3
    rests = [(who, act.item) for who, act in noted if act.kind is ActKind.FOCUSED]
    assert rests == [(ada, of_ada), (bo, for_bo)]
    seen = {i for who, act in noted if who == bo for i in act.items}
    assert seen
    assert seen <= page


def test_stays_add_up_until_a_thing_is_left() -> None:
    stays = Stays[str]()
    stays.on_top("a", 0.0)
    stays.on_top("b", 3.0)
    stays.on_top("a", 4.0)
    stays.on_top(None, 6.0)
    assert (stays.leave("a"), stays.leave("a")) == (5.0, 0.0)
    stays.on_top("c", 7.0)
    assert stays.end(9.5) == [("b", 1.0), ("c", 2.5)]
