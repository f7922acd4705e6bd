"""Every key that opens something, with more keys typed behind it before anything was opened."""

from __future__ import annotations

import asyncio
import importlib
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens import home
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.type_ahead.key_gate import DROPPED
from tests.drivers.app_driver import home_afresh, told
from tests.examples.app_home import press, settle
from tests.examples.bursts import Doings, SlowMount, burst, doings
from tests.screens.type_ahead.openings import OPENINGS, OPENS_NOTHING, Opening, box_holds

SMALL = (80, 24)


def batches(size: int = 4) -> list[list[str]]:
    """The actions that open something, so many at a time: those share an app."""
    actions = list(OPENINGS)
    return [actions[at : at + size] for at in range(0, len(actions), size)]


@pytest.mark.parametrize("actions", batches(), ids=", ".join)
async def test_keys_behind_one_that_opens_go_there_and_touch_no_title_unseen(
    app: RecflixApp,
    library: Library,
    trainings: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    actions: list[str],
) -> None:
    library.profiles.add("Zed")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for opening, slow in (case for action in actions for case in cases(action)):
            for key in opening.before:
                await press(pilot, key)
            before = doings(app)
            if slow:
                await burst_at_a_slow_screen(app, opening, monkeypatch)
            else:
                burst(app, *opening.burst)
            await settle(pilot)
            case = f"{' '.join(opening.burst)}, {'slow' if slow else 'fast'}"
            assert type(app.screen) is opening.opens, case
            assert opening.holds(app), case
            assert trainings == [], case
            assert_nothing_was_done(before, doings(app), case)
            home_afresh(app)
            await settle(pilot)


def cases(action: str) -> Iterator[tuple[Opening, bool]]:
    """Each burst, and whether what it opens is slow: where it can be, the first is tried both
    ways."""
    for opening in OPENINGS[action]:
        if opening.slow is None or opening is OPENINGS[action][0]:
            yield opening, False
        if opening.slow is not None:
            yield opening, True


async def burst_at_a_slow_screen(
    app: RecflixApp, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Type the burst; the screen that it opens is mounted only when all of it was struck."""
    assert opening.slow is not None
    before = doings(app)
    with monkeypatch.context() as patches:
        mount = SlowMount(patches, opening.slow)
        burst(app, *opening.burst)
        await mount.waits()
        assert doings(app) == before
        mount.go_on()


def assert_nothing_was_done(before: Doings, after: Doings, case: str) -> None:
    assert after.theme == before.theme, case
    assert after.versions == before.versions, case
    if after.watching == before.watching:
        assert after == before, case
    else:  # another person watches, who did nothing yet
        assert not after.ratings, case
        assert not any(after.marks), case
        assert set(after.names) >= set(before.names), case


async def test_every_key_that_opens_something_has_its_burst(app: RecflixApp) -> None:
    ids: set[str] = set()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for keys in ("h", "b", "r", "t", "p", "h"):
            await press(pilot, keys)
            ids |= ids_on(app.screen)
        await press(pilot, "enter")
        ids |= ids_on(app.screen)
    for entry in app.screens:
        module, _, name = entry.cls.partition(":")
        ids |= {a.id for a in getattr(importlib.import_module(module), name).OWN_ACTIONS}
    assert ids == set(OPENINGS) | OPENS_NOTHING


def ids_on(screen: Screen[Any]) -> set[str]:
    assert isinstance(screen, RecflixScreen)
    return {action.id for action in screen.actions()}


async def test_pasted_text_goes_where_the_key_before_it_leads(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        burst(app, "/")
        app.post_message(events.Paste("film 3"))
        burst(app, "3")
        await settle(pilot)
        assert box_holds("film 33")(app)


async def test_a_click_lets_go_of_the_keys_that_were_held(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        before = doings(app)
        mount = SlowMount(monkeypatch, BrowseScreen)
        burst(app, *"/5xa")
        await mount.waits()
        app.key_gate.drop()
        mount.go_on()
        await settle(pilot)
        assert box_holds("")(app)
        assert doings(app) == before


async def test_keys_for_what_never_opens_are_dropped_with_a_word(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.screens.type_ahead.key_gate.PATIENCE", 0.1)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        before = doings(app)
        mount = SlowMount(monkeypatch, BrowseScreen)
        burst(app, *"/dax5")
        await mount.waits()
        for worker in list(app.workers):
            await worker.wait()
        mount.go_on()
        await settle(pilot)
        assert told(app) == [DROPPED]
        assert box_holds("")(app)
        assert doings(app) == before


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_the_way_out_does_not_wait_for_the_first_titles(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    go_on = threading.Event()
    load = home.load_shelves

    def slowly(*args: Any) -> Any:
        go_on.wait(60)
        return load(*args)

    monkeypatch.setattr(home, "load_shelves", slowly)
    left = asyncio.Event()
    monkeypatch.setattr(app, "exit", lambda *args, **how: left.set())
    try:
        async with app.run_test(size=SMALL) as pilot:
            burst(app, key)
            await asyncio.wait_for(left.wait(), 20)
            assert not go_on.is_set()  # the titles are not there yet
            go_on.set()
            await settle(pilot)
    finally:
        go_on.set()


@pytest.mark.parametrize("keys", ["/alien", "b5x", "pn"])
async def test_keys_typed_as_the_app_is_left_do_not_keep_it(app: RecflixApp, keys: str) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        burst(app, *keys)
        app.exit()
    assert not app.is_running
