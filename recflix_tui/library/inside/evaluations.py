"""`library.evaluations`: how good each version is on people and ratings that it did not see."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.results.charts import Chart, beside, charts_of
from recflix_tui.evaluation.results.keeping import (
    Kept,
    apart,
    is_on_same,
    keep,
    kept_of,
    resamples_kept,
    resamples_of,
)
from recflix_tui.evaluation.results.measured import Evaluation
from recflix_tui.evaluation.results.ways import Way, usual_way, ways_of
from recflix_tui.library.inside.argv import telling
from recflix_tui.library.session import Session
from recflix_tui.model.ratings import ModelError
from recflix_tui.model.split import PEOPLE
from recflix_tui.recommend.all_signals import ALL_SIGNALS
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


@dataclass(frozen=True)
class Compared:
    """The versions that can be measured on the dataset in use, and what was measured of them."""

    infos: Sequence[VersionInfo] = ()
    """The versions, the newest first."""
    evaluations: Sequence[Evaluation] = ()
    """All that is kept of them."""
    damaged: Sequence[tuple[int, str]] = ()
    """What is not as it was written, as version and name of the file."""

    def evaluation(self, version: int, way: Way) -> Evaluation | None:
        """The newest evaluation of a version that measured in this way."""
        found = [e for e in self.evaluations if e.version == version and way.fits(e.held)]
        return max(found, key=lambda e: e.measured_at, default=None)

    def first_way(self, version: int | None, kind: str | None = None) -> Way:
        """The way in which a version was measured last; the usual one where it never was.

        kind: of those alone that hold this out; None of all.
        """
        of_version = [e for e in self.evaluations if e.version == version]
        own = [e for e in of_version if kind in (None, e.held.kind)]
        if not own:
            return usual_way() if kind is None else usual_way(kind)
        held = max(own, key=lambda e: e.measured_at).held
        ways = ways_of(held.kind, self.evaluations)
        return next(way for way in ways if way.fits(held))

    def ways(self, kind: str) -> tuple[Way, ...]:
        """The ways of a kind that are offered."""
        return ways_of(kind, self.evaluations)

    def took(self, version: int, way: Way) -> Evaluation | None:
        """An evaluation that tells how long one takes: of this version in this way, else of
        another, else of this one in another way of the kind; None without any."""
        own = self.evaluation(version, way)
        others = (self.evaluation(info.version, way) for info in self.infos)
        alike = (e for e in self.evaluations if (e.version, e.held.kind) == (version, way.kind))
        return own or next((e for e in others if e is not None), None) or next(alike, None)


@dataclass(frozen=True)
class Look:
    """An evaluation, as it is looked at."""

    evaluation: Evaluation | None
    """None where nothing was measured so."""
    charts: Sequence[Chart]
    """A chart for each metric that was measured."""
    cautions: Sequence[str] = ()
    """Where the version itself is another than what was measured, a sentence each."""


class Evaluations:
    """Evaluations of the versions of the dataset in use. Each method raises LibraryError where no
    dataset is in use."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def dataset_name(self) -> str:
        """The name of the dataset in use; empty without one."""
        return self._session.snapshot.dataset_name

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
        if not is_on_same(one, other):
            return None
        first, second = (resamples_kept(self._registry().folder, of) for of in (one, other))
        return apart(first.get((model, metric)), second.get((beside, metric)))

    def compared(self) -> Compared:
        """The versions that can be measured, and what was measured of them."""
        fingerprint = self._dataset().fingerprint
        infos = [
            info
            for info in self._registry().versions()
            if info.damage is None and info.fingerprint == fingerprint
        ]
        kept = self.kept()
        return Compared(
            tuple(reversed(infos)),
            tuple(found for of in kept.values() for found in of.evaluations),
            tuple((version, name) for version, of in kept.items() for name in of.damaged),
        )

    def look(self, compared: Compared, version: int, way: Way) -> Look:
        """What was measured of a version in a way, beside other versions measured on the same."""
        evaluation = compared.evaluation(version, way)
        if evaluation is None:
            return Look(None, ())
        others, folder = beside(evaluation, compared.evaluations), self._registry().folder
        drawn = {of.version: resamples_kept(folder, of) for of in (evaluation, *others) if others}

        def gap(one: Evaluation, other: Evaluation, metric: str) -> Interval | None:
            first, second = (
                drawn[of.version].get((of.rows[0].name, metric)) for of in (one, other)
            )
            return apart(first, second)

        info = next(info for info in compared.infos if info.version == version)
        return Look(evaluation, charts_of(evaluation, others, gap), _cautions(info, evaluation))

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


def _cautions(info: VersionInfo, evaluation: Evaluation) -> tuple[str, ...]:
    """Where a version, or what the app shows by it, is another than what was measured."""
    kind = evaluation.held.kind
    weights = {signal.name: signal.default for signal in ALL_SIGNALS}
    if kind == PEOPLE and info.choice is not None and evaluation.signals != weights:
        return ("The app's list goes by other signals than when it was measured: measure again.",)
    if kind == PEOPLE and info.choice is None:
        return (
            f"Model {info.version} does not know what people pick: recflix is what its settings "
            "would show with it, its own list is the row stars.",
        )
    if kind != PEOPLE and info.keeps_biases:
        return (
            f"Of model {info.version} the biases alone were kept: here all that its settings "
            "train is measured.",
        )
    return ()


def _settings_of(info: VersionInfo) -> SolverSettings:
    from recflix_tui.solvers.all_solvers import settings_for

    return settings_for(
        info.solver, **{**info.settings, "side": tuple(info.settings.get("side") or ())}
    )
