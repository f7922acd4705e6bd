"""Time travel on the Activity screen, by its keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.screens.activity.activity_screen import ActivityScreen
from recflix_tui.screens.activity.export_dialog import ExportScreen
from recflix_tui.screens.activity.travel_pane import TravelPane
from recflix_tui.screens.home import HomeScreen
from recflix_tui.widgets.shelf.grid import seen_at_once
from tests.drivers.activity_driver import ActivityDriver
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.clock import Clock
from tests.examples.app_home import NOW, RATED, save_model, settle
from tests.examples.bursts import burst, doings
from tests.screens.activity.conftest import in_use_from

EVENTS = list(RATED.items())


async def test_enter_on_an_event_shows_what_stood_right_after_it_and_changes_nothing(
    app: RecflixApp,
) -> None:
    async with ActivityDriver.open(app, WIDE) as activity:
        before = doings(app)
        await activity.press("v", "down", "down", "enter")
        item, stars = EVENTS[-3]
        assert activity.banner == (
            f"as of 14 Nov 2023 22:13, event 4, the 4th of 6 · rated {stars:g} · Film {item}"
        )
        assert activity.stood == [f"{s:g} Film {i}" for i, s in EVENTS[:4]][::-1]
        assert activity.page[0].startswith("Top picks for Ada  from 4 ratings")
        await activity.press("left")
        assert "event 3, the 3rd of 6" in activity.banner
        await activity.press("right", "right")
        assert "event 5, the 5th of 6" in activity.banner
        assert len(activity.stood) == 5
        await activity.press("escape")
        assert activity.screen.shown.has_focus
        assert activity.focus == "rated 2.5 Film 24"
        assert doings(app) == before
        await activity.press("escape")
        assert activity.is_on(HomeScreen)


async def test_right_after_the_newest_event_the_page_is_todays(
    app: RecflixApp, library: Library, ada: int
) -> None:
    async with ActivityDriver.open(app, WIDE) as activity:
        await activity.press("tab")
        assert "event 6, the 6th of 6" in activity.banner
        seen = FirstScreen(*seen_at_once(*WIDE))
        home = library.recommendations.home(ada, first_screen=seen)
        rows = [row.title for row in home.rows]
        assert [line.partition("  ")[0] for line in activity.page[::2]] == rows


async def test_keys_typed_ahead_go_from_where_the_ones_before_them_led(app: RecflixApp) -> None:
    async with ActivityDriver.open(app) as activity:
        burst(app, "v", "enter", "left", "left", "left", "right", "left")
        await activity.settle()
        assert "event 3, the 3rd of 6" in activity.banner
        burst(app, *["left"] * 9, "x", "5", "right")
        await activity.settle()
        assert "event 2, the 2nd of 6" in activity.banner
        assert activity.is_on(ActivityScreen)


async def test_from_what_is_no_rating_one_goes_to_the_last_before_it(
    app: RecflixApp, library: Library, ada: int, clock: Clock
) -> None:
    clock.now = NOW + 100
    library.behaviour.record(ada, Act(ActKind.OPENED, item=3, seconds=5))
    clock.now = NOW + 200
    library.profiles.rate(ada, 3, 1.0)
    async with ActivityDriver.open(app) as activity:
        await activity.press("v", "v", "v", "v", "enter")
        assert "event 6, the 6th of 7" in activity.banner
        assert "titles opened" in activity.words("lacks-then")


async def test_it_says_which_model_was_in_use_and_which_is_gone(
    app: RecflixApp, library: Library, ada: int, clock: Clock
) -> None:
    save_model(library, mu=2.0)
    in_use_from(library, (None, NOW - 2), (1, NOW - 1), (2, NOW + 50))
    clock.now = NOW + 100
    library.profiles.rate(ada, 3, 1.0)
    async with ActivityDriver.open(app, WIDE) as activity:
        await activity.press("tab")
        assert "page by model 2, in use then" in activity.words("model-then")
        await activity.press("left")
        assert "page by model 1, in use then" in activity.words("model-then")
        assert activity.page
        library.models.remove(1)
        await activity.look_for_changes()
        await activity.press("escape", "v", "down", "enter")
        assert "model 1, which was in use then, is gone" in activity.words("model-then")
        assert activity.page == []
        assert len(activity.stood) == 6


async def test_before_the_first_model_the_page_is_one_without(
    app: RecflixApp, library: Library
) -> None:
    in_use_from(library, (None, NOW - 2), (1, NOW + 1))
    async with ActivityDriver.open(app, WIDE) as activity:
        await activity.press("tab")
        assert activity.words("model-then").startswith("no model was there yet")
        assert activity.page[0].startswith("Popular")
        kept = library.paths.models / "films" / "active.json"
        said = json.loads(kept.read_text())
        del said["taken"]
        kept.write_text(json.dumps(said))
        await activity.press("left")
        assert "model 1, the oldest still here" in activity.words("model-then")


async def test_where_nothing_was_done_there_is_nothing_to_go_back_to(
    app: RecflixApp, library: Library
) -> None:
    bo = library.profiles.add("Bo")
    library.profiles.remember(bo.id)
    async with ActivityDriver.open(app) as activity:
        await activity.press("tab", "left", "right")
        assert "nothing was rated or marked yet" in activity.banner
        await activity.press("escape", "escape")
        assert activity.is_on(HomeScreen)


async def test_all_of_it_is_written_to_a_file(
    app: RecflixApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with ActivityDriver.open(app) as activity:
        await activity.press("w")
        assert activity.is_on(ExportScreen)
        await activity.press("ctrl+u", *"not/there", "enter")
        assert activity.is_on(ExportScreen)
        assert activity.words("problem")
        await activity.press("ctrl+u", *"ada.jsonl", "enter")
        assert activity.is_on(ActivityScreen)
        assert Path("ada.jsonl").read_text().count("ratings and marks") == len(RATED)
        Path("ada.jsonl").write_text("what was there")
        await activity.press("w", "ctrl+u", *"ada.jsonl", "enter")
        assert activity.is_on(ExportScreen)
        assert "already" in activity.words("problem")
        assert Path("ada.jsonl").read_text() == "what was there"
        await activity.press("enter")
        assert activity.is_on(ActivityScreen)
    assert Path("ada.jsonl").read_text().count("ratings and marks") == len(RATED)


@pytest.mark.parametrize(
    ("size", "light"), [(SMALL, False), (WIDE, False), ((200, 60), False), (WIDE, True)]
)
def test_it_looks_so(
    app: RecflixApp, snap_compare: Any, size: tuple[int, int], light: bool
) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        await pilot.press(*(["d"] if light else []), "e", "v", "down", "enter")
        await settle(pilot)
        await settle(pilot)
        assert pilot.app.screen.query_one(TravelPane).page.lines

    assert snap_compare(app, terminal_size=size, run_before=show)
