"""Takes in what other processes changed: a rating, a profile, the model, the dataset."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from recflix_tui.screens.background.change_words import dataset_words, model_words

if TYPE_CHECKING:
    from recflix_tui.library.snapshot import Snapshot
    from recflix_tui.screens.background.host import Host


class ChangesElsewhere:
    """What was changed elsewhere, shown and said once."""

    def __init__(self, host: Host, start_over: Callable[[], None]) -> None:
        """start_over: shows the first screen afresh, once another dataset is in use."""
        self._host, self._start_over = host, start_over
        self._lock = asyncio.Lock()  # one at a time takes in what is new
        self._started = time.time()
        self._told: set[int] = set()  # the versions that were told of as ready

    async def look(self) -> None:
        """Take in what is new, unless that is under way or a dataset is being opened."""
        if not self._host.opening and not self._lock.locked():
            await self.adopt()

    async def adopt(self) -> None:
        """Take in what is new, and have it shown."""
        session = self._host.library.session
        with self._host.errors_shown():
            async with self._lock:
                changes = await self._host.read(session.changes_elsewhere)
                if not changes:
                    return
                # Adopted between two frames: what is drawn next is all of one or of the other.
                before = session.snapshot
                session.adopt(changes)
                self._tell_of_change(before, session.snapshot)
            await self._recheck_profile()
            self._host.changed()

    def _tell_of_change(self, before: Snapshot, now: Snapshot) -> None:
        """Say that another dataset or model is in use; with another dataset, start over."""
        if before.dataset is not None and now.dataset is not before.dataset:
            self._told.clear()
            self._start_over()
            self._host.notify(dataset_words(now, before), markup=False, timeout=5)
            return
        info, earlier = now.model_info, before.model_info
        if info is not None and (earlier is None or earlier.version != info.version):
            trained = info.created_at >= self._started and info.version not in self._told
            self._told.add(info.version)
            self._host.notify(model_words(info, earlier, trained), markup=False, timeout=6)

    async def _recheck_profile(self) -> None:
        """Follow a rename, or a removal, of the profile by another process."""
        host = self._host
        if host.profile_id is None:
            return
        names = {p.id: p.name for p in await host.read(host.library.profiles.summaries)}
        name = names.get(host.profile_id)
        if name is None:
            host.profile_id, host.profile_name = None, ""
            host.go("profiles")
        else:
            host.profile_name = name
