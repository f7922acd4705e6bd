"""Library: opens a RecFlix home, and holds the faces that screens and commands talk to."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from recflix_tui.durable import write_for_owner_alone
from recflix_tui.library.behaviour import Behaviour
from recflix_tui.library.datasets import Datasets
from recflix_tui.library.factors import Factors
from recflix_tui.library.inside.evaluations import Evaluations
from recflix_tui.library.lab import Lab
from recflix_tui.library.matrix import Matrix
from recflix_tui.library.models import Models
from recflix_tui.library.pipeline import Pipeline
from recflix_tui.library.profiles import Profiles
from recflix_tui.library.recommendations import Recommendations
from recflix_tui.library.session import Session
from recflix_tui.library.signals import Signals
from recflix_tui.library.snapshot import Snapshot
from recflix_tui.paths import Paths, find_paths, keep_private
from recflix_tui.store.store import Store, StoreError


class Library:
    """One home: its datasets, models, profiles and recommendations, over one session.

    What can be done with a home is a method of one of these faces; here is what concerns all.
    """

    def __init__(self, paths: Paths, store: Store) -> None:
        self.paths = paths
        self.session = Session(paths, store)
        self.datasets = Datasets(self.session)
        self.models = Models(self.session)
        self.profiles = Profiles(self.session)
        self.behaviour = Behaviour(self.session)
        self.recommendations = Recommendations(self.session)
        self.signals = Signals(self.session)
        self.pipeline = Pipeline(self.session)
        self.matrix = Matrix(self.session)
        self.factors = Factors(self.session)
        self.evaluations = Evaluations(self.session)
        self.lab = Lab(self.session, self.factors)

    @classmethod
    def open(cls, home: Path | None = None, clock: Callable[[], float] = time.time) -> Library:
        """Open the home given (else `$RECFLIX_HOME`, else the platform's data folder).

        What killed imports and trainings left there is swept away. The dataset and the model in
        use are opened, where there are any; one that cannot be read leaves a line in `snapshot`.
        The home is its owner's alone from then on, as are all files that this process makes, but
        for those that a person named. Raises StoreError.
        """
        paths = find_paths(home)
        write_for_owner_alone()
        keep_private(paths)
        library = cls(paths, Store.open(paths.database, clock=clock))
        library.datasets.sweep()
        return library

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
