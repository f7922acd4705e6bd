"""`library.behaviour`: what profiles do beside rating and marking, captured, told and let go."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from time import perf_counter_ns
from typing import TYPE_CHECKING, TypeVar

from recflix_tui.library.acts.act import Act
from recflix_tui.library.session import Session
from recflix_tui.library.weighing.inputs import activity_of
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Behaviour as Known
from recflix_tui.store.behaviour.batch import ActKind
from recflix_tui.store.behaviour.conditions import LATEST
from recflix_tui.store.records import NOT_SAID, Mark, StoreError

if TYPE_CHECKING:  # what tells of acts is loaded when it is asked to, not with the first shelf
    from recflix_tui.library.acts.history import Cursor, HistoryPage, Kind
    from recflix_tui.library.acts.listing import Entry
    from recflix_tui.store.replay import Comparison, Replayed

__all__ = ["Act", "ActKind", "Behaviour"]

_Value = TypeVar("_Value")


def _words(act: Act) -> str:
    """What an act is called among the trips."""
    if act.kind == ActKind.OPENED:
        return f"opened for {act.seconds:.0f} s"
    return "chose from a search" if act.item is not None else "searched"


def _put_last(values: dict[int, _Value], key: int, value: _Value) -> None:
    values.pop(key, None)
    values[key] = value


class Behaviour:
    """The behaviour of the profiles of one home. Every method may be called from any thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._acts = session.acts

    # --- taking in --------------------------------------------------------------------------

    def record(self, profile_id: int, act: Act) -> None:
        """Take an act in at once, in memory; `flush` has it written. It waits for no disk and
        raises nothing; what the profile does not have kept goes nowhere."""
        dataset = self._session.snapshot.dataset
        if dataset is None:
            return
        began, before = perf_counter_ns(), self._acts.edition(profile_id)
        self._acts.record(dataset, profile_id, act)
        if self._acts.edition(profile_id) != before:  # it counts from the next page on
            known = act.item is not None and 0 <= act.item < dataset.n_items
            title = dataset.title(act.item) if known and act.item is not None else ""
            took = (perf_counter_ns() - began) / 1e6
            self._session.trips.begin(profile_id, _words(act), title, took, act.kind)

    def edition(self, profile_id: int) -> int:
        """A number that grows with every act of a profile but what merely stood in view: another
        one than that of a page tells that it would come out anew."""
        return self._acts.edition(profile_id)

    def session_began(self, profile_id: int) -> None:
        """A profile begins to use the app. Raises StoreError."""
        self._acts.session_began(profile_id)

    def session_ended(self, profile_id: int) -> None:
        """It leaves the app, or another takes its place."""
        self._acts.session_ended(profile_id)

    def session_passes(self, before: int | None, after: int) -> None:
        """One profile takes the place of another, or of none. Raises StoreError."""
        if before is not None:
            self._acts.session_ended(before)
        self._acts.session_began(after)

    @property
    def waits(self) -> bool:
        """Whether there is anything for `flush` to do."""
        return self._acts.waits

    def flush(self) -> None:
        """Write what waits. Raises StoreError where it cannot be, once for each reason: it waits
        on, in memory, and nothing else is lost by it."""
        self._acts.flush()

    # --- telling ----------------------------------------------------------------------------

    def of(self, profile_id: int) -> Known:
        """What a profile did, by item of the dataset in use, as far as it is kept; what cannot be
        read is as good as not kept. Raises LibraryError without a dataset."""
        return self._acts.of(self._session.snapshot.need_dataset(), profile_id)

    def events(
        self,
        profile_id: int,
        kinds: Collection[str] = (),
        since: float = 0.0,
        before: float = LATEST,
        limit: int | None = None,
        each: bool = False,
        whole: bool = False,
    ) -> list[Entry]:
        """What a profile did, the newest first: the log of ratings and marks, which is whole, and
        behaviour as far as it is kept.

        kinds: of `acts.listing.ALL_KINDS` (without any named: all); since, before: Unix seconds;
        limit: how many at most; each: counts a day title by title, not in one; whole: an
        import, its undo and its redo as one thing each. Raises StoreError.
        """
        from recflix_tui.library.acts.listing import ALL_KINDS, entries

        wanted, dataset = kinds or ALL_KINDS, self._session.snapshot.dataset
        with contextlib.suppress(StoreError):  # what waits still is listed where it can be written
            self.flush()
        store = self._session.store
        return entries(store, dataset, profile_id, wanted, since, before, limit, each, whole)

    def export(self, profile_id: int) -> Iterator[str]:
        """All that is kept of what a profile did, line by line: each an object of JSON whose `log`
        says where it is from, with movie ids, Unix seconds and days since 1970. Raises
        StoreError."""
        from recflix_tui.library.acts.listing import lines

        with contextlib.suppress(StoreError):
            self.flush()
        return lines(self._session.store, profile_id)

    def history(
        self,
        profile_id: int,
        kind: Kind | None = None,
        cursor: Cursor | None = None,
        limit: int = 200,
    ) -> HistoryPage:
        """All that a profile did, ratings and marks too, page by page, the newest first.

        kind: one kind alone, None for all; cursor: where the page begins, None at the newest.
        Raises LibraryError without a dataset, and StoreError.
        """
        from recflix_tui.library.acts.history import Cursor, history_page

        dataset = self._session.snapshot.need_dataset()
        with contextlib.suppress(StoreError):  # what waits for a disk that fails is not told yet
            self.flush()
        return history_page(
            self._session.store, dataset, profile_id, kind, cursor or Cursor(), limit
        )

    # --- replay -----------------------------------------------------------------------------

    def replay(self, profile_id: int) -> Comparison:
        """A profile's ratings and marks built again from its log alone, beside those that are
        kept. Raises StoreError."""
        return self._session.store.replayer.compare(profile_id)

    def standing_at(self, profile_id: int, event_id: int | None) -> Replayed:
        """The ratings and marks of a profile after an event of its log, by movie id of every set;
        None: after the last. Raises StoreError."""
        return self._session.store.replayer.until(profile_id, event_id)

    def state_at(self, profile_id: int, event_id: int) -> ProfileActivity:
        """What a profile had rated and marked after an event of its log, by item of the dataset
        in use, in whichever dataset it was done. Behaviour of then is not part of it: it may be
        pruned. Raises LibraryError without a dataset, and StoreError."""
        dataset = self._session.snapshot.need_dataset()
        aliases = self._session.store.titles.aliases(dataset.id_space)
        rated: dict[int, tuple[float, float]] = {}
        marks: dict[Mark, dict[int, float]] = {mark: {} for mark in Mark}
        shares: dict[int, float] = {}
        for row in self.standing_at(profile_id, event_id).standing.rows:
            alias = aliases.get((row.id_space, row.movie_id))
            movie_id = None if alias is None else alias.movie_id
            if row.id_space == dataset.id_space:
                movie_id = row.movie_id
            if movie_id is None:
                continue
            # Of one title in two datasets the newest holds, in its own place of the order.
            if row.mark:
                _put_last(marks[Mark(row.mark)], movie_id, row.at)
            else:
                _put_last(rated, movie_id, (row.value, row.at))
            if row.mark == Mark.ABANDONED:
                shares.pop(movie_id, None)
                if row.value != NOT_SAID:
                    shares[movie_id] = row.value
        return activity_of(dataset, rated, marks, shares)

    def event_at(self, profile_id: int, at: float) -> int | None:
        """The last event of a profile's log at or before a time (Unix seconds), None where there
        is none. Raises StoreError."""
        events = self._session.store.events(profile_id)
        return max((event.id for event in events if event.at <= at), default=None)

    # --- switches ---------------------------------------------------------------------------

    def keeps(self, profile_id: int) -> dict[ActKind, bool]:
        """Whether each kind is kept of a profile; all are, until it says otherwise. Raises
        StoreError."""
        kept = self._acts.keeps(profile_id)
        return {kind: kind in kept for kind in ActKind}

    def set_keeps(self, profile_id: int, on: bool, kinds: Collection[ActKind] = ()) -> None:
        """Have kinds (without any named: all) kept of a profile, or not, from this moment on; what
        was kept before stays until it is pruned. Raises StoreError."""
        named = kinds or tuple(ActKind)
        self._acts.set_keeps(profile_id, named, on)
        if not on:
            self._session.trips.forget_kinds(profile_id, named)

    def prune(
        self, profile_id: int, kinds: Collection[ActKind] = (), before: float | None = None
    ) -> int:
        """Take away what is kept of these kinds (without any named: of all); return how many acts
        and counts of a title and a day went.

        before: only what was done before, in Unix seconds; counts a day go by whole days (UTC).
        Ratings and marks, and the log of them, stay. Raises StoreError.
        """
        named = kinds or tuple(ActKind)
        gone = self._acts.prune(profile_id, named, before)
        self._session.trips.forget_kinds(profile_id, named, before)
        self._session.forget_taste(profile_id)
        return gone
