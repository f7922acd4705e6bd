"""The gate that keys pass one by one: each waits until what the one before it opened stands."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterable
from functools import partial
from typing import Any, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker, WorkerError, WorkerFailed, WorkType

PATIENCE = 5.0
"""Seconds that keys are held for what is being opened; then they are dropped."""
IMPATIENCE = 0.1
"""The same on a screen that was waited for in vain, so that it can still be left."""
KEYS = "keys"  # the group of the worker that hands the keys on
LESSON = "lesson"  # the group of the worker that begins a lesson
GIVING_UP = "giving up"  # the group of the worker that asks how far one got
IMPORTING = "importing"  # the group of the workers that ask for a file, and that import it
OPENINGS = frozenset({"choose", "dataset", LESSON, GIVING_UP, IMPORTING})
"""The groups of the workers at whose end another screen comes into view."""
DROPPED = "what was typed meanwhile is dropped: the screen took too long"

Typed = events.Key | events.Paste


@runtime_checkable
class WaitsForWork(Protocol):
    """A screen that is not ready for keys while some of the workers are at work."""

    def keys_wait_for(self, event: Typed, workers: Iterable[Worker[Any]]) -> Iterable[Worker[Any]]:
        """Those of the unfinished workers that the key has to wait for."""


class KeyGate:
    """Holds the keys typed ahead and hands them on in their order.

    A terminal sends keys as fast as they are typed, or pasted by another program; what a key
    does comes about in several steps, of widgets, screens and workers. So the next key is handed
    on only when all that came of the one before is done: the screen or box that it opened is
    there, and has the focus.
    """

    def __init__(self, app: App[Any], hand: Callable[[events.Event], Awaitable[None]]) -> None:
        """`hand` has the app handle a key, as if it came just now."""
        self._app = app
        self._hand = hand
        self._held: deque[Typed] = deque()
        self._handing = False
        self._given_up: Screen[Any] | None = None
        self.struck: float | None = None
        """When the key was struck whose consequences are under way, on the clock of Textual's
        events; None while there is none."""

    def take(self, event: Typed) -> None:
        """Hand a key on, after those before it."""
        self._held.append(event)
        if not self._handing:
            self._handing = True
            # Not begun here: an app that ends begins nothing more, and would leave it waiting.
            hand_on: WorkType[None] = self._hand_on
            self._app.run_worker(hand_on, group=KEYS)

    def drop(self) -> None:
        """Forget what is held: a click leads elsewhere."""
        self._held.clear()

    async def _hand_on(self) -> None:
        try:
            while True:
                await self._wait()
                if not self._held:
                    return
                event = self._held.popleft()
                self.struck = event.time
                await self._in_app(partial(self._hand, event))
        finally:
            self._handing, self.struck = False, None

    async def _in_app(self, call: Callable[[], Awaitable[None]]) -> None:
        """Have the app call something among its messages."""
        done = asyncio.Event()

        async def run() -> None:
            try:
                await call()
            finally:
                done.set()

        if self._app.call_later(run):
            await done.wait()

    # --- waiting ----------------------------------------------------------------------------

    async def _wait(self) -> None:
        """Wait until the next key can be handed on; drop all where that takes too long."""
        vain = self._app.screen is self._given_up
        try:
            async with asyncio.timeout(IMPATIENCE if vain else PATIENCE):
                await self._until_ready()
            self._given_up = None
        except TimeoutError:
            if vain:
                return
            self._given_up = self._app.screen
            if self._held:
                self._held.clear()
                self._app.notify(DROPPED, severity="warning", markup=False, timeout=5)

    async def _until_ready(self) -> None:
        await self._until_settled()
        while waited_for := self._waited_for():
            await _until_finished(waited_for)
            await self._until_settled()

    def _waited_for(self) -> Collection[Worker[Any]]:
        workers = [worker for worker in self._app.workers if not worker.is_finished]
        found = {worker for worker in workers if worker.group in OPENINGS}
        screen = self._app.screen
        if self._held and isinstance(screen, WaitsForWork):
            found.update(screen.keys_wait_for(self._held[0], workers))
        return found

    async def _until_settled(self) -> None:
        """Wait until the screen in view is mounted, and all that was posted on it is handled.

        A screen handles nothing before it is mounted, and its focus is set by the app: so when
        each from the widget in focus up to the app has handled what it had been sent, the keys
        go where they are meant to.
        """
        while True:
            screen = self._app.screen
            for pump in (screen.focused or screen).ancestors_with_self:
                await _until_handled(pump)
            if self._app.screen is screen and not self._is_busy(screen):
                return
            await asyncio.sleep(0)  # where none of them was waited for, the rest must go on

    def _is_busy(self, screen: Screen[Any]) -> bool:
        pumps: tuple[MessagePump, ...] = (self._app, screen, *screen.walk_children())
        # What is left in the queue of a widget that is gone is handled by no one.
        return any(pump.is_running and pump.message_queue_size for pump in pumps)


async def _until_handled(pump: MessagePump) -> None:
    """Wait until all that was posted so far is handled; not at all for one that is closed."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()


async def _until_finished(workers: Collection[Worker[Any]]) -> None:
    """Wait for the ends of workers. Being called off itself, it does not call them off."""
    await asyncio.wait([asyncio.ensure_future(_end_of(worker)) for worker in workers])


async def _end_of(worker: Worker[Any]) -> None:
    with contextlib.suppress(WorkerError, WorkerFailed):
        await worker.wait()
