"""`library.models`: the versions of the dataset in use, and how new ones are made.

Solvers, trainings and tunings are imported where they are asked for: the app starts without.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from recflix_tui import __version__
from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.kept_files import Damaged, read_bytes
from recflix_tui.library.inside.argv import recflix, telling
from recflix_tui.library.session import Session
from recflix_tui.model.ratings import ModelError
from recflix_tui.store.profile_settings import CONSENT, ON, Consent
from recflix_tui.versions.registry import Registry, VersionInfo
from recflix_tui.versions.uses import IF_NO_WORSE

if TYPE_CHECKING:
    from recflix_tui.child.events import Event
    from recflix_tui.kernels.arrays import Floats
    from recflix_tui.model.choice import ChoiceModel
    from recflix_tui.model.held_errors import Paired
    from recflix_tui.solvers.fitting import Trained
    from recflix_tui.solvers.settings import SolverSettings
    from recflix_tui.tuning.search import Search
    from recflix_tui.tuning.tuned import TunedDefaults
    from recflix_tui.versions.choosing import Verdict


class Models:
    """The models of the dataset in use. Every change is on disk when its method returns.

    Each method raises LibraryError where no dataset is in use; those of a dataset that cannot be
    opened are listed and removed all the same.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- versions ---------------------------------------------------------------------------

    def versions(self) -> list[VersionInfo]:
        """The trained versions, the oldest first."""
        return self._registry().versions()

    def beside_active(self) -> dict[int, Paired]:
        """Each version beside the one in use, on the held-out ratings that neither learnt from;
        those that cannot be compared are left out."""
        from recflix_tui.model.held_errors import compare

        registry = self._registry()
        versions = registry.versions()
        active = next((info for info in versions if info.active), None)
        theirs = None if active is None else registry.held(active.version)
        if active is None or theirs is None:
            return {}
        found = {}
        for info in versions:
            held = registry.held(info.version)
            if held is None or info.active or info.fingerprint != active.fingerprint:
                continue
            if (paired := compare(held, theirs)) is not None:
                found[info.version] = paired
        return found

    def curves(self, version: int) -> Floats | None:
        """The RMSE after each epoch of a version's training, (n_epochs, 2) in stars: in training
        and on the holdout, NaN without one; None where they were not kept."""
        return self._registry().curves(version)

    def use(self, version: int) -> None:
        """Make a version the active one. Raises ModelError where it cannot be."""
        self._registry().use(version, self._dataset().fingerprint)
        self._session.reopen_snapshot()

    def rollback(self) -> VersionInfo:
        """Go back to the version that was active before this one. Raises ModelError."""
        info = self._registry().rollback(self._dataset().fingerprint)
        self._session.reopen_snapshot()
        return info

    def remove(self, version: int) -> VersionInfo | None:
        """Remove a version; where it was active, the one before it is. Returns the active one
        after it, None without any. Raises ModelError."""
        dataset = self._session.snapshot.dataset
        active = self._registry().remove(version, dataset.fingerprint if dataset else None)
        self._session.reopen_snapshot()
        return active

    def _dataset(self) -> Dataset:
        return self._session.snapshot.need_dataset()

    def _registry(self) -> Registry:
        snapshot = self._session.snapshot
        damaged = snapshot.dataset_problem is not None and imported.is_name(snapshot.dataset_name)
        name = snapshot.dataset_name if damaged else self._dataset().name
        return Registry(self._session.paths.models, name)

    # --- trainings --------------------------------------------------------------------------

    def train(
        self, settings: SolverSettings, why: str = "", use: str = IF_NO_WORSE, picks: bool = True
    ) -> Iterator[Event]:
        """Train on the dataset plus the ratings of those profiles here that agreed to it
        (`Consent.TRAINING`); yields events, saves a new version.

        why: what the solver was picked for, where it was not asked for; use: when the new version
        is taken into use, one of `uses.USES`; picks: whether it is to know what people pick, too.
        """
        from recflix_tui.training.events import Saved, Started
        from recflix_tui.training.trainer import run
        from recflix_tui.training.training_set import training_ratings

        session, dataset, registry = self._session, self._dataset(), self._registry()

        def save(
            trained: Trained, choice: ChoiceModel | None, metrics: dict[str, Any], curves: Floats
        ) -> tuple[int, Verdict]:
            if imported.stamp(session.paths.datasets, dataset.name) != dataset.stamp:
                raise ModelError(f"dataset {dataset.name} was changed meanwhile; train again")
            kept = registry.save(
                trained.model,
                choice,
                solver=settings.solver,
                settings=settings.plain(),
                metrics=metrics,
                fingerprint=dataset.fingerprint,
                held=trained.held,
                curves=curves,
                activate=use,
            )
            return kept.info.version, kept.verdict

        local, stayed_out = self._agreed_ratings(dataset)
        ratings = training_ratings(dataset, local)
        for event in run(ratings, settings, save, why, picks):
            if isinstance(event, Saved):
                session.reopen_snapshot()
            if isinstance(event, Saved | Started):
                event = replace(event, stayed_out=stayed_out)
            yield event

    def _agreed_ratings(self, dataset: Dataset) -> tuple[list[tuple[int, int, float, float]], int]:
        """(profile_id, movie_id, stars, Unix seconds) of the ratings of those who agreed that
        models are trained on them; and how many with ratings did not."""
        store = self._session.store
        ratings = store.all_ratings(dataset.id_space)
        agreed = set(store.profile_settings.having(CONSENT + Consent.TRAINING, ON))
        stayed_out = {profile_id for profile_id, *_ in ratings} - agreed
        return [row for row in ratings if row[0] in agreed], len(stayed_out)

    @property
    def accurate_is_due(self) -> bool:
        """Whether a quick model stands alone, and the accurate one behind it was not called off."""
        is_due = self._session.store.get_setting("accurate_model") == "due"
        return is_due and [info.version for info in self.versions()] == [1]

    def expect_accurate(self, is_due: bool) -> None:
        """Keep whether the accurate model of a first start is still to be trained."""
        self._session.store.set_setting("accurate_model", "due" if is_due else None)

    def training_command(self, **settings: float | int | str) -> list[str]:
        """argv of the child process that trains on this home's dataset in use."""
        return telling(self._session.paths.home, "train", settings)

    # --- tunings ----------------------------------------------------------------------------

    def tune(
        self, start: SolverSettings, search: Search, why: str = ""
    ) -> Generator[Event, None, None]:
        """Search from a solver's defaults for the settings that suit the dataset in use; yields
        the events of tuning/events.py, and keeps what it found.

        It goes by the dataset's ratings alone, so that one more of a profile's does not make
        what was measured so far another thing.
        """
        from recflix_tui.training.training_set import training_ratings
        from recflix_tui.tuning.search import tune

        dataset = self._dataset()
        yield from tune(
            training_ratings(dataset, ()),
            start,
            search,
            self._registry().folder,
            dataset.fingerprint,
            why,
        )

    def tuned(self, settings: SolverSettings) -> TunedDefaults | None:
        """What a tuning found for this solver and these side inputs on the dataset in use."""
        from recflix_tui.tuning.tuned import find_tuned

        return find_tuned(self._registry().folder, self._dataset().fingerprint, settings)

    def forget_tuning(self, solver: str | None = None) -> list[str]:
        """Remove what tunings of a solver, or of all, found and measured on the dataset in use;
        returns the names of those whose settings were kept."""
        from recflix_tui.tuning.tuned import forget

        return forget(self._registry().folder, solver)

    def tuning_command(self, **settings: float | int | str) -> list[str]:
        """argv of the child process that tunes on it; settings: the flags of `recflix tune`."""
        return telling(self._session.paths.home, "tune", settings)

    # --- compiling --------------------------------------------------------------------------

    @property
    def compiled(self) -> bool:
        """Whether the solvers of this RecFlix were compiled ahead (`recflix warm`)."""
        try:
            return read_bytes(self._session.paths.compiled, 1000) == _compilers().encode()
        except (Damaged, OSError):
            return False

    def warm(self) -> Iterator[str]:
        """Compile the solvers and what draws the pictures, which Numba keeps; yields what it
        compiles."""
        from recflix_tui.matrix import warming
        from recflix_tui.pictures import dots
        from recflix_tui.solvers.warming import warm

        yield from warm()
        yield "the matrix"
        warming.warm()
        yield "the cloud of titles"
        dots.warm()
        compiled = self._session.paths.compiled
        compiled.parent.mkdir(exist_ok=True)
        aside = compiled.with_suffix(f".{os.getpid()}.tmp")
        aside.write_text(_compilers(), "utf-8")
        aside.replace(compiled)

    def warming_command(self) -> list[str]:
        """argv of the child process that compiles the solvers."""
        return [*recflix(self._session.paths.home), "warm"]


def _compilers() -> str:
    """What compiled solvers depend on: another of these, and they are compiled anew."""
    from importlib.metadata import version

    return f"recflix {__version__}, numba {version('numba')}, python {sys.version.split()[0]}"
