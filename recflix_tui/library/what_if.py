"""`library.what_if`: what a title and the page would be if a profile had done something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.errors import RecflixError
from recflix_tui.library.lookup import item_of, movie_id_of, title_told_apart
from recflix_tui.library.session import Session
from recflix_tui.recommend.all_signals import signal_named
from recflix_tui.recommend.named_kind import genre_called
from recflix_tui.recommend.row.row import USUAL_SCREEN, FirstScreen
from recflix_tui.recommend.what_if.beside import WhatIf, beside
from recflix_tui.recommend.what_if.changes import Changes
from recflix_tui.recommend.what_if.tried import touched_by_genre


class WhatIfError(RecflixError):
    """There is nothing to strike or to change. The text is the line that the user reads."""


class WhatIfs:
    """What changes would move, by the snapshot in use; nothing is kept of them.

    Each method raises LibraryError where no dataset is in use or the profile is gone.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def ask(
        self,
        profile_id: int,
        changes: Changes,
        item: int | None = None,
        first_screen: FirstScreen = USUAL_SCREEN,
    ) -> WhatIf:
        """What changes would move on Home, among the first ten picks, and of
        one title. Raises LibraryError without a model."""
        snapshot = self._session.snapshot
        dataset, _ = snapshot.need_dataset(), snapshot.need_model()
        if item is not None:
            movie_id_of(dataset, item)
        taste = self._session.taste(snapshot, profile_id)
        context = self._session.page_context(snapshot, profile_id, taste, first_screen)
        pages = self._session.pages
        rows = pages.rows(profile_id, context)
        return beside(context, rows, changes, item, partial(pages.tried, profile_id))

    def genres(self, profile_id: int) -> list[tuple[int, int]]:
        """The genres that a profile did anything with, each with how many of its titles that was,
        the most first."""
        weighed = self._session.taste(self._session.snapshot, profile_id).weighed
        assert weighed is not None
        assert weighed.context is not None
        return touched_by_genre(weighed.context)

    def changes(
        self,
        profile_id: int,
        *,
        without: Iterable[int] = (),
        stars: Iterable[tuple[int, float]] = (),
        signals: Iterable[str] = (),
        genres: Iterable[str] = (),
    ) -> Changes:
        """Changes by outside names: without the ratings of movie ids, with stars given to movie
        ids, without signals and genres by name.

        Raises LibraryError for a movie that there is not, WhatIfError for one that is not rated,
        for stars off the scale, for two wishes of one title, and for a genre that there is not;
        SignalError for such a signal.
        """
        dataset = self._session.snapshot.need_dataset()
        given: dict[int, float] = {}
        struck = {item_of(dataset, movie_id) for movie_id in without}
        self._require_rated(profile_id, dataset, struck)
        for movie_id, value in stars:
            _require_on_scale(dataset, value)
            item = item_of(dataset, movie_id)
            if item in struck or item in given:
                title, other = (
                    title_told_apart(dataset, item),
                    "left out" if item in struck else (f"given {given[item]:g}"),
                )
                raise WhatIfError(f"{title} cannot be both {other} and given {value:g}: say one")
            given[item] = value
        return Changes(
            frozenset(struck),
            given,
            frozenset(signal_named(name).name for name in signals),
            frozenset(_genre_named(dataset.genre_names, name) for name in genres),
        )

    def _require_rated(self, profile_id: int, dataset: Dataset, struck: set[int]) -> None:
        rated = self._session.taste(self._session.snapshot, profile_id).activity.ratings
        for item in sorted(struck):
            if item not in rated:
                name = self._session.profile(profile_id).name
                raise WhatIfError(
                    f"{name} has not rated {title_told_apart(dataset, item)}: only what is rated "
                    "can be left out"
                )


def _require_on_scale(dataset: Dataset, stars: float) -> None:
    scale = dataset.scale
    if not scale.holds(np.array([stars], np.float32)).all():
        raise WhatIfError(
            f"{stars:g} is not a rating: give {scale.low:g} to {scale.high:g} "
            f"in steps of {scale.step:g}"
        )


def _genre_named(names: Sequence[str], name: str) -> int:
    """The place of a genre, by what it is called. Raises WhatIfError."""
    genre = genre_called(names, name)
    if genre is not None:
        return names.index(genre)
    there = ", ".join(names) or "none at all"
    raise WhatIfError(f'no genre "{name}"; there is: {there}')
