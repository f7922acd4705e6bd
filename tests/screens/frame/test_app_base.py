"""The one way that an error is shown, and what is asked of an app that is being left."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress

import pytest
from textual.widgets._toast import Toast
from textual.worker import WorkerCancelled

from recflix_tui.app import RecflixApp
from recflix_tui.library.snapshot import LibraryError
from tests.drivers.app_driver import SMALL
from tests.drivers.home_driver import HomeDriver
from tests.examples.app_home import settle


@pytest.mark.parametrize("error", [LibraryError("no such title"), OSError("no such title")])
async def test_a_block_ends_at_an_error_whose_line_is_shown(
    app: RecflixApp, error: Exception
) -> None:
    done: list[str] = []
    async with HomeDriver.open(app) as home:
        with app.errors_shown():
            done.append("before")
            raise error
        await home.settle()
        assert done == ["before"]
        assert home.notifications == ["no such title"]


async def test_an_error_is_shown_where_the_block_says(app: RecflixApp) -> None:
    shown: list[str] = []
    async with HomeDriver.open(app) as home:
        with app.errors_shown(shown.append):
            raise LibraryError("no such title")
        await home.settle()
        assert shown == ["no such title"]
        assert home.notifications == []


async def test_what_keys_did_is_told_in_one_line_however_fast_they_came(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        for done in ("once", "twice", "twice"):
            app.say(done)
        for _ in range(2):
            app.notify("seen")
        await home.settle()
        assert sorted(home.notifications) == ["seen", "twice"]


async def test_a_line_told_in_a_narrow_terminal_covers_all_that_is_under_it(
    app: RecflixApp,
) -> None:
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        for words in ("a word", "a word " * 14):
            app.say(words)
            await settle(pilot)
            toast = app.screen.query(Toast).last().region
            assert (toast.height > 1) is (len(words) > app.size.width)
            assert (toast.x, toast.right) == (0, app.size.width)


async def test_a_fault_of_the_program_is_not_hidden(app: RecflixApp) -> None:
    async with HomeDriver.open(app):
        with pytest.raises(ZeroDivisionError), app.errors_shown():
            _ = 1 // 0


async def test_who_reads_or_writes_while_the_app_is_being_left_is_called_off(
    app: RecflixApp,
) -> None:
    asked: list[str] = []
    app.end_threads()
    for ask in (app.read, app.write):
        with pytest.raises(asyncio.CancelledError):
            await ask(asked.append, "more")
    assert asked == []


async def test_what_is_read_as_the_app_is_left_is_shown_nowhere(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    shown: list[bool] = []

    async def show() -> None:
        shown.append(await app.read(go_on.wait, 60))

    async with HomeDriver.open(app):
        worker = app.run_worker(show())
        close = app._close_all

        async def close_once_it_is_read() -> None:
            go_on.set()
            with suppress(WorkerCancelled):
                await worker.wait()
            await close()

        monkeypatch.setattr(app, "_close_all", close_once_it_is_read)
    assert shown == []
