"""Home's page is kept on disk while nothing else is to be done, for the next start."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from recflix_tui.errors import RecflixError
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.home import kept_tile
from recflix_tui.widgets.shelf.grid import seen_at_once

if TYPE_CHECKING:
    from textual.app import App

    from recflix_tui.library.library import Library

Seen = tuple[int, int, tuple[int, str]]
"""Who watches, the revision of what they see, and the day and the part of it that it is for."""


class PageKeeper:
    """Keeps the page of who watches, once it did not change between two looks."""

    EVERY = 2.0
    """Seconds between two looks."""

    def __init__(self, host: Host, app: App[Any]) -> None:
        self._host, self._app = host, app
        self._at_last_look: Seen | None = None
        self._kept: Seen | None = None

    def look(self) -> None:
        """Keep the page where it is at rest and not kept yet."""
        now = self._now()
        if now is not None and now == self._at_last_look:
            self._keep(now)
        self._at_last_look = now

    async def keep_last(self) -> None:
        """Keep the page as the app is left."""
        now = self._now()
        if now is not None and now != self._kept:
            await asyncio.wrap_future(self._start_keeping(now))

    def _keep(self, now: Seen) -> None:
        if now != self._kept:
            self._start_keeping(now)

    def _start_keeping(self, now: Seen) -> Future[None]:
        self._kept = now
        return self._host.start_reading(keep_page, self._host.library, now[0], self._first_screen)

    def _now(self) -> Seen | None:
        """What is seen; None while there is nothing to keep."""
        library, profile = self._host.library, self._host.profile_id
        if profile is None or not library.is_open or library.snapshot.dataset is None:
            return None
        return profile, self._host.revision, library.recommendations.moment()

    @property
    def _first_screen(self) -> FirstScreen:
        return FirstScreen(*seen_at_once(*self._app.size))


def keep_page(library: Library, profile_id: int, seen: FirstScreen) -> None:
    """Keep a profile's page; where it cannot be made, none."""
    with suppress(RecflixError, OSError):
        library.keep_page(profile_id, seen, kept_tile)
