"""Successive halving: many candidates are measured on little, the better third of them on more,
and few on all that there is.

Karnin, Koren and Somekh, "Almost optimal exploration in multi-armed bandits" (2013); Jamieson
and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization" (2016).
What grows from rung to rung is the number of folds of a cross-validation, which means the same
to every solver. The solver's own defaults are a candidate on every rung, on the same folds as
the others, so that a gain over them is a paired difference, and can be told from noise.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import Any

import numpy as np

from recflix_tui.child.events import Event
from recflix_tui.kernels.rmse import rmse
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.fitting import Trained, train
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.tuning.candidates import changed
from recflix_tui.tuning.events import Measured, RungDone, Tuned, TuningStarted
from recflix_tui.tuning.folds import FOLDS, RUNGS, folds_of, measurements_of, rung_sizes
from recflix_tui.tuning.scoreboard import Scoreboard, next_rung
from recflix_tui.tuning.statistics import judge_gain, paired
from recflix_tui.tuning.tuning_journal import Journal, Measurement


class _Stopped(Exception):
    """Nobody waits for this training any more."""


class SuccessiveHalving:
    """One search, from its first event to its last."""

    def __init__(
        self,
        ratings: Ratings,
        candidates: list[SolverSettings],
        journal: Journal,
        *,
        seed: int,
        seconds: float | None,
        workers: int,
    ) -> None:
        """candidates: the solver's own defaults first; seed: of the folds; seconds: after which
        no further rung is begun; workers: trainings at once, each on one thread."""
        self._ratings, self._candidates, self._journal = ratings, candidates, journal
        self._fold = folds_of(len(ratings.stars), seed)
        self._sizes = rung_sizes(len(candidates))
        self._of = measurements_of(self._sizes)
        self._time_allowed, self._workers = seconds, workers
        self._scores = Scoreboard()
        self._started = time.perf_counter()
        self._stop = threading.Event()

    @property
    def _start(self) -> SolverSettings:
        return self._candidates[0]

    @property
    def _seconds(self) -> float:
        return time.perf_counter() - self._started

    @property
    def _eta(self) -> float:
        left = max(self._of - len(self._scores), 0)
        return left * self._scores.mean_seconds / self._workers

    def started(self, of_ratings: int, why: str) -> TuningStarted:
        """The first event. of_ratings: how many there are beside those that it tunes on."""
        pairs = ((s, fold) for s in self._candidates for fold in range(FOLDS))
        return TuningStarted(
            solver=self._start.solver,
            why=why,
            settings=self._start.plain(),
            n_ratings=len(self._ratings.stars),
            of_ratings=of_ratings,
            rungs=self._sizes,
            folds=list(RUNGS),
            of=self._of,
            known=sum(self._journal.find(*pair) is not None for pair in pairs),
        )

    def events(self) -> Iterator[Event]:
        """All further events. Raises ModelError where no candidate could be trained."""
        going, complete, folds = list(range(len(self._candidates))), False, RUNGS[0]
        with ThreadPoolExecutor(self._workers) as pool:
            try:
                for rung, folds in enumerate(RUNGS, start=1):
                    yield from self._measured(pool, going, rung, folds)
                    ranking = self._scores.ranking(going, folds)
                    complete = rung == len(RUNGS)
                    going = [] if complete else next_rung(ranking, self._sizes[rung])
                    yield self._rung_done(rung, folds, ranking, going)
                    if self._time_allowed is not None and self._seconds > self._time_allowed:
                        break
            finally:
                self._stop.set()
                pool.shutdown(cancel_futures=True)
        yield self._tuned(ranking, folds, complete)

    def _measured(
        self, pool: ThreadPoolExecutor, going: list[int], rung: int, folds: int
    ) -> Iterator[Measured]:
        """Measure what the rung's candidates lack. Only the order of the events depends on
        which training ends first."""
        missing = [(c, f) for c in sorted(going) for f in range(folds)]
        missing = [pair for pair in missing if pair not in self._scores]
        waiting: dict[Future[Measurement], tuple[int, int]] = {}
        for candidate, fold in missing:
            known = self._journal.find(self._candidates[candidate], fold)
            if known is not None:
                yield self._counted(rung, folds, candidate, fold, known, known=True)
                continue
            waiting[pool.submit(self._measure, candidate, fold)] = candidate, fold
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                candidate, fold = waiting.pop(future)
                yield self._counted(rung, folds, candidate, fold, future.result(), known=False)

    def _measure(self, candidate: int, fold: int) -> Measurement:
        """Train on the other folds and measure on this one, in a thread of the pool. What was
        measured is in the journal on return."""
        started = time.perf_counter()
        settings, held, ratings = self._candidates[candidate], self._fold == fold, self._ratings
        score, problem = None, ""
        try:
            model = self._fit(ratings.part(~held), settings)
            test = ratings.part(held)
            predicted = model.predict(test.users, test.items, test.when)
            score = rmse(np.clip(predicted, ratings.low, ratings.high), test.stars)
        except ModelError as error:
            problem = str(error)
        measured = Measurement(score, time.perf_counter() - started, problem)
        self._journal.add(settings, fold, measured)
        return measured

    def _fit(self, ratings: Ratings, settings: SolverSettings) -> FactorModel:
        """A model for comparison: a refit would double the time and lift all candidates alike."""
        holdout = settings.holdout if settings.stops_early else 0.0
        for step in train(ratings, replace(settings, holdout=holdout, refit=False, threads=1)):
            if isinstance(step, Trained):
                return step.model
            if self._stop.is_set():
                raise _Stopped
        raise AssertionError("a training ends with a model or an error")

    def _counted(
        self, rung: int, folds: int, candidate: int, fold: int, measured: Measurement, known: bool
    ) -> Measured:
        """Count a measurement, and tell of it."""
        self._scores.add(candidate, fold, measured)
        ranking = self._scores.ranking(range(len(self._candidates)), folds)
        best = ranking[0] if ranking and math.isfinite(ranking[0][0]) else None
        return Measured(
            rung=rung,
            candidate=candidate,
            changed=self._changed(candidate),
            fold=fold,
            rmse=measured.rmse,
            problem=measured.problem,
            best_rmse=best and best[0],
            best=best and self._changed(best[1]),
            default_rmse=_finite(self._scores.mean(0, folds)),
            number=len(self._scores),
            of=self._of,
            known=known,
            seconds=measured.seconds,
            eta_seconds=self._eta,
        )

    def _rung_done(
        self, rung: int, folds: int, ranking: list[tuple[float, int]], going: list[int]
    ) -> RungDone:
        rows = [
            {
                "candidate": candidate,
                "changed": self._changed(candidate),
                "rmse": _finite(mean),
                "goes_on": candidate in going,
            }
            for mean, candidate in ranking
        ]
        return RungDone(rung, folds, rows, self._seconds, self._eta if going else 0.0)

    def _changed(self, candidate: int) -> dict[str, Any]:
        return changed(self._candidates[candidate], self._start)

    def _tuned(self, ranking: list[tuple[float, int]], folds: int, complete: bool) -> Tuned:
        """What comes of it. Raises ModelError where no candidate could be trained."""
        mean, best = ranking[0]
        if not math.isfinite(mean):
            raise ModelError(self._scores.problem(0))
        gains = self._scores.gains(best, folds)
        gain, error = paired(gains) if gains is not None else (None, None)
        kept, why = self._verdict(best, gain, error, folds)
        settings = self._candidates[best] if kept else self._start
        return Tuned(
            solver=self._start.solver,
            kept=kept,
            settings=settings.plain(),
            changed=changed(settings, self._start),
            best=self._changed(best),
            rmse=mean,
            default_rmse=_finite(self._scores.mean(0, folds)),
            gain=gain,
            gain_error=error,
            folds=folds,
            candidates=len(self._candidates),
            why=why,
            complete=complete,
            seconds=self._seconds,
        )

    def _verdict(
        self, best: int, gain: float | None, error: float | None, folds: int
    ) -> tuple[bool, str]:
        """Whether the best is to be kept instead of the defaults, and why or why not."""
        if best == 0:
            return False, "no settings were better than the solver's own defaults"
        if gain is None:
            return True, f"the solver's own defaults fail here: {self._scores.problem(0)}"
        return judge_gain(gain, error, folds)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
