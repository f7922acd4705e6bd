"""What is wrong with the store is said in the app too, and nothing goes where nobody finds it."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from tests.drivers.home_driver import HomeDriver

pytestmark = pytest.mark.skipif(os.name != "posix", reason="removes files that are open")


async def test_a_rating_for_a_store_that_was_removed_is_refused(
    app: RecflixApp, home: Path
) -> None:
    async with HomeDriver.open(app) as driver:
        for file in home.glob("recflix.db*"):
            file.unlink()
        before = driver.ratings
        await driver.press("4")
        assert driver.ratings == before
        assert [line for line in driver.notifications if "is gone while it is open" in line]
    assert not list(home.glob("recflix.db*"))


async def test_what_was_wrong_at_the_opening_is_said(library: Library) -> None:
    library.session.store.warning = "recflix.db-wal was damaged and is mended"
    async with HomeDriver.open(RecflixApp(library)) as driver:
        assert driver.notifications == ["recflix.db-wal was damaged and is mended"]


async def test_nothing_is_said_of_a_store_that_is_whole(app: RecflixApp) -> None:
    assert app.library.warning is None
    async with HomeDriver.open(app) as driver:
        assert driver.notifications == []


@pytest.mark.parametrize("is_lost", [True, False])
async def test_no_first_model_is_trained_where_it_is_lost_which_one_is_in_use(
    library: Library, monkeypatch: pytest.MonkeyPatch, is_lost: bool
) -> None:
    train = AsyncMock()
    monkeypatch.setattr("recflix_tui.screens.background.start._train_first", train)
    monkeypatch.setattr("recflix_tui.screens.background.start.SAMPLE", "films")
    if is_lost:
        (library.paths.models / "films" / "active.json").unlink()
        library.session.reopen_snapshot()
    else:
        library.models.remove(1)
    async with HomeDriver.open(RecflixApp(library)) as driver:
        said = [line for line in driver.notifications if "active.json is gone" in line]
        assert len(said) == is_lost
        assert ("no model in use" if is_lost else "no model yet") in driver.top_bar
    assert train.await_count == (not is_lost)


async def test_it_is_said_while_the_app_runs_that_it_is_lost_which_model_is_in_use(
    app: RecflixApp, home: Path
) -> None:
    async with HomeDriver.open(app) as driver:
        (home / "models" / "films" / "active.json").unlink()
        for _ in range(2):  # said once
            await driver.look_for_changes()
        [said] = driver.notifications
        assert "active.json is gone" in said
        assert said.endswith("; choose it: recflix model use 1")
        assert "no model in use" in driver.top_bar


def test_a_pipe_where_it_is_kept_that_solvers_were_compiled_is_not_waited_for(
    library: Library,
) -> None:
    compiled = library.paths.compiled
    compiled.parent.mkdir(exist_ok=True)
    os.mkfifo(compiled)
    assert not library.models.compiled


async def test_a_store_that_takes_no_behaviour_is_said_once(
    app: RecflixApp, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.app.POLL", 3600.0)  # only when this test asks
    async with HomeDriver.open(app) as driver:
        for file in home.glob("recflix.db*"):
            file.unlink()
        assert app.profile_id is not None
        for item in range(3):
            app.library.behaviour.record(app.profile_id, Act(ActKind.OPENED, item, seconds=2.0))
            await app.write_behaviour().wait()
        told = [line for line in driver.notifications if "is gone while it is open" in line]
        assert len(told) == 1


async def test_a_session_and_what_was_done_in_it_are_written_before_the_app_ends(
    app: RecflixApp, library: Library
) -> None:
    async with HomeDriver.open(app) as driver:
        ada = app.profile_id
        assert ada is not None
        await driver.press("j", "escape")  # so that what the start asked for is done
        assert library.behaviour.of(ada).session_start is not None
        library.behaviour.record(ada, Act(ActKind.OPENED, 3, seconds=2.0))
    assert library.behaviour.of(ada).session_start is None
    assert not library.behaviour.waits
    kinds = [row.kind for row in library.session.store.behaviour.acts(ada)]
    assert (kinds.count("session"), kinds.count("opened")) == (1, 1)
