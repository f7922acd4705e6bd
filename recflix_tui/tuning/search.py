"""The search for the settings that suit one dataset: what is asked, and what is kept."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recflix_tui import __version__
from recflix_tui.child.events import Event, Failed
from recflix_tui.model.ratings import ModelError, Ratings, check_ratings
from recflix_tui.solvers.settings import SolverSettings, available_cores, check_settings
from recflix_tui.tuning.candidates import CANDIDATES, draw
from recflix_tui.tuning.events import Tuned
from recflix_tui.tuning.folds import FOLDS, MOST_RATINGS, sampled
from recflix_tui.tuning.successive_halving import SuccessiveHalving
from recflix_tui.tuning.tuned import JOURNALS, TunedDefaults, find_tuned, keep_tuned
from recflix_tui.tuning.tuning_journal import Journal, open_journal


@dataclass(frozen=True)
class Search:
    """How a search goes."""

    candidates: int = CANDIDATES
    """Candidates drawn, the defaults among them."""
    seed: int = 0
    """Of the draws and the folds."""
    seconds: float | None = None
    """After so many no further rung is begun."""
    workers: int = 0
    """Trainings at once, 0 for one a core; the outcome does not depend on it."""

    @property
    def facts(self) -> dict[str, Any]:
        """What a measurement depends on beside settings and data."""
        return {"seed": self.seed, "folds": FOLDS, "most_ratings": MOST_RATINGS}


def run(
    ratings: Ratings,
    start: SolverSettings,
    search: Search,
    journal: Journal,
    first: Sequence[SolverSettings] = (),
    why: str = "",
) -> Generator[Event, None, None]:
    """Search from the solver's defaults `start`; ends with `Tuned` or `Failed`.

    What the journal knows is not measured again. first: settings to try before random ones.
    When the iterator is closed, trainings under way end after their epoch. The same ratings,
    settings and seed have the same outcome, unless time runs out.
    """
    try:
        check_settings(start)
        check_ratings(ratings)
        if len(ratings.stars) < FOLDS:
            raise ModelError("there are too few ratings to tune on; rate or import some first")
        halving = SuccessiveHalving(
            sampled(ratings, MOST_RATINGS, search.seed),
            draw(start, search.candidates, search.seed, first),
            journal,
            seed=search.seed,
            seconds=search.seconds,
            workers=search.workers or available_cores(),
        )
        yield halving.started(len(ratings.stars), why)
        yield from halving.events()
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

    fingerprint: of the dataset. Settings kept earlier are tried before random ones.
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
        settings={name: found.settings[name] for name in start.search_space()},
        rmse=found.rmse,
        default_rmse=found.default_rmse,
        gain=found.gain,
        gain_error=found.gain_error,
        folds=found.folds,
        candidates=found.candidates,
        seed=seed,
        tuned_at=time.time(),
    )
