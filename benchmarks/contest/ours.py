"""RecFlix's solvers as contenders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from benchmarks.contest.contender import Contender, Ints, Reals, When, repeated
from benchmarks.synthetic import Shape, make_ratings
from recflix_tui.model.factors import FactorModel
from recflix_tui.solvers.all_solvers import SOLVERS, start_run
from recflix_tui.solvers.fitting import fit
from recflix_tui.solvers.run import Run
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

_TINY = Shape("tiny", 60, 40, 1_000)


class RecFlix(Contender):
    """A solver with its defaults but for the factors and what is `given`."""

    package, module = "recflix-tui", "recflix_tui"
    solver: ClassVar[str]

    @classmethod
    def settings(cls, factors: int, threads: int, given: dict[str, Any]) -> SolverSettings:
        """0 factors: the solver's default."""
        given = {n: tuple(v) if n == "side" else v for n, v in {**cls.usual, **given}.items()}
        if factors:
            given["factors"] = factors
        return SOLVERS[cls.solver](threads=threads, **given)

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        settings = cls.settings(factors, threads, given)
        fit(make_ratings(_TINY), replace(settings, epochs=2))

    def prepare(self) -> None:
        self._settings = self.settings(self.factors, self.threads, self.given)
        self._run: Run | None = None
        self._model: FactorModel | None = None

    def lap(self) -> list[float]:
        if self._run is None:
            self._run = start_run(self._endless(), self.ratings)
        return [seconds / self._per_epoch for seconds in repeated(self._run.epoch)]

    @property
    def _per_epoch(self) -> int:
        """How many passes over the ratings one epoch is."""
        return int(getattr(self._settings, "chains", 1))

    def _endless(self) -> SolverSettings:
        """The settings for a run without end: `sgd` keeps its learning rate."""
        if isinstance(self._settings, SgdSettings):
            return replace(self._settings, decay=1.0)
        return self._settings

    def train(self) -> None:
        self._model = fit(self.ratings, self._settings).model

    def predict(
        self,
        users: Ints,
        items: Ints,
        when: When,
    ) -> Reals:
        assert self._model is not None
        return self._model.predict(users, items, when)


class Sgd(RecFlix):
    name, solver = "RecFlix sgd", "sgd"


class ImplicitSgd(RecFlix):
    name, solver = "RecFlix sgd --side implicit", "sgd"
    usual: ClassVar[dict[str, Any]] = {"side": ("implicit",)}


class Als(RecFlix):
    name, solver = "RecFlix als, exact", "als"
    usual: ClassVar[dict[str, Any]] = {"cg_steps": 0}


class ConjugateAls(RecFlix):
    name, solver = "RecFlix als, CG", "als"
    usual: ClassVar[dict[str, Any]] = {"cg_steps": 3}


class Gibbs(RecFlix):
    """A lap's seconds are those of one chain's sweep: an epoch's over the number of chains."""

    name, solver = "RecFlix gibbs, ids only", "gibbs"
    usual: ClassVar[dict[str, Any]] = {"side": ()}


class DefaultAls(RecFlix):
    """As the solver chooses itself between exact solutions and conjugate gradients."""

    name, solver = "RecFlix als", "als"


class SideGibbs(RecFlix):
    name, solver = "RecFlix gibbs, all side inputs", "gibbs"
