"""`library.history`: a person's own history, brought in from elsewhere and taken out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.matching.matcher import Matcher
from recflix_tui.history.values import Act, Export, OwnHistory
from recflix_tui.library.elsewhere.find_titles import (
    note_looked_for,
    was_looked_for,
)
from recflix_tui.library.history.choices import Choices
from recflix_tui.library.history.folders import first_folder, remember_folder
from recflix_tui.library.history.planning import (
    aliases_of,
    kind_of,
    plan_import,
    titles_of,
)
from recflix_tui.library.history.values import (
    Address,
    Outcome,
    Plan,
    UnsureTitle,
    WaitingTitle,
)
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import LibraryError, Snapshot
from recflix_tui.recommend.rows.top_picks import top_picks
from recflix_tui.store.imports.records import BroughtAct
from recflix_tui.store.records import StoreError

if TYPE_CHECKING:  # loaded when they are asked for
    from recflix_tui.history.writing.all_writers import Written
    from recflix_tui.library.history.what_changed import WhatChanged

Progress = Callable[[str, float], None]
MANY_ACTS = 100
"""An import of more acts than these has the store copied before it."""
N_PICKS = 10
"""How many Top picks are compared, before an import with after it."""


class Histories:
    """Imports, what waits, and exports, of the profiles of one home.

    Each method may be called from any thread, and raises LibraryError where no dataset is in use
    and StoreError where the store cannot be read or written.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._store = session, session.store
        self._lock = threading.Lock()
        self._matcher: tuple[Dataset, Matcher] | None = None
        self._choices = Choices(session, self._matcher_of)

    # --- bringing in ------------------------------------------------------------------------

    def read(
        self, path: Path, person: str | None = None, progress: Progress | None = None
    ) -> Export:
        """Read an export, whichever service wrote it; person: whose, where it holds several.
        Raises HistoryError."""
        from recflix_tui.history.reading.all_readers import read_export

        return read_export(path, person, progress)

    def plan(
        self, profile_id: int, export: Export, file: str, progress: Progress | None = None
    ) -> Plan:
        """What would become of each film and act; nothing is changed. file: the name of the file.
        Raises LibraryError where the profile is gone."""
        self._session.profile(profile_id)
        dataset = self._dataset()
        matcher = self._matcher_of(dataset)
        return plan_import(self._store, dataset, matcher, profile_id, export, file, progress)

    def apply(self, plan: Plan) -> Outcome:
        """Do what is planned: all of it or nothing, and it is one undo. More than `MANY_ACTS` acts
        have the store copied first. Raises LibraryError where another dataset is in use by now."""
        dataset = self._dataset()
        if not plan.is_of(dataset):
            raise LibraryError(
                f"dataset {plan.dataset} is no longer in use; begin the import once more"
            )
        if not plan.to_do:
            return Outcome(plan, None, 0, "")
        backup = ""
        if len(plan.to_do) > MANY_ACTS:
            why = f"before an import from {plan.export.name}"
            backup = self._store.back_up(self._session.paths.backups, why).name
        picks = self._picks(self._session.snapshot, plan.profile_id)
        done = {planned.film.address for planned in plan.to_do}
        looked_for = was_looked_for(self._store, dataset)
        record = self._session.act(
            plan.profile_id,
            f"imported {len(plan.to_do):,} ratings and marks",
            "",
            lambda: self._store.imports.bring(
                plan.profile_id,
                plan.export.name,
                plan.file,
                [_brought(planned.act, planned.film.address) for planned in plan.to_do],
                titles_of(plan, dataset, done),
                [a for a in aliases_of(plan, dataset) if (a.of_space, a.of_movie) in done],
                plan.apart,
            ),
        )
        if record is None:
            return Outcome(plan, None, 0, backup)
        if looked_for:  # what waits now was looked for by the plan
            self._note_looked_for(dataset)
        return Outcome(plan, record.id, record.n_acts, backup, picks)

    def changed(self, outcome: Outcome) -> WhatChanged:
        """What the page after an import says. Raises LibraryError where another dataset is in use
        by now, or the profile is gone."""
        from recflix_tui.library.history.changed import changed_by

        snapshot, profile_id = self._session.snapshot, outcome.plan.profile_id
        dataset = snapshot.need_dataset()
        if not outcome.plan.is_of(dataset):
            raise LibraryError(
                f"dataset {outcome.plan.dataset} is no longer in use; what was imported is kept"
            )
        self._session.profile(profile_id)
        picks = self._picks(snapshot, profile_id)
        ratings = self._session.taste(snapshot, profile_id).activity.ratings
        return changed_by(outcome, dataset, snapshot.model, ratings, picks)

    def _picks(self, snapshot: Snapshot, profile_id: int) -> tuple[int, ...]:
        """The profile's Top picks, none where there is no model."""
        if snapshot.model is None:
            return ()
        taste = self._session.taste(snapshot, profile_id)
        return tuple(int(item) for item in top_picks(taste, snapshot.need_dataset(), N_PICKS))

    # --- taking out ---------------------------------------------------------------------------

    def own(self, profile_id: int) -> OwnHistory:
        """All that a profile did, to be taken elsewhere; no dataset need be in use. Raises
        LibraryError where the profile is gone."""
        from recflix_tui.library.history.own import own_history

        profile = self._session.profile(profile_id)
        return own_history(self._store, self._session.snapshot.dataset, profile)

    def export(self, profile_id: int, path: Path, form: str, force: bool = False) -> Written:
        """Write it to a file that a person named, in one of the layouts; over one that is there
        only with `force`. Raises HistoryError."""
        from recflix_tui.history.writing.all_writers import write_export

        return write_export(path, form, self.own(profile_id), force)

    # --- what waits, and what may be another --------------------------------------------------

    def waiting(self, profile_id: int) -> list[WaitingTitle]:
        """What the profile rated or marked that the dataset in use does not have."""
        return self._choices.waiting(profile_id)

    def unsure(self, profile_id: int) -> list[UnsureTitle]:
        """What it rated or marked that was taken for a title, and may be another."""
        return self._choices.unsure(profile_id)

    def said_here(self, profile_id: int) -> list[UnsureTitle]:
        """What it rated or marked of which a person here said which title it is."""
        return self._choices.said_here(profile_id)

    def choose(self, profile_id: int, address: Address, item: int | None) -> None:
        """Say which item a title is, None for none; raises LibraryError as `Choices.choose`."""
        self._choices.choose(profile_id, address, item)

    def keep_all(self, profile_id: int) -> int:
        """Say of all that are unsure that each is what it is taken for; how many these are."""
        return self._choices.keep_all(profile_id)

    def forget(self, profile_id: int, address: Address) -> None:
        """Forget what was said of a title; raises LibraryError where nothing was."""
        self._choices.forget(profile_id, address)

    # --- where files are chosen ---------------------------------------------------------------

    def folder(self, profile_id: int) -> Path:
        """Where a file of a profile's history is looked for first."""
        return first_folder(self._store, profile_id)

    def remember_folder(self, profile_id: int, path: Path) -> None:
        """Keep where a file of a profile's history was taken from."""
        remember_folder(self._store, profile_id, path)

    # --- inside -----------------------------------------------------------------------------

    def _dataset(self) -> Dataset:
        return self._session.snapshot.need_dataset()

    def _note_looked_for(self, dataset: Dataset) -> None:
        """Keep that no start need look for what waits once more."""
        with suppress(StoreError):  # then one does
            note_looked_for(self._store, dataset)

    def _matcher_of(self, dataset: Dataset) -> Matcher:
        with self._lock:
            if self._matcher is None or self._matcher[0] is not dataset:
                self._matcher = dataset, Matcher(dataset)
            return self._matcher[1]


def _brought(act: Act, address: Address) -> BroughtAct:
    kind = None if act.date_kind is None else act.date_kind.value
    return BroughtAct(*address, kind_of(act.did), act.value, act.at, kind)
