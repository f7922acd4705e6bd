"""The search for the settings that suit one dataset, by successive halving.

Many candidates are measured on little, the better third of them on more, and few on all that
there is: Karnin, Koren and Somekh, "Almost optimal exploration in multi-armed bandits" (2013);
Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter
optimization" (2016). What grows from rung to rung is the number of folds of a cross-validation,
which means the same to every solver. The solver's own defaults are a candidate on every rung,
on the same folds as the others, so that a gain over them is a paired difference, and can be
told from noise.

A tuning tells of itself in events, as a training does (training/trainer.py): `TuningStarted`,
then `Measured` after each fold and `RungDone` after each rung, and at last `Tuned` or `Failed`.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recflix_tui import __version__
from recflix_tui.kernels.rating_errors import rmse
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import ModelError, Ratings, check_ratings
from recflix_tui.solvers.fitting import Trained, train
from recflix_tui.solvers.settings import SolverSettings, available_cores, check_settings
from recflix_tui.training.trainer import Event, Failed
from recflix_tui.tuning.tuned import JOURNALS, TunedDefaults, find_tuned, keep_tuned
from recflix_tui.tuning.tuning_journal import Journal, Measurement, open_journal

CANDIDATES = 16
FOLDS = 5
RUNGS = (1, 2, FOLDS)  # folds on which a candidate has been measured at the end of each rung
KEPT = 3  # one candidate in so many goes on to the next rung
MOST_RATINGS = 5_000_000  # of larger data so many are tuned on, of users drawn at random
# Student's t of one-sided 95 % for the differences over 2 to 5 folds.
_T95 = {2: 6.314, 3: 2.920, 4: 2.353, 5: 2.132}


@dataclass(frozen=True)
class TuningStarted(Event):
    """The ratings are read and the candidates drawn; why: what the solver was picked for.

    n_ratings: those that it tunes on, of `of_ratings`; settings: the solver's own defaults;
    rungs: the number of candidates of each; folds: those of each rung; of: measurements that
    there are to be in all; known: those of them that an earlier tuning left.
    """

    solver: str
    why: str
    settings: dict[str, Any]
    n_ratings: int
    of_ratings: int
    rungs: list[int]
    folds: list[int]
    of: int
    known: int


@dataclass(frozen=True)
class Measured(Event):
    """A candidate was measured on one fold: the `number`th measurement `of` all.

    rung: from 1; candidate: 0 for the solver's own defaults, from which `changed` differs;
    rmse: on the fold, None where the training failed, as `problem` says; best_rmse, best:
    of the candidate with the lowest mean over the folds of this rung, and what it changes
    (None until one has them all); default_rmse: the defaults' mean over the same folds;
    known: an earlier tuning had measured it; eta_seconds: to the end of everything.
    """

    rung: int
    candidate: int
    changed: dict[str, Any]
    fold: int
    rmse: float | None
    problem: str
    best_rmse: float | None
    best: dict[str, Any] | None
    default_rmse: float | None
    number: int
    of: int
    known: bool
    seconds: float
    eta_seconds: float


@dataclass(frozen=True)
class RungDone(Event):
    """A rung's candidates, best first, each with `candidate`, `changed`, `rmse` (the mean over
    the folds, or None) and whether it `goes_on`."""

    rung: int
    folds: int
    ranking: list[dict[str, Any]]
    seconds: float
    eta_seconds: float


@dataclass(frozen=True)
class Tuned(Event):
    """The end. kept: `settings` are this dataset's defaults from now on; else the solver's own
    stay, and `settings` are those. changed: what differs from the solver's own.

    best: what the best candidate changed, also where it was not kept; rmse, default_rmse: means
    over the folds, of that candidate and of the defaults; gain, gain_error: the mean of the
    differences fold by fold, and its standard error; why: in words; complete: False where the
    time was up before the last rung.
    """

    solver: str
    kept: bool
    settings: dict[str, Any]
    changed: dict[str, Any]
    best: dict[str, Any]
    rmse: float
    default_rmse: float | None
    gain: float | None
    gain_error: float | None
    folds: int
    candidates: int
    why: str
    complete: bool
    seconds: float


@dataclass(frozen=True)
class Search:
    """How a search goes: candidates drawn (the defaults are one of them), the seed of the draws
    and the folds, the seconds after which no further rung is begun, the trainings at once (0:
    one a core; the outcome does not depend on it)."""

    candidates: int = CANDIDATES
    seed: int = 0
    seconds: float | None = None
    workers: int = 0

    @property
    def facts(self) -> dict[str, Any]:
        """What a measurement depends on beside settings and data."""
        return {"seed": self.seed, "folds": FOLDS, "most_ratings": MOST_RATINGS}


def space(settings: SolverSettings) -> dict[str, tuple[float, ...]]:
    """What is searched with these side inputs: the values of each setting."""
    found = dict(settings.search)
    for side in settings.side:
        found |= settings.search_with.get(side, {})
    return found


def changed(settings: SolverSettings, start: SolverSettings) -> dict[str, Any]:
    """The searched settings that differ from those of `start`."""
    values = {name: getattr(settings, name) for name in space(start)}
    return {name: value for name, value in values.items() if value != getattr(start, name)}


_MOST_MISSES = 1000  # draws in a row that find nothing new: there is no more


def draw(
    start: SolverSettings, n: int, seed: int, first: Sequence[SolverSettings] = ()
) -> list[SolverSettings]:
    """At most n candidates, no two the same: the start, the `first`, then random ones.

    Each setting keeps its default half of the time: the defaults are good, and a draw that
    leaves nothing of them seldom is. More are drawn after those that fewer would be.
    """
    rng = random.Random(seed)
    found = dict.fromkeys((start, *first))
    choices = space(start)
    misses = 0
    while len(found) < n and misses < _MOST_MISSES:
        before = len(found)
        values = {name: rng.choice(some) for name, some in choices.items() if rng.random() < 0.5}
        found[replace(start, **values)] = None  # type: ignore[arg-type]
        misses = misses + 1 if len(found) == before else 0
    return list(found)[:n]


def run(
    ratings: Ratings,
    start: SolverSettings,
    search: Search,
    journal: Journal,
    first: Sequence[SolverSettings] = (),
    why: str = "",
) -> Generator[Event, None, None]:
    """Searches from the solver's defaults `start`; ends with `Tuned` or `Failed`.

    What the journal knows is not measured again. first: settings to try before random ones.
    When the iterator is closed, trainings under way end after their epoch. The same ratings,
    settings and seed have the same outcome, unless time runs out.
    """
    try:
        check_settings(start)
        check_ratings(ratings)
        if len(ratings.stars) < FOLDS:
            raise ModelError("there are too few ratings to tune on; rate or import some first")
        yield from _Tuning(ratings, start, search, journal, first, why).events()
    except ModelError as error:
        yield Failed(str(error))


def tune(
    ratings: Ratings,
    start: SolverSettings,
    search: Search,
    folder: Path,
    fingerprint: str,
    why: str = "",
) -> Generator[Event, None, None]:
    """`run`, with its journal and what it found in `folder`, where a dataset's models are.

    fingerprint: of the dataset. SolverSettings kept earlier are tried before random ones.
    """
    facts = {"fingerprint": fingerprint, "version": __version__, **search.facts}
    with open_journal(folder / JOURNALS, start.solver, facts) as journal:
        before = find_tuned(folder, fingerprint, start)
        first = [before.of(start)] if before else []
        for event in run(ratings, start, search, journal, first, why):
            if isinstance(event, Tuned):
                found = _defaults(event, start, search.seed) if event.kept else None
                if event.complete or event.kept:  # half a search says nothing against the kept
                    keep_tuned(folder, fingerprint, start, found)
            yield event


def _defaults(found: Tuned, start: SolverSettings, seed: int) -> TunedDefaults:
    """What a tuning found, as it is kept: all that was searched, changed or not."""
    return TunedDefaults(
        settings={name: found.settings[name] for name in space(start)},
        rmse=found.rmse,
        default_rmse=found.default_rmse,
        gain=found.gain,
        gain_error=found.gain_error,
        folds=found.folds,
        candidates=found.candidates,
        seed=seed,
        tuned_at=time.time(),
    )


class _Stopped(Exception):
    """Nobody waits for this training any more."""


class _Tuning:
    """A search under way. `_scores`: (candidate, fold) -> what was measured."""

    def __init__(
        self,
        ratings: Ratings,
        start: SolverSettings,
        search: Search,
        journal: Journal,
        first: Sequence[SolverSettings],
        why: str,
    ) -> None:
        self._search, self._journal, self._why = search, journal, why
        self._of_ratings = len(ratings.stars)
        self._ratings = sampled(ratings, MOST_RATINGS, search.seed)
        self._fold = folds_of(len(self._ratings.stars), search.seed)
        self._candidates = draw(start, search.candidates, search.seed, first)
        self._sizes = rung_sizes(len(self._candidates))
        self._workers = search.workers or available_cores()
        self._scores: dict[tuple[int, int], Measurement] = {}
        self._started = time.perf_counter()
        self._stop = threading.Event()

    @property
    def _start(self) -> SolverSettings:
        return self._candidates[0]

    @property
    def _seconds(self) -> float:
        return time.perf_counter() - self._started

    @property
    def _of(self) -> int:
        """Measurements in all: each rung adds folds to those that its candidates have."""
        added = (folds - before for folds, before in zip(RUNGS, (0, *RUNGS), strict=False))
        return sum(size * more for size, more in zip(self._sizes, added, strict=True))

    def events(self) -> Iterator[Event]:
        yield self._beginning()
        going, complete, folds = list(range(len(self._candidates))), False, RUNGS[0]
        with ThreadPoolExecutor(self._workers) as pool:
            try:
                for rung, folds in enumerate(RUNGS, start=1):
                    yield from self._measured(pool, going, rung, folds)
                    ranking = self._ranking(going, folds)
                    complete = rung == len(RUNGS)
                    going = [] if complete else self._next(ranking, self._sizes[rung])
                    yield self._rung_done(rung, folds, ranking, going)
                    if self._search.seconds is not None and self._seconds > self._search.seconds:
                        break
            finally:
                self._stop.set()
                pool.shutdown(cancel_futures=True)
        yield self._end(ranking, folds, complete)

    def _beginning(self) -> TuningStarted:
        pairs = ((s, fold) for s in self._candidates for fold in range(FOLDS))
        return TuningStarted(
            solver=self._start.solver,
            why=self._why,
            settings=self._start.plain(),
            n_ratings=len(self._ratings.stars),
            of_ratings=self._of_ratings,
            rungs=self._sizes,
            folds=list(RUNGS),
            of=self._of,
            known=sum(self._journal.find(*pair) is not None for pair in pairs),
        )

    def _measured(
        self, pool: ThreadPoolExecutor, going: list[int], rung: int, folds: int
    ) -> Iterator[Measured]:
        """Measures what the rung's candidates lack. Only the order of the events depends on
        which training ends first."""
        missing = [(c, f) for c in sorted(going) for f in range(folds)]
        missing = [pair for pair in missing if pair not in self._scores]
        waiting: dict[Future[Measurement], tuple[int, int]] = {}
        for candidate, fold in missing:
            known = self._journal.find(self._candidates[candidate], fold)
            if known is not None:
                self._scores[candidate, fold] = known
                yield self._event(rung, folds, candidate, fold, known=True)
                continue
            waiting[pool.submit(self._measure, candidate, fold)] = candidate, fold
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                candidate, fold = waiting.pop(future)
                self._scores[candidate, fold] = future.result()
                yield self._event(rung, folds, candidate, fold)

    def _measure(self, candidate: int, fold: int) -> Measurement:
        """Trains on the other folds and measures on this one, in a thread of the pool. What was
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

    def _mean(self, candidate: int, folds: int) -> float:
        """The mean RMSE over the first folds; infinite where a training failed, NaN where one
        is still to come."""
        total = 0.0
        for fold in range(folds):
            measured = self._scores.get((candidate, fold))
            if measured is None:
                return math.nan
            total += math.inf if measured.rmse is None else measured.rmse
        return total / folds

    def _ranking(self, going: list[int], folds: int) -> list[tuple[float, int]]:
        """The candidates that have all folds, best first: mean RMSE and candidate."""
        means = ((self._mean(c, folds), c) for c in going)
        return sorted(pair for pair in means if not math.isnan(pair[0]))

    @staticmethod
    def _next(ranking: list[tuple[float, int]], size: int) -> list[int]:
        """The candidates of the next rung: the defaults, and the best of the others."""
        others = [c for mean, c in ranking if c != 0 and math.isfinite(mean)]
        return [0, *others[: size - 1]]

    def _eta(self) -> float:
        seconds = [measured.seconds for measured in self._scores.values()]
        left = max(self._of - len(self._scores), 0)
        return left * sum(seconds) / max(len(seconds), 1) / self._workers

    def _event(
        self, rung: int, folds: int, candidate: int, fold: int, known: bool = False
    ) -> Measured:
        measured = self._scores[candidate, fold]
        ranking = self._ranking(list(range(len(self._candidates))), folds)
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
            default_rmse=_finite(self._mean(0, folds)),
            number=len(self._scores),
            of=self._of,
            known=known,
            seconds=measured.seconds,
            eta_seconds=self._eta(),
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
        return RungDone(rung, folds, rows, self._seconds, self._eta() if going else 0.0)

    def _changed(self, candidate: int) -> dict[str, Any]:
        return changed(self._candidates[candidate], self._start)

    def _end(self, ranking: list[tuple[float, int]], folds: int, complete: bool) -> Tuned:
        """What comes of it. Raises ModelError where no candidate could be trained."""
        mean, best = ranking[0]
        if not math.isfinite(mean):
            raise ModelError(self._problem(0))
        differences = self._differences(best, folds)
        gain, error = paired(differences) if differences is not None else (None, None)
        kept, why = self._verdict(best, folds, gain, error)
        settings = self._candidates[best] if kept else self._start
        return Tuned(
            solver=self._start.solver,
            kept=kept,
            settings=settings.plain(),
            changed=changed(settings, self._start),
            best=self._changed(best),
            rmse=mean,
            default_rmse=_finite(self._mean(0, folds)),
            gain=gain,
            gain_error=error,
            folds=folds,
            candidates=len(self._candidates),
            why=why,
            complete=complete,
            seconds=self._seconds,
        )

    def _verdict(
        self, best: int, folds: int, gain: float | None, error: float | None
    ) -> tuple[bool, str]:
        """Whether the best is better than the defaults by more than noise, and why or why not."""
        if best == 0:
            return False, "no candidate was better than the solver's own defaults"
        if gain is None:
            return True, f"the solver's own defaults fail here: {self._problem(0)}"
        if error is None:
            return False, "one fold does not tell a gain from noise; give it more time"
        figures = f"{gain:.4f} in RMSE, standard error {error:.4f} over {folds} folds"
        if gain > _T95[folds] * error:
            return True, f"better than the solver's own defaults by {figures}"
        return False, f"the best candidate's gain is within noise: {figures}"

    def _problem(self, candidate: int) -> str:
        """Why a candidate failed."""
        all_folds = (self._scores.get((candidate, fold)) for fold in range(FOLDS))
        return next(m.problem for m in all_folds if m is not None and m.rmse is None)

    def _differences(self, best: int, folds: int) -> npt.NDArray[np.float64] | None:
        """By how much the best is better than the defaults, fold by fold: (folds,)."""
        pairs = [(self._scores[0, f].rmse, self._scores[best, f].rmse) for f in range(folds)]
        values = [a - b for a, b in pairs if a is not None and b is not None]
        return np.array(values) if len(values) == folds else None


def rung_sizes(n: int) -> list[int]:
    """The number of candidates on each rung, of n on the first: the defaults, and the better
    third of the others each time."""
    sizes = [n]
    for _ in RUNGS[1:]:
        sizes.append(1 + -(-(sizes[-1] - 1) // KEPT))
    return sizes


def folds_of(n: int, seed: int) -> npt.NDArray[np.uint8]:
    """The fold of each of n ratings, (n,) uint8 below FOLDS: all of one size, but for one."""
    return (np.random.default_rng(seed).permutation(n) % FOLDS).astype(np.uint8)


def sampled(ratings: Ratings, most: int, seed: int) -> Ratings:
    """At most so many ratings: all those of users drawn at random, and of one user at least."""
    if len(ratings.stars) <= most:
        return ratings
    counts = np.bincount(ratings.users, minlength=ratings.n_users)
    order = np.random.default_rng(seed).permutation(ratings.n_users)
    fits = np.cumsum(counts[order]) <= most
    fits[np.argmax(counts[order] > 0)] = True
    drawn = np.zeros(ratings.n_users, bool)
    drawn[order[fits]] = True
    return ratings.part(drawn[ratings.users])


def paired(differences: npt.NDArray[np.float64]) -> tuple[float, float | None]:
    """The mean of differences over folds (J,), and its standard error; None of one fold.

    The folds' training parts overlap, and so their differences vary together; to the 1/J of
    independent ones comes the size of the test part over that of the training part: Nadeau and
    Bengio, "Inference for the generalization error" (2003).
    """
    mean, n = float(differences.mean()), len(differences)
    if n < 2:
        return mean, None
    share = 1 / n + 1 / (FOLDS - 1)
    return mean, float(differences.std(ddof=1) * math.sqrt(share))


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
