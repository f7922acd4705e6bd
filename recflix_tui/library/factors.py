"""`library.factors`: the hidden factors of the model in use, and where people stand in them.

What works them out is imported where it is asked for: the app starts without.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter_ns
from typing import TYPE_CHECKING

import numpy.typing as npt

from recflix_tui.factors.axes import Axes
from recflix_tui.kernels.arrays import Doubles, Flags
from recflix_tui.library.lookup import movie_id_of
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import LibraryError, Snapshot
from recflix_tui.model.factors import FoldIn
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import well_known
from recflix_tui.store.records import Profile

if TYPE_CHECKING:
    from recflix_tui.factors.genres import MainGenres
    from recflix_tui.factors.keeping import Keeping
    from recflix_tui.factors.labels import FactorCard
    from recflix_tui.factors.people import Comparison, Crowd, LikePerson
    from recflix_tui.factors.scene import Scene
    from recflix_tui.factors.slide import Slid
    from recflix_tui.factors.space import FactorSpace


@dataclass(frozen=True)
class _Kept:
    """A space, and what it was made from."""

    snapshot: Snapshot
    space: FactorSpace
    known: Flags
    crowd: Crowd
    cards: dict[int, tuple[FactorCard, ...]] = field(default_factory=dict)  # by their titles


class Factors:
    """The factors of the model in use, by the axes asked for.

    Its methods may be called from any thread. Each raises LibraryError where no dataset is in
    use or there is no model; those that take a space, where it is of another model than the
    last that was asked for.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.Lock()  # held while a space is made: one thread makes it for all
        self._kept: dict[Axes, _Kept] = {}
        self._asked = session.counter("factors", "users and titles along the axes of the factors")
        self._asked.holds(self, lambda own: [kept.space for kept in list(own._kept.values())])

    # --- the axes ---------------------------------------------------------------------------

    def available(self) -> tuple[Axes, ...]:
        """The kinds of axes that the model can be shown by, the default first."""
        from recflix_tui.factors.space import available

        return available(self._session.snapshot.need_model())

    def space(self, axes: Axes = Axes.COMPONENTS) -> FactorSpace:
        """Users and titles along axes of that kind; made once for each model.

        Raises FactorsError for the learnt axes of a model of several draws.
        """
        from recflix_tui.factors.people import crowd_of
        from recflix_tui.factors.space import factor_space

        with self._lock:
            snapshot = self._session.snapshot
            dataset, model = snapshot.need_dataset(), snapshot.need_model()
            began = perf_counter_ns()
            kept, is_new = self._kept.get(axes), False
            if kept is None or kept.snapshot is not snapshot:
                is_new = True
                known = well_known(dataset)
                space = factor_space(model, axes, known, dataset.n_users)
                kept = _Kept(snapshot, space, known, crowd_of(dataset, space))
                # Large ones: those of another model are not held for axes nobody asks for again.
                others = {a: k for a, k in self._kept.items() if k.snapshot is snapshot}
                self._kept = {**others, axes: kept}
            (self._asked.miss if is_new else self._asked.hit)(began)
            return kept.space

    def snapshot_of(self, space: FactorSpace) -> Snapshot:
        """The dataset and the model that a space is of."""
        return self._of(space).snapshot

    def cards(
        self, profile_id: int | None, space: FactorSpace, n_titles: int = 8
    ) -> tuple[FactorCard, ...]:
        """What is to be said of each factor, and where the profile stands, if one is given.

        What hangs on no profile is made once for each space and number of titles.
        """
        from recflix_tui.factors.labels import cards, with_profile

        kept = self._of(space)
        found = kept.cards.get(n_titles)
        if found is None:
            found = cards(kept.snapshot.need_dataset(), space, None, n_titles)
            kept.cards[n_titles] = found
        if profile_id is None:
            return found
        return with_profile(found, space, self._taste(kept.snapshot, profile_id)[1])

    def coordinates(self, profile_id: int, space: FactorSpace) -> Doubles:
        """Where the profile stands, (c,) float64, in units of a typical person."""
        return space.profile(self._taste(self._of(space).snapshot, profile_id)[1])

    def scene(self, space: FactorSpace, axes: tuple[int, ...]) -> Scene:
        """The titles as points along up to three axes of the space, numbered from 0."""
        from recflix_tui.factors.scene import scene

        return scene(space, axes, self._of(space).known)

    def main_genres(self, space: FactorSpace) -> MainGenres:
        """A genre for each title, to colour it by."""
        from recflix_tui.factors.genres import main_genres

        kept = self._of(space)
        return main_genres(kept.snapshot.need_dataset(), space, kept.known)

    # --- what if ----------------------------------------------------------------------------

    def slide(self, profile_id: int, space: FactorSpace, shift: npt.ArrayLike) -> Slid:
        """The profile's taste slid along the axes by `shift` (c,), in units of a typical person."""
        from recflix_tui.factors.slide import slide

        kept = self._of(space)
        taste, _ = self._taste(kept.snapshot, profile_id)
        return slide(kept.snapshot.need_model(), taste, space, kept.known, shift)

    def keeping(self, profile_id: int, space: FactorSpace, shift: npt.ArrayLike) -> Keeping:
        """What `keep` would rate for a profile of the slid taste, and how near that comes."""
        from recflix_tui.factors.keeping import ratings_for

        slid = self.slide(profile_id, space, shift)
        return ratings_for(slid, self._of(space).snapshot.need_dataset().scale)

    def keep(
        self, profile_id: int, name: str, space: FactorSpace, shift: npt.ArrayLike
    ) -> tuple[Profile, Keeping]:
        """Add a profile of the slid taste: it has the profile's ratings, and those of `keeping`.

        All is on disk when it returns. Raises StoreError for a name that is taken, empty or too
        long.
        """
        keeping = self.keeping(profile_id, space, shift)
        dataset, store = self._of(space).snapshot.need_dataset(), self._session.store
        ratings = store.ratings(profile_id, dataset.id_space)
        for item, stars in keeping.added.items():
            ratings[movie_id_of(dataset, item)] = stars
        return store.add_profile_with_ratings(name, dataset.id_space, ratings), keeping

    # --- people -----------------------------------------------------------------------------

    def people(
        self,
        space: FactorSpace,
        *,
        profile_id: int | None = None,
        user: int | None = None,
        n: int = 20,
    ) -> tuple[LikePerson, ...]:
        """The dataset's users whose taste is most like the profile's, or the user's, of whom
        one is given."""
        from recflix_tui.factors.people import similar_people

        kept = self._of(space)
        rated, fold = self._person(kept.snapshot, profile_id, user)
        dataset = kept.snapshot.need_dataset()
        return similar_people(dataset, kept.crowd, space.profile(fold), rated, n, but=user)

    def compare(
        self,
        space: FactorSpace,
        other: int,
        *,
        profile_id: int | None = None,
        user: int | None = None,
        n: int = 8,
    ) -> Comparison:
        """What the profile, or the user, shares with the user `other`, and where they differ."""
        from recflix_tui.factors.people import compare

        snapshot = self._of(space).snapshot
        rated, fold = self._person(snapshot, profile_id, user)
        predictions = snapshot.need_model().score_all(fold)
        return compare(snapshot.need_dataset(), rated, predictions, other, n)

    # --- inside -----------------------------------------------------------------------------

    def _of(self, space: FactorSpace) -> _Kept:
        for kept in list(self._kept.values()):
            if kept.space is space:
                return kept
        raise LibraryError("the model was changed meanwhile; open the factors again")

    def _taste(self, snapshot: Snapshot, profile_id: int) -> tuple[Taste, FoldIn]:
        taste = self._session.taste(snapshot, profile_id)
        assert taste.fold is not None
        return taste, taste.fold

    def _person(
        self, snapshot: Snapshot, profile_id: int | None, user: int | None
    ) -> tuple[Mapping[int, float], FoldIn]:
        """The ratings and the factors of a profile, or of a user of the dataset."""
        if profile_id is not None:
            taste, fold = self._taste(snapshot, profile_id)
            return taste.activity.ratings, fold
        assert user is not None
        model = snapshot.need_model()
        items, stars = snapshot.need_dataset().by_user.row(user)
        fold = FoldIn(float(model.user_bias[user]), model.P[user])
        return dict(zip(items.tolist(), stars.tolist(), strict=True)), fold
