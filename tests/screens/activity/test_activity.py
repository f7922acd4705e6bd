"""What a person did, as the Activity screen shows it, by its keys."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.screens.activity.activity_screen import FIRST, ActivityScreen
from recflix_tui.screens.activity.kept_dialog import KeptScreen
from recflix_tui.screens.activity.prune_dialog import PruneScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.widgets.pipeline.panel import NOTHING_YET, WITHIN_MOST, PipelinePanel
from tests.drivers.activity_driver import ActivityDriver
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.clock import Clock
from tests.examples.app_home import NOW, RATED, settle
from tests.examples.bursts import burst

DAY = 86_400.0


def do_this_and_that(library: Library, ada: int, clock: Clock) -> None:
    """Two days of a person's doings, the second the day after that of the ratings."""
    record = library.behaviour.record
    clock.now = NOW + DAY
    record(ada, Act(ActKind.SHOWN, items=(30, 31, 32)))
    record(ada, Act(ActKind.FOCUSED, item=31, seconds=4.0))
    record(ada, Act(ActKind.OPENED, item=31, seconds=95.0))
    clock.now += 60
    record(ada, Act(ActKind.SEARCHED, text="[b]film[/b] 33", item=33))
    clock.now += 60
    record(ada, Act(ActKind.SEARCHED, text="nobody knows"))
    clock.now += 60
    library.profiles.abandon(ada, 33, 0.3)
    clock.now += 60
    library.profiles.undo(ada)
    clock.now += 60
    library.profiles.redo(ada)
    library.behaviour.flush()


async def test_both_logs_are_one_list_the_newest_first(
    app: RecflixApp, library: Library, ada: int, clock: Clock
) -> None:
    do_this_and_that(library, ada, clock)
    async with ActivityDriver.open(app, WIDE) as activity:
        said = [" ".join(line.split()) for line in activity.events if "session" not in line]
        (in_view,) = [line for line in said if "titles in view" in line]
        assert "Film 31" in in_view
        said.remove(in_view)
        first = said.index("22:18 redid: gave up at 30 % Film 33")
        assert said[first : first + 6] == [
            "22:18 redid: gave up at 30 % Film 33",
            "22:17 undid: gave up at 30 % Film 33",
            "22:16 gave up at 30 % Film 33",
            "22:15 searched nobody knows → nothing was chosen",
            "22:14 searched [b]film[/b] 33 → Film 33",
            "22:13 opened, 2 min Film 31",
        ]
        day = said.index("Tue 14 Nov 2023")
        assert said[day + 1] == "22:13 rated 3 Film 22"
        assert len([line for line in said[day:] if "rated" in line]) == len(RATED)


async def test_one_kind_alone_is_listed_and_the_next_key_shows_another(
    app: RecflixApp, library: Library, ada: int, clock: Clock
) -> None:
    do_this_and_that(library, ada, clock)
    async with ActivityDriver.open(app) as activity:
        await activity.press("v")
        assert "v ratings   6 events" in activity.text
        assert all("rated" in line or "2023" in line for line in activity.events)
        await activity.press("v")
        assert activity.focus == "gave up at 30 % Film 33"
        await activity.press("v", "v", "v")
        assert activity.focus == "searched nobody knows → nothing was chosen"
        await activity.press("V")
        assert "opened, 2 min Film 31" in activity.focus
        await activity.press("V", "V", "V", "V")
        assert "v everything" in activity.text


async def test_what_is_far_back_is_read_as_one_comes_near_it(
    app: RecflixApp, library: Library, ada: int, clock: Clock
) -> None:
    n = 3 * FIRST
    for number in range(n):
        clock.now = NOW + number
        library.behaviour.record(ada, Act(ActKind.OPENED, item=number % 50, seconds=number))
    async with ActivityDriver.open(app) as activity:
        await activity.press("v", "v", "v", "v")
        assert "more below" in activity.text
        assert activity.focus.startswith("opened, ")
        seen = activity.screen.shown.row_count()
        assert seen < n
        for _ in range(4):
            await activity.press("end")
        assert activity.screen.shown.row_count() == n + 1  # all of one day
        assert activity.focus == "opened, 0 s Film 0"
        assert "more below" not in activity.text


async def test_pruning_asks_first_and_leaves_ratings_and_marks(
    app: RecflixApp, library: Library, ada: int, clock: Clock
) -> None:
    do_this_and_that(library, ada, clock)
    kept = library.session.store.events(ada)
    async with ActivityDriver.open(app) as activity:
        days = library.session.store.behaviour
        await activity.press("v", "v", "v", "v", "v", "v", "x")
        offered = ("Titles in view  t", "Titles in focus  f", "All  a", "Keep  n")
        assert all(answer in activity.text for answer in offered)  # each whole, at 80 columns
        shown = [row for row in days.glances(ada, 0, 10**6) if row[3]]
        await activity.press("t")  # titles in view
        assert activity.notifications == [
            f"pruned titles in view: {len(shown)} gone; ratings and marks stay"
        ]
        assert [row[3:5] for row in days.glances(ada, 0, 10**6)] == [(0, 1)]  # the focus is kept
        await activity.press("x", "f")
        assert days.glances(ada, 0, 10**6) == []
        await activity.press(*"vvvvvvv", "x")
        assert activity.is_on(PruneScreen)
        assert "Ratings and marks stay" in activity.text
        await activity.press("enter")  # the answer that keeps has the focus
        assert len(library.behaviour.of(ada).opened) == 1
        await activity.press("x", "t")
        assert len(library.behaviour.of(ada).opened) == 0
        assert library.behaviour.of(ada).queries
        assert any("ratings and marks stay" in line for line in activity.notifications)
        await activity.press("v", "x", "b")
        assert library.behaviour.of(ada).queries  # they are of that very day
        burst(app, "x", "a")  # answered before it was asked
        await activity.settle()
        assert activity.is_on(PruneScreen)
        await activity.press("a")
        assert not library.behaviour.of(ada).queries
        assert library.session.store.events(ada) == kept


async def test_what_is_kept_is_switched_from_that_moment_on(
    app: RecflixApp, library: Library, ada: int
) -> None:
    async with ActivityDriver.open(app) as activity:
        await activity.press("k")
        assert activity.is_on(KeptScreen)
        assert activity.text.count("●") == len(ActKind)
        assert "until x prunes it" in activity.text  # the last line is whole
        await activity.press("enter")
        library.behaviour.record(ada, Act(ActKind.OPENED, item=3, seconds=9.0))
        assert len(library.behaviour.of(ada).opened) == 0
        assert "titles opened: not kept" not in activity.text
        await activity.press("escape")
        assert "titles opened: not kept" in activity.text
        await activity.press("k")
        burst(app, "n", "a", "n", "down", "space", "escape", "h")
        await activity.settle()
        assert activity.is_on(HomeScreen)
        keeps = library.behaviour.keeps(ada)
        assert [kind for kind in ActKind if keeps[kind]] == [ActKind.SHOWN]


async def test_the_pipeline_is_a_key_away_and_so_is_the_way_back(app: RecflixApp) -> None:
    async with ActivityDriver.open(app) as activity:
        await activity.press("shift+tab")
        assert activity.app.screen.query_one(PipelinePanel).region.height > 5
        said = " ".join(activity.text.split())
        assert "deliver: rows made, drawn" in said
        assert NOTHING_YET in said
        assert WITHIN_MOST in said
        assert "x prune" not in activity.key_bar
        await activity.press("x")
        assert activity.is_on(ActivityScreen)
        await activity.press("tab")
        assert activity.screen.shown.has_focus
        await activity.press("escape")
        assert activity.is_on(HomeScreen)


@pytest.mark.parametrize(
    ("size", "light"), [(SMALL, False), (WIDE, False), ((200, 60), False), (WIDE, True)]
)
def test_it_looks_so(
    app: RecflixApp,
    library: Library,
    ada: int,
    clock: Clock,
    snap_compare: Any,
    size: tuple[int, int],
    light: bool,
) -> None:
    do_this_and_that(library, ada, clock)

    async def show(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        await pilot.press(*(["d"] if light else []), "e", "down")
        await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=show)
