"""The screen of the look-up experiment, by its keys; what is measured is made up."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.child.events import Event
from recflix_tui.library.lab import Lab
from recflix_tui.library.library import Library
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.lab.lab_screen import LabScreen
from recflix_tui.screens.lab.lookup_screen import LookupScreen
from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.widgets.lists.cache_list import CacheList
from tests.drivers.app_driver import WIDE
from tests.drivers.lookup_driver import LookupDriver
from tests.lab.lookup.made_up import measurements
from tests.screens.lab.lookups import CACHES, STARTED, done, state
from tests.screens.train.programs import telling


@pytest.fixture(autouse=True)
def _known_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lab, "caches", lambda lab: CACHES)


def run_instead(monkeypatch: pytest.MonkeyPatch, events: Sequence[Event], then: str = "") -> None:
    """Have a small program run instead of the experiment."""
    command = telling(events, then)
    monkeypatch.setattr(Lab, "lookup_command", lambda lab, **settings: command)


async def test_before_it_is_measured_it_says_how_to_and_no_number(app: RecflixApp) -> None:
    async with LookupDriver.open(app) as lookup:
        assert "s measures how long each takes" in lookup.status
        assert "is drawn here" in lookup.plot
        assert "List" in lookup.meaning
        assert "its hash, says which drawer" in lookup.meaning
        assert "times as long" not in lookup.meaning
        assert "measure" in lookup.key_bar
        assert "cancel" not in lookup.key_bar


async def test_figures_are_shown_the_moment_they_are_measured(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = measurements()[:20]
    run_instead(monkeypatch, [STARTED, *some], then="time.sleep(60)")
    async with LookupDriver.open(app) as lookup:
        await lookup.pilot.press("s")
        await lookup.until(lambda: "20 of 66" in lookup.status)
        assert "━━ dict 40 ns" in lookup.plot
        assert "━━ this app 2.9 µs" in lookup.plot
        assert "cancel" in lookup.key_bar
        assert "measure" not in lookup.key_bar
        await lookup.pilot.press("s")  # nothing begins anew
        assert "20 of 66" in lookup.status
        await lookup.pilot.press("c")
        await lookup.until(lambda: "called off after 20 of 66" in lookup.status)
        assert "━━ dict 40 ns" in lookup.plot
        assert "measure" in lookup.key_bar


async def test_it_goes_on_when_the_screen_is_left(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate = tmp_path / "go"
    last = "\n".join(
        [
            "import os",
            f"while not os.path.exists({str(gate)!r}): time.sleep(0.01)",
            'print(\'{"event": "lookup_done", "seconds": 3}\', flush=True)',
        ]
    )
    run_instead(monkeypatch, [STARTED, *measurements()], then=last)
    async with LookupDriver.open(app) as lookup:
        await lookup.pilot.press("s")
        await lookup.until(lambda: "66 of 66" in lookup.status)
        await lookup.pilot.press("escape")
        await lookup.until(lambda: lookup.is_on(HomeScreen))
        gate.touch()
        await lookup.until(lambda: app.lookup.state is not None and not app.lookup.is_active)
        await lookup.enter()
        assert "66 figures in 3 s" in lookup.status
        assert "360,000 times as long" in lookup.meaning


async def test_why_it_failed_is_said_and_it_can_be_tried_again(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_instead(monkeypatch, [STARTED], then="sys.exit('recflix: they do not fit into memory')")
    async with LookupDriver.open(app) as lookup:
        await lookup.pilot.press("s")
        await lookup.until(lambda: "do not fit into memory" in lookup.status)
        assert any("do not fit into memory" in said for said in lookup.notifications)
        assert "measure" in lookup.key_bar


async def test_the_process_ends_with_the_app(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_instead(monkeypatch, [STARTED], then="time.sleep(600)")
    async with LookupDriver.open(app) as lookup:
        await lookup.pilot.press("s")
        await lookup.until(lambda: app.lookup.state == state(0))
    assert app.lookup.state is not None
    # Closed, not waited for: the following of a process that has ended is over.
    assert app.lookup.is_idle


async def test_in_a_small_terminal_one_part_is_seen_at_a_time(app: RecflixApp) -> None:
    async with LookupDriver.open(app) as lookup:
        assert (lookup.sees_words, lookup.sees_caches) == (True, False)
        await lookup.press("tab")
        assert (lookup.sees_words, lookup.sees_caches) == (False, True)
        assert lookup.is_at_caches
        await lookup.press("tab")
        assert (lookup.sees_words, lookup.sees_caches) == (True, False)


async def test_in_a_wide_one_both_are_and_the_focus_goes_between(app: RecflixApp) -> None:
    async with LookupDriver.open(app, WIDE) as lookup:
        assert (lookup.sees_words, lookup.sees_caches) == (True, True)
        assert not lookup.is_at_caches
        await lookup.press("tab")
        assert (lookup.sees_words, lookup.sees_caches) == (True, True)
        assert lookup.is_at_caches


async def test_caches_are_listed_by_how_often_they_were_asked(app: RecflixApp) -> None:
    async with LookupDriver.open(app, WIDE) as lookup:
        names = [line.split()[0] for line in lookup.cache_lines if line.strip()]
        assert names == ["shelves", "tastes", "home", "alike"]
        tastes = " ".join(lookup.cache_lines[1].split())
        assert tastes == "tastes 99% 1,204 7 420 ns 6.2 ms 1 310 kB"
        assert lookup.words("what").startswith("shelves: ")
        await lookup.press("tab", "down")
        assert lookup.words("what") == "tastes: each profile folded in"
        await lookup.click(CacheList, 5, 2)
        assert lookup.words("what").startswith("home: ")


async def test_the_figures_follow_while_the_screen_is_in_view(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.screens.lab.lookup_screen.EVERY", 0.01)
    async with LookupDriver.open(app, WIDE) as lookup:
        more = tuple(c for c in CACHES if c.name != "shelves")
        monkeypatch.setattr(Lab, "caches", lambda lab: more)
        await lookup.until(lambda: "tastes" in lookup.cache_lines[0])


async def test_lab_leads_there_and_back(app: RecflixApp) -> None:
    async with LookupDriver.open(app) as lookup:
        await lookup.press("l", "v")
        assert lookup.is_on(LookupScreen)
        await lookup.press("escape")
        assert lookup.is_on(LabScreen)


async def test_the_words_can_be_read_to_their_end(app: RecflixApp) -> None:
    async with LookupDriver.open(app) as lookup:
        app.lookup.state = done()
        await lookup.take(done())
        last = "bytes a title"
        assert last not in lookup.text
        await lookup.press("end")
        await lookup.until(lambda: last in lookup.text)


async def test_it_is_there_while_nobody_watches_and_leads_back_to_the_profiles(
    library: Library,
) -> None:
    for summary in library.profiles.summaries():
        library.profiles.remove(summary.id)
    async with LookupDriver.open(RecflixApp(library)) as lookup:
        assert lookup.is_on(LookupScreen)
        await lookup.press("escape")
        assert lookup.is_on(ProfilesScreen)


def test_the_process_is_recflix_itself(library: Library) -> None:
    argv: list[Any] = library.lab.lookup_command()
    assert argv[0] == sys.executable
    assert argv[-4:] == ["lab", "--progress", "jsonl", "--lookup"]
