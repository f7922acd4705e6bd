"""What the faces of the library share: the snapshot in use, the kept tastes and their lock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from time import perf_counter_ns
from typing import TYPE_CHECKING, TypeVar

from recflix_tui.cache_counts import CacheCounter
from recflix_tui.library.acts.kept_acts import KeptActs
from recflix_tui.library.elsewhere.find_titles import find_titles, name_others
from recflix_tui.library.pages.kept_pages import KeptPages
from recflix_tui.library.pages.page_settings import PageSettings
from recflix_tui.library.pages.pages import Pages
from recflix_tui.library.snapshot import LibraryError, Snapshot, not_open, open_snapshot, stamps
from recflix_tui.library.views import Changes
from recflix_tui.library.weighing.inputs import SignalInputs
from recflix_tui.live.laps import Laps
from recflix_tui.live.trip import Stage
from recflix_tui.live.trip_log import TripLog
from recflix_tui.paths import Paths
from recflix_tui.recommend.row.row import DEFAULT_ADVENTURE, FirstScreen, RowContext
from recflix_tui.recommend.taste import Taste, fold_in_weighed
from recflix_tui.store.profile_settings import CONSENT, ON, Consent
from recflix_tui.store.records import Profile, StoreError
from recflix_tui.store.store import Store

if TYPE_CHECKING:
    from recflix_tui.recommend.weighing.weigh import Weighed

T = TypeVar("T")
Moment = tuple[float, int]
"""The hour of a taste, and the acts beside rating that it takes in (`KeptActs.edition`)."""


class Session:
    """One home as it is worked with, by several threads at once.

    Each goes by one `Snapshot` from beginning to end, and none waits for another's write.
    """

    def __init__(self, paths: Paths, store: Store, at_once: bool = True) -> None:
        """at_once: open the dataset and the model; else `open_rest` does."""
        self.paths = paths
        self.store = store
        self.acts = KeptActs(store)
        """What profiles did beside rating and marking."""
        self.inputs = SignalInputs(store, self.acts)
        """What the signals of each profile are made from."""
        name = self._dataset_in_use()
        self.is_open = at_once
        """Whether the dataset and the model in use are open, as far as they can be."""
        self.snapshot = self._opened(name) if at_once else not_open(name)
        self._lock = threading.Lock()  # of the two below; held for moments only
        self._tastes: dict[int, tuple[Snapshot, Moment, Taste]] = {}
        self._weighed: dict[int, Weighed] = {}  # what each came to last: most of it still holds
        self.counters: list[CacheCounter] = []
        """Of what the faces keep; see `counter`."""
        self._asked = self.counter("tastes", "each profile folded in, every title scored for it")
        self._asked.holds(self, lambda own: [taste for *_, taste in list(own._tastes.values())])
        self.pages = Pages(
            self.counter("home", "each profile's Home, found whole where nothing changed"),
            self.counter("rows", "each row of it, made again where what it is made of changed"),
        )
        """The rows of each profile's Home."""
        self.kept_pages = KeptPages(paths)
        """The same on disk, for the next start."""
        self._edition = 0  # grows when all are forgotten: what is older is not kept
        self._editions: dict[int, int] = {}  # the same for each profile
        self.trips = TripLog(store.now)
        """What each act led to, stage by stage."""

    # --- the snapshot -----------------------------------------------------------------------

    def open_rest(self) -> None:
        """Open the dataset and the model, where that was left for later.

        Raises StoreError and OSError where it cannot be told which, and says so in `snapshot`.
        """
        if self.is_open:
            return
        try:
            self.snapshot = self._opened(self._dataset_in_use())
        except (StoreError, OSError) as error:
            self.snapshot = replace(self.snapshot, dataset_problem=str(error))
            raise
        finally:
            self.is_open = True

    def changes_elsewhere(self) -> Changes:
        """What another process (a training, a second RecFlix) changed since the last look.

        They are told once, and hold here when they are adopted.
        """
        activity = self.store.changed_elsewhere()
        name, before = self._dataset_in_use(), self.snapshot
        if (name, stamps(self.paths, name)) == (before.dataset_name, before.stamps):
            return Changes(activity, None)
        return Changes(activity, self._opened(name, before))

    def adopt(self, changes: Changes) -> None:
        """Go by what was changed elsewhere from now on."""
        if changes.snapshot is not None:
            self.snapshot = changes.snapshot
            self.pages.clear()  # they hold what was in use before
            self._weighed.clear()
        if changes.activity:
            self.acts.forget()
        if changes:
            self.forget_tastes()

    def refresh(self) -> bool:
        """Adopt what another process changed; True if there was anything."""
        changes = self.changes_elsewhere()
        self.adopt(changes)
        return bool(changes)

    def reopen_snapshot(self) -> None:
        """Go by what this process changed of the dataset or the model."""
        snapshot = self._opened(self._dataset_in_use(), self.snapshot)
        self.adopt(Changes(False, snapshot))

    def profile(self, profile_id: int) -> Profile:
        """The profile of that id. Raises LibraryError."""
        for profile in self.store.profiles():
            if profile.id == profile_id:
                return profile
        raise LibraryError(f"profile {profile_id} is no longer there")

    def _opened(self, name: str, before: Snapshot | None = None) -> Snapshot:
        """The dataset of that name and its model, opened; in another dataset than before, what
        people here did in others is looked for."""
        snapshot = open_snapshot(self.paths, name, before)
        if snapshot.dataset is not None and (not before or before.dataset is not snapshot.dataset):
            with suppress(StoreError):  # on a full disk it waits
                name_others(self.store, self.paths.datasets, snapshot.dataset)
                find_titles(self.store, snapshot.dataset)
        return snapshot

    def _dataset_in_use(self) -> str:
        return self.store.get_setting("dataset") or ""

    def counter(self, name: str, what: str) -> CacheCounter:
        """A counter of what a face of this library keeps: Lab shows it."""
        made = CacheCounter(name, what)
        self.counters.append(made)
        return made

    # --- tastes -----------------------------------------------------------------------------

    def taste(self, snapshot: Snapshot, profile_id: int) -> Taste:
        """What a profile did and its predictions by that snapshot; kept until either changes, or
        an hour begins.

        Raises LibraryError where the snapshot has no dataset.
        """
        began = perf_counter_ns()
        moment = self.inputs.now(), self.acts.edition(profile_id)
        with self._lock:
            edition = self._edition_of(profile_id)
            kept = self._tastes.get(profile_id)
        if kept is not None and kept[0] is snapshot and kept[1] == moment:
            self._asked.hit(began)
            return kept[2]
        acts, laps = self.trips.under_way(profile_id), Laps()
        from recflix_tui.recommend.all_signals import weigh_all

        context = self.inputs.context(snapshot, profile_id)
        settings = self.inputs.settings(profile_id)
        laps.end(Stage.FEATURES)
        weighed = weigh_all(context, settings, self._weighed.get(profile_id))
        taste = fold_in_weighed(weighed, laps)
        self.trips.note(acts, laps.times)
        with self._lock:
            if edition == self._edition_of(profile_id) and self.acts.is_read(profile_id):
                self._tastes[profile_id] = snapshot, moment, taste
                self._weighed[profile_id] = weighed
        self._asked.miss(began)
        return taste

    def page_context(
        self,
        snapshot: Snapshot,
        profile_id: int,
        taste: Taste,
        first_screen: FirstScreen,
        seed: int | None = None,
    ) -> RowContext:
        """What a profile's page is made from, by a taste, as the profile wants its page made.
        Raises LibraryError where the profile is gone."""
        name = self.profile(profile_id).name
        wanted = PageSettings.of(self.store.profile_settings.all(profile_id))
        return RowContext(
            taste,
            snapshot.need_dataset(),
            snapshot.model,
            name,
            first_screen=first_screen,
            adventure=DEFAULT_ADVENTURE if wanted.adventure is None else wanted.adventure,
            leave_out_my_list=wanted.leave_out_my_list,
            seed=seed,
        )

    def act(self, profile_id: int, what: str, title: str, work: Callable[[], T]) -> T:
        """Do what changes a profile's activity; return what `work` does, which is false where
        nothing was changed. Else a trip begins, and what was made of the profile is forgotten.

        what: what is done, as plain text; title: the one that it is done to, empty for several.
        """
        began = perf_counter_ns()
        try:
            done = work()
        except BaseException:
            self.forget_taste(profile_id)  # a part of it may have been written
            raise
        if done:
            self.acts.touch(profile_id)
            self.trips.begin(profile_id, what, title, (perf_counter_ns() - began) / 1e6)
            self._forget_all_that_saw(profile_id)
        return done

    def forget_taste(self, profile_id: int) -> None:
        """Fold a profile in anew when it is next asked for; what others did stays as it is."""
        with self._lock:
            self._editions[profile_id] = self._editions.get(profile_id, 0) + 1
            self._tastes.pop(profile_id, None)

    def _forget_all_that_saw(self, profile_id: int) -> None:
        """Forget a profile's taste; where it agreed to count for others, theirs too."""
        try:
            counts = self.store.profile_settings.get(profile_id, CONSENT + Consent.HOUSEHOLD) == ON
        except StoreError:
            counts = True
        if counts:
            self.forget_tastes()
        self.forget_taste(profile_id)

    def forget_profile(self, profile_id: int) -> None:
        """A profile is gone: nothing is kept of it, and nothing told."""
        self._weighed.pop(profile_id, None)
        self.pages.forget(profile_id)
        self.kept_pages.forget(profile_id)
        self.trips.forget(profile_id)
        self.acts.drop(profile_id)
        self.forget_tastes()  # those of others may have counted its picks

    def forget_tastes(self) -> None:
        """Fold every profile in anew when it is next asked for."""
        with self._lock:
            self._edition += 1
            self._tastes.clear()

    def _edition_of(self, profile_id: int) -> tuple[int, int]:
        """What another change of the profile's activity has changed; the lock is held."""
        return self._edition, self._editions.get(profile_id, 0)
