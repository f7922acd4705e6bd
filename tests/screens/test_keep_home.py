"""Home's page of the last time: in the first frame, then brought up to date, safe to type on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.commands.app import open_prepared
from recflix_tui.library import session
from recflix_tui.library.library import Library
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.screens import keep_home
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.frame.titles_screen import UNSEEN
from recflix_tui.screens.home import HomeScreen
from recflix_tui.store.store import StoreError
from recflix_tui.widgets.shelf.grid import seen_at_once
from tests.drivers.app_driver import SMALL, told
from tests.drivers.home_driver import HomeDriver
from tests.examples.app_home import RATED, settle

SEEN = FirstScreen(*seen_at_once(*SMALL))


class Gate:
    """Holds a library's opening up until it is let go."""

    def __init__(self, library: Library) -> None:
        self._open_rest, self._may = library.open_rest, threading.Event()
        self.library = library
        library.open_rest = self._when_let  # type: ignore[method-assign]

    def _when_let(self) -> None:
        self._may.wait()
        self._open_rest()

    def let(self) -> None:
        self._may.set()


@pytest.fixture
def gate(home: Path, library: Library) -> Iterator[Gate]:
    """A home whose page was kept, opened as far as that."""
    ada = library.profiles.last()
    assert ada is not None
    keep_home.keep_page(library, ada, SEEN)
    opened = open_prepared(home)
    assert opened.page is not None
    held = Gate(opened)
    yield held
    held.let()  # whatever failed: nothing waits for it ever after
    opened.close()


@asynccontextmanager
async def started(gate: Gate) -> AsyncIterator[HomeDriver]:
    """The app as its first frame stands, with nothing opened behind it."""
    async with RecflixApp(gate.library).run_test(size=SMALL) as pilot:
        await pilot.pause()
        try:
            yield HomeDriver(pilot)
        finally:
            gate.let()
            await settle(pilot)


async def test_the_page_of_the_last_time_stands_first_and_then_what_holds_now(gate: Gate) -> None:
    async with started(gate) as home:
        assert gate.library.snapshot.dataset is None
        page = gate.library.page
        assert page is not None
        assert home.rows == [row.key for row in page.rows]
        assert "Top picks for Ada" in home.text
        assert "opening films" in home.text
        before = home.focus
        gate.let()
        await home.settle()
        assert gate.library.is_open
        assert home.focus == before
        assert home.position == (0, 0)
        assert "opening" not in home.text
        assert home.items == [
            item
            for row in gate.library.recommendations.home(1, first_screen=SEEN).rows
            for item in row.items
        ]


async def test_a_rating_typed_on_it_waits_and_reaches_that_very_title(gate: Gate) -> None:
    async with started(gate) as home:
        page = gate.library.page
        assert page is not None
        second = page.rows[0].items[1]
        await home.pilot.press("right", "4")
        assert home.position == (0, 0)
        gate.let()
        await home.settle()
        assert home.focus == second
        dataset = gate.library.snapshot.need_dataset()
        assert home.ratings.get(second) == 4.0, told(home.app)
        assert dataset.movie_ids[second] == page.tiles[second].movie_id


async def test_where_its_titles_are_others_by_then_a_key_typed_on_it_does_nothing(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate.library, "page_holds", lambda: False)
    async with started(gate) as home:
        await home.pilot.press("4")
        gate.let()
        await home.settle()
        assert home.ratings == RATED
        assert UNSEEN in told(home.app)
        await home.press("4")
        assert home.ratings.get(home.focus) == 4.0


async def test_a_key_that_leads_elsewhere_waits_for_nothing(gate: Gate) -> None:
    async with started(gate) as home:
        await home.pilot.press("b")
        await home.pilot.pause()
        assert "opening films" in home.text
        assert isinstance(home.app.screen, BrowseScreen)
        gate.let()
        await home.settle()
        await home.press("h")
        assert home.focus is not None


async def test_nobody_sees_the_page_of_another_while_all_is_opened(
    gate: Gate, library: Library
) -> None:
    library.profiles.add("Bo")
    async with started(gate) as home:
        await home.pilot.press("p")
        await home.pilot.pause()
        await home.pilot.press("down", "enter")
        for _ in range(50):
            await home.pilot.pause(0.01)
            if home.app.profile_name == "Bo" and isinstance(home.app.screen, HomeScreen):
                break
        await home.pilot.pause()
        assert not gate.library.is_open
        assert "Bo" in home.text
        assert "Ada" not in home.text
        assert home.rows == []
        assert "opening films" in home.text_of_wall
        gate.let()
        await home.settle()
        assert home.items
        assert "Ada" not in home.text


async def test_where_the_opening_fails_its_error_stands_in_place_of_the_page(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreError("the disk is gone")

    monkeypatch.setattr(session, "open_snapshot", fail)
    async with started(gate) as home:
        gate.let()
        await home.settle()
        assert gate.library.is_open
        assert home.rows == []
        assert "the disk is gone" in home.text
        assert home.screen.focused_item() is None


async def test_the_page_is_kept_as_the_app_is_left(library: Library) -> None:
    path = library.paths.page(1)
    async with HomeDriver.open(RecflixApp(library)) as home:
        assert not path.exists()
        await home.press("5")
        rated = home.focus
    kept = library.session.kept_pages.read(1, "Ada", "films")
    assert kept is not None
    assert all(rated not in row.items for row in kept.rows)


async def test_a_page_at_rest_is_kept_meanwhile_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = RecflixApp(library)
    keeper = keep_home.PageKeeper(app, app)
    kept: list[int] = []
    monkeypatch.setattr(keep_home, "keep_page", lambda library, profile, seen: kept.append(profile))
    async with HomeDriver.open(app) as home:
        keeper.look()
        keeper.look()
        keeper.look()
        await home.settle()
        assert kept == [1]
        app.changed()
        keeper.look()
        await asyncio.sleep(0)
        assert kept == [1]
        keeper.look()
        await home.settle()
        assert kept == [1, 1]
