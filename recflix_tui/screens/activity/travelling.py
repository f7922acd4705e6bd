"""A screen on which one goes back in time, event by event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import events
from textual.worker import Worker

from recflix_tui.library.acts.history import Done
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.screens.activity.travel_pane import TravelPane
from recflix_tui.screens.activity.travel_words import NOT_BEFORE
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.widgets.shelf.grid import seen_at_once

if TYPE_CHECKING:
    from recflix_tui.library.library import Library

DEPARTS = "departs"  # the group of the worker that finds where in the log one goes
TRAVELS = "travels"  # the group of the worker that makes a moment again


class Travelling(RecflixScreen):
    """Steps are counted at once; what is made again is the moment that was gone to last."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._log: list[int] = []  # the numbers of all events, the oldest first
        self._where: int | None = None  # which of them one is at

    @property
    def event_gone_to(self) -> int | None:
        """The number of the event that one is at; None where one is at none."""
        return None if self._where is None else self._log[self._where]

    def stay_here(self) -> None:
        """Be at no event of the past."""
        self._log, self._where = [], None

    def depart(self, done: Done | None) -> None:
        """Go to right after a thing that was done, or after the newest event."""
        self.run_worker(self._depart(done), group=DEPARTS, exclusive=True)

    async def _depart(self, done: Done | None) -> None:
        profile, library = self.host.profile_id, self.host.library
        if profile is None or library.snapshot.dataset is None:
            return
        with self.host.errors_shown():
            log, number = await self.host.read(find_event, library, profile, done)
            self._log = log
            if number is None:
                self._where = None
                self.query_one(TravelPane).show(None)
                if log:
                    self.host.say(NOT_BEFORE, markup=False)
                return
            self._where = log.index(number)
            self._travel()

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """A step is from where the key before it led to."""
        return [worker for worker in workers if worker.group == DEPARTS and worker.node is self]

    def step_in_time(self, steps: int) -> None:
        """Go so many events on, or back."""
        if self._where is not None:
            where = max(min(self._where + steps, len(self._log) - 1), 0)
            if where != self._where:
                self._where = where
                self._travel()

    def _travel(self) -> None:
        self.run_worker(self._show_then(), group=TRAVELS, exclusive=True)

    async def _show_then(self) -> None:
        profile, number = self.host.profile_id, self.event_gone_to
        if profile is None or number is None:
            return
        with self.host.errors_shown():
            seen = FirstScreen(*seen_at_once(*self.app.size))
            then = await self.host.read(self.host.library.travel.then, profile, number, seen)
            if number == self.event_gone_to and profile == self.host.profile_id:
                self.query_one(TravelPane).show(then)


def find_event(
    library: Library, profile_id: int, done: Done | None
) -> tuple[list[int], int | None]:
    """The numbers of all events of a profile, and that of the last up to a thing that was done."""
    log = library.travel.events(profile_id)
    if done is None or not log:
        return log, log[-1] if log else None
    if done.event is not None:
        return log, done.event.id
    return log, library.behaviour.event_at(profile_id, done.at)
