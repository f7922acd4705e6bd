"""`library.lab`: what is learnt by trying it on one's own data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from recflix_tui.cache_counts import CacheFigures, figures_everywhere
from recflix_tui.library.factors import Factors
from recflix_tui.library.inside.argv import telling
from recflix_tui.library.lookup import keyed_by_item
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import LibraryError, Snapshot
from recflix_tui.recommend.row.row import USUAL_SCREEN, FirstScreen, RowContext
from recflix_tui.recommend.taste import Taste

if TYPE_CHECKING:
    from recflix_tui.lab.lesson.lesson import Lesson, MatrixSize
    from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

FEW_RATINGS = range(3, 31)
"""The ratings of a profile that is new, and has begun."""
NOTHING_RATED = "nothing is rated yet: give a title 1 to 5 stars, and ask again what that does"
NO_MODEL = "there is no model yet that a rating could change: t leads to Train, s there starts one"


class Lab:
    """Lessons on one's own ratings, by the snapshot in use. Callable from any thread."""

    def __init__(self, session: Session, factors: Factors) -> None:
        self._session, self._factors = session, factors

    # --- the lesson on one rating -----------------------------------------------------------

    def rating_to_follow(self, profile_id: int, item: int | None = None) -> tuple[int, float]:
        """The item whose rating a lesson follows, and its stars: `item` if the profile rated it,
        else what it rated last, by the log. Raises LibraryError where it rated nothing."""
        dataset = self._session.snapshot.need_dataset()
        # What is kept may be older than a rating that another process made just now.
        ratings = keyed_by_item(dataset, self._session.store.ratings(profile_id, dataset.id_space))
        if not ratings:
            raise LibraryError(NOTHING_RATED)
        followed = item if item is not None and item in ratings else next(reversed(list(ratings)))
        return followed, ratings[followed]

    def begin_lesson(self, profile_id: int, item: int | None = None) -> tuple[int, float]:
        """The same, for a lesson that is to be shown. Raises LibraryError also where there is no
        model to show it by."""
        followed = self.rating_to_follow(profile_id, item)
        if self._session.snapshot.model is None:
            raise LibraryError(self._session.snapshot.model_problem or NO_MODEL)
        return followed

    def lesson(
        self, profile_id: int, item: int, first_screen: FirstScreen = USUAL_SCREEN
    ) -> Lesson | None:
        """What the profile's rating of an item did; None where it has none.

        first_screen: how much of Home is seen at once. Raises LibraryError where there is no
        model, or the profile is gone.
        """
        from recflix_tui.lab.lesson.lesson import Asked, Axes, lesson_of

        space = self._factors.space()
        snapshot = self._factors.snapshot_of(space)
        model, info = snapshot.need_model(), snapshot.model_info
        taste = self._session.taste(snapshot, profile_id)
        if item not in taste.activity.ratings:
            return None
        return lesson_of(
            Asked(item, partial(self._page, snapshot, profile_id, first_screen)),
            taste,
            snapshot.need_dataset(),
            model,
            snapshot.choice,
            size=self._matrix_size(snapshot),
            axes=Axes(space.to_axes, space.stars),
            solver=info.solver if info is not None else "",
            settings=_sgd_settings(snapshot),
        )

    def _page(
        self, snapshot: Snapshot, profile_id: int, first_screen: FirstScreen, taste: Taste
    ) -> RowContext:
        return self._session.page_context(snapshot, profile_id, taste, first_screen)

    def lesson_is_due(self, profile_id: int) -> bool:
        """Whether a lesson is to be offered: the profile is new, has rated a few titles, there is
        a model to show it by, and it was not offered yet."""
        snapshot = self._session.snapshot
        if snapshot.model is None or self._session.store.get_setting(_offered(profile_id)):
            return False
        return len(self._session.taste(snapshot, profile_id).activity.ratings) in FEW_RATINGS

    def remember_offer(self, profile_id: int) -> None:
        """Keep that the lesson was offered to a profile, or taken by it. Raises StoreError."""
        self._session.store.set_setting(_offered(profile_id), "offered")

    # --- look-ups ---------------------------------------------------------------------------

    def lookup_command(self, **settings: int) -> list[str]:
        """argv of the child process that measures look-ups by id among this home's titles and
        made-up ones; settings: the flags of `recflix lab --lookup`."""
        return telling(self._session.paths.home, "lab", {"lookup": True, **settings})

    def caches(self) -> tuple[CacheFigures, ...]:
        """How what this session keeps did so far: what it was asked for, and what was there."""
        own = [counter.figures() for counter in self._session.counters]
        return (*own, *figures_everywhere())

    def _matrix_size(self, snapshot: Snapshot) -> MatrixSize:
        from recflix_tui.lab.lesson.lesson import MatrixSize

        dataset, store = snapshot.need_dataset(), self._session.store
        profiles = store.profiles()
        own = sum(
            len(keyed_by_item(dataset, store.ratings(profile.id, dataset.id_space)))
            for profile in profiles
        )
        n_people = dataset.n_users + len(profiles)
        return MatrixSize(n_people, dataset.n_items, dataset.n_ratings + own)


def _offered(profile_id: int) -> str:
    return f"lesson:{profile_id}"


def _sgd_settings(snapshot: Snapshot) -> SgdSettings:
    """What a step of `sgd` goes by: the own settings of a model that it fitted, else defaults."""
    from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

    info, usual = snapshot.model_info, SgdSettings()
    said = info.settings if info is not None and info.solver == SgdSettings.solver else {}

    def own(name: str) -> float:
        value = said.get(name)
        usual_value: float = getattr(usual, name)
        return float(value) if isinstance(value, int | float) else usual_value

    return SgdSettings(learning_rate=own("learning_rate"), reg=own("reg"), reg_bias=own("reg_bias"))
