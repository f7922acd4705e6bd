"""Takes in what other processes changed: a rating, a profile, the model, the dataset."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from recflix_tui.screens.background.change_words import (
    dataset_words,
    model_words,
    removed_words,
)

if TYPE_CHECKING:
    from recflix_tui.library.library import Library
    from recflix_tui.library.snapshot import Snapshot
    from recflix_tui.screens.background.host import Host


class Gone(NamedTuple):
    """Whether the dataset and the model that were in use were removed."""

    dataset: bool
    model: bool


def gone_since(library: Library, before: Snapshot) -> Gone:
    """What of that which was in use is on disk no longer."""
    if before.dataset is None:
        return Gone(dataset=False, model=False)
    if before.dataset_name not in {info.name for info in library.datasets.all()}:
        return Gone(dataset=True, model=True)
    left = {info.version for info in library.models.versions()}
    info = before.model_info
    return Gone(dataset=False, model=info is not None and info.version not in left)


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
                before = session.snapshot
                gone = await self._host.read(gone_since, self._host.library, before)
                # Adopted between two frames: what is drawn next is all of one or of the other.
                session.adopt(changes)
                self._tell_of_change(before, session.snapshot, gone)
            await self._recheck_profile()
            self._host.changed()

    def _tell_of_change(self, before: Snapshot, now: Snapshot, gone: Gone) -> None:
        """Say that another dataset or model is in use; with another dataset, start over."""
        if before.dataset is not None and now.dataset is not before.dataset:
            self._told.clear()
            self._host.gone_dataset = before.dataset_name if gone.dataset else ""
            if gone.dataset and self._host.training.is_active:
                self._host.training.cancel()  # nobody could use what it makes
                words = f"the training is called off: {before.dataset_name} was removed"
                self._host.notify(words, markup=False, timeout=6)
            if gone.dataset and self._host.evaluation.is_active_on(before.dataset_name):
                self._host.evaluation.cancel()
                words = f"the measuring is called off: {before.dataset_name} was removed"
                self._host.notify(words, markup=False, timeout=6)
            self._start_over()
            if now.dataset is not None:  # else the screens say it at length
                words = dataset_words(now, before, gone.dataset)
                self._host.notify(words, markup=False, timeout=5)
            return
        info, earlier = now.model_info, before.model_info
        if earlier is not None and gone.model:
            words = removed_words(earlier.version, info)
            self._host.notify(words, markup=False, timeout=6)
        elif now.model_problem is not None and now.model_problem != before.model_problem:
            self._host.show_error(now.model_problem)
        elif info is not None and (earlier is None or earlier.version != info.version):
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
            host.notify(
                f"{host.profile_name} was removed, on the command line or elsewhere",
                markup=False,
                timeout=8,
            )
            host.profile_id, host.profile_name = None, ""
            host.go("profiles")
        else:
            host.profile_name = name
