"""The app is left while a training or a tuning is under way: it asks first."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.inside.compare import EvaluationState, usual_way
from recflix_tui.screens.dialogs.quit import QuitScreen
from recflix_tui.screens.ending.signals import leave_at_signals
from recflix_tui.screens.home import HomeScreen
from recflix_tui.training.training_state import TrainingState
from recflix_tui.tuning.tuning_state import TuningState
from tests.drivers.home_driver import HomeDriver
from tests.drivers.train_driver import TrainDriver
from tests.examples.bursts import SlowMount, burst

WAYS = [["q"], ["ctrl+q"], ["ctrl+c"], ["ctrl+p", *"quit", "enter"]]


def goes_on(app: RecflixApp, state: TrainingState | TuningState) -> None:
    """Have the app know of a training or tuning in that state."""
    app.training.state = state
    app.training.states.publish(state)


@pytest.mark.parametrize("keys", WAYS, ids=" ".join)
async def test_every_way_out_asks_in_a_training_and_stays_by_default(
    app: RecflixApp, keys: list[str]
) -> None:
    async with HomeDriver.open(app) as home:
        goes_on(app, TrainingState(status="running"))
        await home.press(*keys)
        assert home.is_on(QuitScreen)
        assert "a training is under way" in home.text
        assert all(f"  {key} " in home.text for key in "wsn")
        await home.press("enter")  # the answer that changes nothing has the focus
        assert home.is_on(HomeScreen)
        assert app.is_running
        assert not app.quits_when_done


@pytest.mark.parametrize("keys", WAYS, ids=" ".join)
async def test_every_way_out_leaves_at_once_where_nothing_is_under_way(
    app: RecflixApp, keys: list[str]
) -> None:
    async with HomeDriver.open(app) as home:
        goes_on(app, TrainingState(status="done"))
        await home.pilot.press(*keys)
        await home.until(lambda: not app.is_running)


@pytest.mark.parametrize("key", ["s", "left enter"])
async def test_what_is_under_way_can_be_stopped_and_the_app_left(app: RecflixApp, key: str) -> None:
    async with HomeDriver.open(app) as home:
        goes_on(app, TrainingState(status="running"))
        await home.press("q")
        await home.pilot.press(*key.split())
        await home.until(lambda: not app.is_running)


async def test_asked_to_wait_the_app_goes_on_and_leaves_when_the_training_is_done(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app) as home:
        goes_on(app, TrainingState(status="running"))
        await home.press("q", "w")
        assert home.is_on(HomeScreen)
        assert "quits" in home.top_bar
        await home.rate(4)
        goes_on(app, TrainingState(status="done"))
        await home.until(lambda: not app.is_running)


@pytest.mark.parametrize("end", ["failed", "cancelled"])
async def test_where_what_was_waited_for_comes_to_nothing_the_app_stays(
    app: RecflixApp, end: str
) -> None:
    async with HomeDriver.open(app) as home:
        goes_on(app, TrainingState(status="running"))
        await home.press("q", "w")
        goes_on(app, TrainingState(status=end))
        await home.settle()
        assert app.is_running
        assert "quits" not in home.top_bar


async def test_one_who_waits_may_think_better_of_it(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        goes_on(app, TrainingState(status="running"))
        await home.press("q", "w", "q", "n")
        goes_on(app, TrainingState(status="done"))
        await home.settle()
        assert app.is_running


async def test_a_tuning_is_asked_about_in_its_own_words(app: RecflixApp) -> None:
    async with TrainDriver.open(app) as train:
        goes_on(app, TuningState(status="running"))
        await train.press("q")
        assert train.is_on(QuitScreen)
        assert "a search for the best settings is under way" in train.text
        assert "keeps what it measured" in train.text
        await train.press("escape")
        assert app.is_running


def is_measured(app: RecflixApp, status: str) -> None:
    """Have the app know of an evaluation in that state."""
    app.evaluation.state = EvaluationState(1, usual_way(), status=status)
    app.evaluation.states.publish(app.evaluation.state)


async def test_an_evaluation_is_asked_about_too(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        is_measured(app, "running")
        await home.press("q")
        assert home.is_on(QuitScreen)
        assert "a version is being measured" in home.text
        assert "nothing is kept" in home.text
        await home.press("w")
        assert "then quits" in home.top_bar
        is_measured(app, "done")
        await home.until(lambda: not app.is_running)


async def test_an_evaluation_that_failed_is_not_waited_for(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        is_measured(app, "running")
        await home.press("q", "w")
        is_measured(app, "failed")
        await home.settle()
        assert app.is_running
        assert "quits" not in home.top_bar


async def test_all_that_is_under_way_is_waited_for(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        is_measured(app, "running")
        goes_on(app, TrainingState(status="running"))
        await home.press("q")
        assert "a training is under way" in home.text
        await home.press("w")
        goes_on(app, TrainingState(status="done"))
        await home.settle()
        assert app.is_running
        assert app.quits_when_done
        is_measured(app, "done")
        await home.until(lambda: not app.is_running)


@pytest.mark.parametrize("typed", ["qs", "qw", "q\nss"])
async def test_keys_typed_on_before_the_question_is_seen_choose_nothing(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    async with HomeDriver.open(app) as home:
        goes_on(app, TrainingState(status="running"))
        mount = SlowMount(monkeypatch, QuitScreen)
        burst(app, *typed.replace("\n", ""))
        await mount.waits()
        mount.go_on()
        await home.settle()
        assert app.is_running
        assert not app.quits_when_done
        assert home.is_on(QuitScreen)


async def test_the_question_is_asked_once(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        goes_on(app, TrainingState(status="running"))
        await home.press("ctrl+q", "ctrl+q", "ctrl+c")
        assert [type(screen) for screen in app.screen_stack].count(QuitScreen) == 1
        await home.press("escape")
        assert home.is_on(HomeScreen)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signals here")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
async def test_a_signal_ends_without_a_question(name: str) -> None:
    number, heard = getattr(signal, name), asyncio.Event()
    told: list[Any] = []

    def leave(by: int) -> None:
        told.append(by)
        heard.set()

    # Whoever runs the tests in the background of a shell has it ignored.
    before = signal.signal(number, signal.SIG_DFL)
    leave_at_signals(leave)
    try:
        os.kill(os.getpid(), number)
        await asyncio.wait_for(heard.wait(), 10)
    finally:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().remove_signal_handler(each)
        signal.signal(number, before)
    assert told == [number]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signals here")
async def test_a_signal_that_is_to_be_ignored_ends_nothing() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        leave_at_signals(lambda number: None)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().remove_signal_handler(each)
        signal.signal(signal.SIGHUP, before)
