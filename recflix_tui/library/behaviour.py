"""`library.behaviour`: what profiles do beside rating and marking, captured, told and let go."""

from __future__ import annotations

from collections.abc import Collection

from recflix_tui.library.acts.act import Act
from recflix_tui.library.session import Session
from recflix_tui.recommend.behaviour import Behaviour as Known
from recflix_tui.store.behaviour.batch import ActKind

__all__ = ["Act", "ActKind", "Behaviour"]


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
        if dataset is not None:
            self._acts.record(dataset, profile_id, act)

    def session_began(self, profile_id: int) -> None:
        """A profile begins to use the app. Raises StoreError."""
        self._acts.session_began(profile_id)

    def session_ended(self, profile_id: int) -> None:
        """It leaves the app, or another takes its place."""
        self._acts.session_ended(profile_id)

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

    # --- switches ---------------------------------------------------------------------------

    def keeps(self, profile_id: int) -> dict[ActKind, bool]:
        """Whether each kind is kept of a profile; all are, until it says otherwise. Raises
        StoreError."""
        kept = self._acts.keeps(profile_id)
        return {kind: kind in kept for kind in ActKind}

    def set_keeps(self, profile_id: int, on: bool, kinds: Collection[ActKind] = ()) -> None:
        """Have kinds (without any named: all) kept of a profile, or not, from this moment on; what
        was kept before stays until it is pruned. Raises StoreError."""
        self._acts.set_keeps(profile_id, kinds or tuple(ActKind), on)

    def prune(
        self, profile_id: int, kinds: Collection[ActKind] = (), before: float | None = None
    ) -> int:
        """Take away what is kept of these kinds (without any named: of all); return how many acts
        and counts of a title and a day went.

        before: only what was done before, in Unix seconds; counts a day go by whole days (UTC).
        Ratings and marks, and the log of them, stay. Raises StoreError.
        """
        gone = self._acts.prune(profile_id, kinds or tuple(ActKind), before)
        self._session.forget_taste(profile_id)
        return gone
