"""`library.evaluations`: how good each version is on people and ratings that it did not see."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.results.keeping import Kept, apart, keep, kept_of, resamples_of
from recflix_tui.evaluation.results.measured import Evaluation
from recflix_tui.library.inside.argv import telling
from recflix_tui.library.session import Session
from recflix_tui.model.ratings import ModelError
from recflix_tui.versions.registry import Registry, VersionInfo

if TYPE_CHECKING:
    from recflix_tui.evaluation.bootstrap import Interval
    from recflix_tui.evaluation.comparison import Row
    from recflix_tui.solvers.settings import SolverSettings


@dataclass(frozen=True)
class Keeper:
    """Where the evaluation of a version is to be kept."""

    info: VersionInfo
    """The version."""
    folder: Path
    """Its own."""
    fingerprint: str
    """Of the dataset that is measured on."""
    tuned: bool
    """Whether its settings are those that a tuning found on this dataset."""
    clock: Callable[[], float] = time.time
    """Unix seconds."""

    def keep(self, result: dict[str, Any], rows: Sequence[Row], seconds: float) -> None:
        """Keep what was measured: result: as `--json` prints it; rows: the same, with their
        resamples; seconds: that it took. Raises ModelError."""
        body = {
            "version": self.info.version,
            "fingerprint": self.fingerprint,
            "measured_at": self.clock(),
            "seconds": seconds,
            "tuned": self.tuned,
            "result": result,
        }
        keep(self.folder, body, resamples_of(rows))


class Evaluations:
    """Evaluations of the versions of the dataset in use. Each method raises LibraryError where no
    dataset is in use."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keeper(self, version: int) -> Keeper:
        """Where an evaluation of a version is to be kept. Raises ModelError where there is no such
        version, or it is damaged or of other ratings than the dataset's."""
        registry, dataset = self._registry(), self._dataset()
        info = next((info for info in registry.versions() if info.version == version), None)
        if info is None:
            raise ModelError(f"there is no model {version}; see: recflix model list")
        if info.damage is not None:
            raise ModelError(info.damage)
        if info.fingerprint != dataset.fingerprint:
            raise ModelError(
                f"model {version} was trained on other ratings than this dataset's; train again"
            )
        return Keeper(
            info, registry.folder / str(version), dataset.fingerprint, self._is_tuned(info)
        )

    def settings_of(self, info: VersionInfo) -> SolverSettings:
        """The settings of a version. Raises ModelError where its solver has them no longer."""
        return _settings_of(info)

    def kept(self) -> dict[int, Kept]:
        """What is kept of the evaluations of each version, on this dataset's ratings."""
        registry, fingerprint = self._registry(), self._dataset().fingerprint
        versions = (info.version for info in registry.versions() if info.damage is None)
        return {of: kept_of(registry.folder / str(of), fingerprint) for of in versions}

    def apart(
        self, one: Evaluation, other: Evaluation, model: str, beside: str, metric: str
    ) -> Interval | None:
        """The 95 % interval of the difference of a figure between two versions, user by user;
        None where they were not measured on the same. model, beside: the rows of each."""
        return apart(self._registry().folder, one, other, model, beside, metric)

    def command(self, version: int, flags: dict[str, str]) -> list[str]:
        """argv of the child process that measures a version; flags: of `recflix evaluate`."""
        home = self._session.paths.home
        return telling(home, "evaluate", {"model-version": version, **flags})

    def _is_tuned(self, info: VersionInfo) -> bool:
        from recflix_tui.tuning.tuned import find_tuned

        try:
            settings = _settings_of(info)
            found = find_tuned(self._registry().folder, self._dataset().fingerprint, settings)
        except ModelError:
            return False
        return found is not None and found.of(settings) == settings

    def _dataset(self) -> Dataset:
        return self._session.snapshot.need_dataset()

    def _registry(self) -> Registry:
        return Registry(self._session.paths.models, self._dataset().name)


def _settings_of(info: VersionInfo) -> SolverSettings:
    from recflix_tui.solvers.all_solvers import settings_for

    return settings_for(info.solver, **{**info.settings, "side": tuple(info.settings["side"])})
