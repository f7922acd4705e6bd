"""Library: opens a RecFlix home, and holds the faces that screens and commands talk to."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from recflix_tui.durable import write_for_owner_alone
from recflix_tui.library.behaviour import Behaviour
from recflix_tui.library.datasets import Datasets
from recflix_tui.library.models import Models
from recflix_tui.library.pages.kept_pages import is_of
from recflix_tui.library.pages.page_settings import PageSettings
from recflix_tui.library.pipeline import Pipeline
from recflix_tui.library.profiles import Profiles
from recflix_tui.library.recommendations import Recommendations
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import Snapshot
from recflix_tui.library.views import HomeView
from recflix_tui.live.kept_page import KeptPage, KeptTile
from recflix_tui.paths import Paths, find_paths, keep_private
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.store.store import Store, StoreError

if TYPE_CHECKING:
    from recflix_tui.library.factors import Factors
    from recflix_tui.library.history.histories import Histories
    from recflix_tui.library.inside.evaluations import Evaluations
    from recflix_tui.library.lab import Lab
    from recflix_tui.library.matrix import Matrix
    from recflix_tui.library.signals import Signals
    from recflix_tui.library.time_travel import TimeTravel
    from recflix_tui.library.together import Together
    from recflix_tui.library.what_if import WhatIfs


class Library:
    """One home: its datasets, models, profiles and recommendations, over one session.

    What can be done with a home is a method of one of these faces; here is what concerns all.
    """

    def __init__(self, paths: Paths, store: Store, at_once: bool = True) -> None:
        """at_once: open the dataset and the model; else `open_rest` does."""
        self.paths = paths
        self.session = Session(paths, store, at_once)
        self.page: KeptPage | None = None
        """What was seen last by who watched last, found by `find_page`."""
        self.page_of: int | None = None
        """Whose page that is."""
        self.datasets = Datasets(self.session)
        self.models = Models(self.session)
        self.profiles = Profiles(self.session)
        self.behaviour = Behaviour(self.session)
        self.recommendations = Recommendations(self.session)
        self.pipeline = Pipeline(self.session)

    # --- faces that no first screen asks: they are imported when one of them is asked for --------

    @cached_property
    def factors(self) -> Factors:
        """People of similar taste, axes and slid tastes."""
        from recflix_tui.library.factors import Factors

        return Factors(self.session)

    @cached_property
    def history(self) -> Histories:
        """A person's own history, brought in from elsewhere and taken out."""
        from recflix_tui.library.history.histories import Histories

        return Histories(self.session)

    @cached_property
    def signals(self) -> Signals:
        """What each profile's signals say, and how they are set."""
        from recflix_tui.library.signals import Signals

        return Signals(self.session)

    @cached_property
    def what_if(self) -> WhatIfs:
        """What would be if a profile had done something else."""
        from recflix_tui.library.what_if import WhatIfs

        return WhatIfs(self.session)

    @cached_property
    def together(self) -> Together:
        """What several profiles may watch together."""
        from recflix_tui.library.together import Together

        return Together(self.session)

    @cached_property
    def travel(self) -> TimeTravel:
        """Profiles as they were."""
        from recflix_tui.library.time_travel import TimeTravel

        return TimeTravel(self.session, self.behaviour)

    @cached_property
    def matrix(self) -> Matrix:
        """The user-item matrix."""
        from recflix_tui.library.matrix import Matrix

        return Matrix(self.session)

    @cached_property
    def evaluations(self) -> Evaluations:
        """Versions measured and compared."""
        from recflix_tui.library.inside.evaluations import Evaluations

        return Evaluations(self.session)

    @cached_property
    def lab(self) -> Lab:
        """Lessons, and what is kept."""
        from recflix_tui.library.lab import Lab

        return Lab(self.session, self.factors)

    # --- the home -------------------------------------------------------------------------------

    @classmethod
    def open(
        cls,
        home: Path | None = None,
        clock: Callable[[], float] = time.time,
        at_once: bool = True,
    ) -> Library:
        """Open the home given (else `$RECFLIX_HOME`, else the platform's data folder).

        What killed imports and trainings left there is swept away. The dataset and the model in
        use are opened, where there are any; one that cannot be read leaves a line in `snapshot`.
        The home is its owner's alone from then on, as are all files that this process makes, but
        for those that a person named. Raises StoreError.
        """
        paths = find_paths(home)
        write_for_owner_alone()
        keep_private(paths)
        library = cls(paths, Store.open(paths.database, clock=clock), at_once)
        library.datasets.sweep()
        with contextlib.suppress(StoreError):
            library.session.kept_pages.sweep({p.id for p in library.session.store.profiles()})
        return library

    @property
    def is_open(self) -> bool:
        """Whether the dataset and the model in use are open, as far as they can be."""
        return self.session.is_open

    def open_rest(self) -> None:
        """Open the dataset and the model, where that was left for later."""
        self.session.open_rest()

    def find_page(self) -> bool:
        """Find the page that was seen last by who watched last; False where there is none that
        could be shown. Raises StoreError."""
        last = self.profiles.last()
        if last is not None:
            named, dataset = self.profiles.get(last).name, self.snapshot.dataset_name
            self.page = self.session.kept_pages.read(last, named, dataset)
            self.page_of = last
        return self.page is not None

    def page_holds(self) -> bool:
        """Whether the titles of that page are those of the dataset that is open."""
        return self.page is not None and is_of(self.page, self.snapshot.dataset)

    def keep_page(
        self, profile_id: int, first_screen: FirstScreen, tile: Callable[[HomeView, int], KeptTile]
    ) -> None:
        """Keep on disk what a profile sees of Home; `tile` tells what the tile of an item shows.
        Raises LibraryError where the profile is gone."""
        snapshot = self.snapshot
        if snapshot.dataset is not None:
            view = self.recommendations.home(profile_id, first_screen=first_screen)
            name = self.profiles.get(profile_id).name
            self.session.kept_pages.keep(
                profile_id, name, snapshot, view.rows, lambda item: tile(view, item)
            )
            if all(profile_id != p.id for p in self.session.store.profiles()):
                self.session.kept_pages.forget(profile_id)  # removed while that was written

    def page_settings(self, profile_id: int) -> PageSettings:
        """How a profile wants its page made. Raises StoreError."""
        return PageSettings.of(self.session.store.profile_settings.all(profile_id))

    def close(self) -> None:
        """Let go of the store; what was rated and marked is on disk already."""
        with contextlib.suppress(StoreError):
            self.behaviour.flush()
        self.session.store.close()

    @property
    def warning(self) -> str | None:
        """What was found wrong at the opening and did not keep the home from opening, as a line
        to say once; None where nothing was."""
        return self.session.store.warning

    @property
    def snapshot(self) -> Snapshot:
        """The dataset and the model in use: one value, swapped whole."""
        return self.session.snapshot

    @property
    def theme(self) -> str | None:
        """The name of the theme that was chosen last, None where none ever was."""
        return self.session.store.get_setting("theme")

    def remember_theme(self, name: str) -> None:
        """Keep a theme as the one that was chosen last. Raises StoreError."""
        self.session.store.set_setting("theme", name)
