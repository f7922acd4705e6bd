"""The one way that an error is shown."""

from __future__ import annotations

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.snapshot import LibraryError
from tests.drivers.home_driver import HomeDriver


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


async def test_a_fault_of_the_program_is_not_hidden(app: RecflixApp) -> None:
    async with HomeDriver.open(app):
        with pytest.raises(ZeroDivisionError), app.errors_shown():
            _ = 1 // 0
