"""What people do beside rating: taken in at once, in memory, and written a little later."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Collection
from dataclasses import dataclass, field

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.acts.act import Act
from recflix_tui.library.acts.remembered import GLANCED_DAYS, MOST_ACTS, Remembered
from recflix_tui.recommend.behaviour import Behaviour
from recflix_tui.store.behaviour.batch import COUNTED, ActKind, ActRow, Batch, SessionRow
from recflix_tui.store.behaviour.behaviour_tables import LONGEST_TEXT
from recflix_tui.store.records import StoreError
from recflix_tui.store.store import Store
from recflix_tui.text import clean
from recflix_tui.times import DAY


@dataclass
class _Own:
    """What is in memory of one profile."""

    keeps: frozenset[ActKind] | None = None  # None until that is read
    waiting: Batch = field(default_factory=Batch)
    session: SessionRow | None = None
    remembered: Remembered | None = None
    unread: bool = False  # whether what is kept could not be read when it was last asked for
    seen: float = 0.0  # when it last did anything, in Unix seconds
    edition: int = 0


MOST_IDLE = 1800.0
"""Seconds that a title is open for at most, or a session lasts after the last that was done in it:
what is left alone for longer is not watched."""


class KeptActs:
    """The behaviour of all profiles of one home. Every method may be called from any thread."""

    def __init__(self, store: Store) -> None:
        self._store, self._tables = store, store.behaviour
        self._own: dict[int, _Own] = {}
        self._lock = threading.Lock()  # of what is in memory; held for moments only
        self._disk = threading.Lock()  # held while what waits is written, or what is kept is read
        self._trouble = ""  # what was said of the disk already
        self._unread: StoreError | None = None  # why what is kept could not be read

    # --- taking in ----------------------------------------------------------------------------

    def record(self, dataset: Dataset, profile_id: int, act: Act) -> None:
        """Take an act in, unless the profile does not have its kind kept. It waits for no disk, and
        what is odd in it is passed over."""
        at = self._store.now()
        movies = [int(dataset.movie_ids[i]) for i in act.of_items if 0 <= i < dataset.n_items]
        with self._lock:
            own = self._own.setdefault(profile_id, _Own())
            own.seen = at
            if act.kind == ActKind.SESSION or not (own.keeps is None or act.kind in own.keeps):
                return
            if act.kind in COUNTED:
                self._count(own, dataset, movies, act, int(at // DAY))
                return
            text = clean(act.text)[:LONGEST_TEXT] if act.kind == ActKind.SEARCHED else None
            movie = movies[0] if movies else None
            if (movie, text or None) == (None, None):
                return
            seconds = min(max(act.seconds, 0.0), MOST_IDLE) if act.kind == ActKind.OPENED else None
            session = None if own.session is None else int(own.session.start)
            row = ActRow(act.kind, dataset.id_space, movie, seconds, text, at, session)
            own.waiting.rows.append(row)
            own.edition += 1
            if own.remembered is not None and own.remembered.dataset is dataset:
                own.remembered.add(row)
            else:
                own.remembered = None

    def _count(self, own: _Own, dataset: Dataset, movies: list[int], act: Act, day: int) -> None:
        for movie in movies:
            glance = own.waiting.glance((dataset.id_space, day, movie))
            if act.kind == ActKind.SHOWN:
                glance.shown += 1
            else:
                glance.focused += 1
                glance.seconds += max(act.seconds, 0.0)
        remembered = own.remembered
        if act.kind == ActKind.SHOWN and remembered is not None:
            if remembered.dataset is not dataset:
                own.remembered = None  # of another dataset: read anew where it is asked for
                return
            for item in act.of_items:
                if 0 <= item < dataset.n_items:
                    remembered.see(item, day)

    def session_began(self, profile_id: int) -> None:
        """A profile begins to use the app. Raises StoreError."""
        with self._disk:
            keeps = self._tables.keeps(profile_id)
            self._switch(profile_id, keeps)
        with self._lock:
            own = self._own.setdefault(profile_id, _Own())
            own.seen = self._store.now()
            if ActKind.SESSION in keeps:
                own.session = SessionRow(own.seen)
                own.waiting.take_session(own.session)
                own.edition += 1

    def touch(self, profile_id: int) -> None:
        """A profile rated or marked something: its session goes on."""
        with self._lock:
            own = self._own.get(profile_id)
            if own is not None:
                own.seen = self._store.now()

    def session_ended(self, profile_id: int) -> None:
        """It leaves the app, or another takes its place."""
        with self._lock:
            own = self._own.get(profile_id)
            if own is not None and own.session is not None:
                own.waiting.take_session(self._lasting(own, own.session))
                own.session = None
                own.edition += 1

    def _lasting(self, own: _Own, session: SessionRow) -> SessionRow:
        until = min(self._store.now(), own.seen + MOST_IDLE)
        session.seconds = round(max(until - session.start, 0.0), 1)
        return session

    # --- telling ------------------------------------------------------------------------------

    def of(self, dataset: Dataset, profile_id: int) -> Behaviour:
        """What a profile did, as far as it is kept. What cannot be read is as good as not kept:
        the next `flush` tells why."""
        with self._lock:
            own = self._own.setdefault(profile_id, _Own())
            if own.remembered is not None and own.remembered.dataset is dataset:
                return self._told(own, own.remembered)
        with self._disk:  # so that each act is either on the disk or waits
            read = self._read(dataset, profile_id)
            with self._lock:
                own = self._own.setdefault(profile_id, _Own())
                own.unread = read is None
                remembered, keeps = read or (Remembered(dataset), own.keeps)
                self._learn(own, keeps)
                for row in own.waiting.rows:
                    if row.id_space == dataset.id_space:
                        remembered.add(row)
                for (space, day, movie), glance in own.waiting.glances.items():
                    item = dataset.item_of(movie) if space == dataset.id_space else None
                    if item is not None and glance.shown:
                        remembered.see(item, day)
                own.remembered = None if own.unread else remembered
                return self._told(own, remembered)

    def session_start(self, profile_id: int) -> float | None:
        """When the session under way began, in Unix seconds; None where none is."""
        with self._lock:
            own = self._own.get(profile_id)
            return None if own is None or own.session is None else own.session.start

    def edition(self, profile_id: int) -> int:
        """A number that grows with every act of a profile but what merely stood in view."""
        with self._lock:
            own = self._own.get(profile_id)
            return 0 if own is None else own.edition

    def is_read(self, profile_id: int) -> bool:
        """Whether what was last told of a profile has all that is kept of it."""
        with self._lock:
            own = self._own.get(profile_id)
            return own is None or not own.unread

    def _told(self, own: _Own, remembered: Remembered) -> Behaviour:
        return remembered.behaviour(None if own.session is None else own.session.start)

    def _read(
        self, dataset: Dataset, profile_id: int
    ) -> tuple[Remembered, frozenset[ActKind]] | None:
        """What the disk has of a profile, and its switches; None where it cannot be read."""
        since = int(self._store.now() // DAY) - GLANCED_DAYS
        space = dataset.id_space
        try:
            opened = self._tables.newest_opened(profile_id, space, MOST_ACTS)
            searched = self._tables.newest_searched(profile_id, space, MOST_ACTS)
            days = self._tables.days_in_view(profile_id, space, since)
            keeps = self._tables.keeps(profile_id)
            return Remembered(dataset, opened, searched, days), keeps
        except StoreError as error:
            self._unread = error
            return None

    def _learn(self, own: _Own, keeps: frozenset[ActKind] | None) -> None:
        """Go by these switches from now on, what waits too, and what is known of it."""
        own.keeps = keeps
        if keeps is None:
            return
        let_go = own.waiting.keep(keeps)
        if ActKind.SESSION not in keeps and own.session is not None:
            own.session, let_go = None, True
        if let_go:
            own.remembered, own.edition = None, own.edition + 1

    # --- the disk -----------------------------------------------------------------------------

    @property
    def waits(self) -> bool:
        """Whether something waits to be written, or a trouble to be told."""
        with self._lock:
            return self._unread is not None or any(own.waiting for own in self._own.values())

    def flush(self) -> None:
        """Write what waits. Raises StoreError where it cannot be, the first time that it is so for
        this reason: it waits on, and nothing else is lost by it."""
        with self._disk:
            with self._lock:
                taken = {n: own.waiting for n, own in self._own.items() if own.waiting}
                for number, batch in taken.items():
                    own = self._own[number]
                    own.waiting = Batch()
                    if own.session is not None:
                        batch.take_session(self._lasting(own, own.session))
            try:
                begun = self._tables.write(taken) if taken else []
            except StoreError as error:
                self._put_back(taken)
                self._tell_once(error)
                return
            with self._lock:
                for session, row in begun:
                    session.row = row
            if taken:
                self._trouble = ""
            if self._unread is not None:
                unread, self._unread = self._unread, None
                self._tell_once(unread)

    def _put_back(self, taken: dict[int, Batch]) -> None:
        with self._lock:
            for number, batch in taken.items():
                own = self._own.setdefault(number, _Own())
                batch.put_before(own.waiting)
                own.waiting = batch

    def _tell_once(self, error: StoreError) -> None:
        said, self._trouble = self._trouble, str(error)
        if said != str(error):
            raise error

    # --- switches -----------------------------------------------------------------------------

    def keeps(self, profile_id: int) -> frozenset[ActKind]:
        """The kinds that a profile has kept. Raises StoreError."""
        return self._tables.keeps(profile_id)

    def set_keeps(self, profile_id: int, kinds: Collection[ActKind], on: bool) -> None:
        """Have kinds kept, or not, from this moment on: what waits of them is let go. Raises
        StoreError, and then it is as it was."""
        with self._disk:  # so that nobody reads the switches between
            before = self._tables.keeps(profile_id)
            self._switch(profile_id, before | set(kinds) if on else before - set(kinds))
            try:
                self._tables.switch(profile_id, kinds, on, self._store.now())
            except StoreError:
                self._switch(profile_id, before)
                raise

    def _switch(self, profile_id: int, keeps: frozenset[ActKind]) -> None:
        with self._lock:
            self._learn(self._own.setdefault(profile_id, _Own()), keeps)

    def prune(self, profile_id: int, kinds: Collection[ActKind], before: float | None) -> int:
        """Take away what is kept of these kinds, or what was done before a time (in Unix seconds;
        counts by whole days); return how much went. Raises StoreError."""
        with contextlib.suppress(StoreError):  # which prunes what waits too, where it can
            self.flush()
        with self._disk:
            gone = self._tables.prune(profile_id, kinds, before)
            self.forget(profile_id)
            with self._lock:
                own = self._own.get(profile_id)
                if own is not None:  # else it was removed meanwhile
                    own.waiting.let_go(kinds, before)
            return gone

    def forget(self, profile_id: int | None = None) -> None:
        """Read what is kept of a profile, or of all, anew when it is next asked for, and its
        switches: another process may have changed them."""
        with self._lock:
            for number in list(self._own) if profile_id is None else [profile_id]:
                own = self._own.setdefault(number, _Own())
                own.remembered, own.edition = None, own.edition + 1
                own.keeps = None

    def drop(self, profile_id: int) -> None:
        """A profile is gone: nothing is kept of it."""
        with self._lock:
            self._own.pop(profile_id, None)
