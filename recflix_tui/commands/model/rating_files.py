"""`recflix evaluate --train FILE --test FILE`: what is measured on two rating files, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.commands.model.figures_data import metrics_asked_for
from recflix_tui.commands.model.measuring import MeasuringLine, shown
from recflix_tui.commands.model.measuring_events import MeasuringEvents
from recflix_tui.commands.shared.common import Args
from recflix_tui.commands.shared.solver_choice import Choice, choose
from recflix_tui.model.ratings import ModelError

if TYPE_CHECKING:
    from recflix_tui.evaluation.train_and_test import SideOf, Triples
    from recflix_tui.model.ratings import Side

Line = MeasuringLine | MeasuringEvents
# What of the command line each side input needs, where rating files are given.
_NEEDS = {"genres": "titles", "decade": "titles", "people": "users"}


def evaluate_files(args: Args) -> None:
    """Train on one rating file and measure on another: the error of predicted stars, or, where a
    metric of rankings is asked for, the app's list beside others."""
    from recflix_tui.evaluation.metric_names import RATING

    for name in args.side or ():
        needed = _NEEDS.get(name)
        if needed is not None and getattr(args, needed) is None:
            raise ModelError(f"the side input {name} needs a file; give it with --{needed}")
    metrics = metrics_asked_for(args.metrics) if args.metrics is not None else RATING
    with shown(args) as line:
        train, test = _read(args, line)
        choice = _chosen(args, train)
        told = _told(args, choice)
        if set(metrics) <= set(RATING) and args.liked_from is not None:
            raise ModelError("--liked-from is for rankings; give --metrics ranking too")
        if set(metrics) <= set(RATING):
            measured = _errors(train, test, choice, told, line)
        else:
            measured = _rankings(args, train, test, choice, told, metrics, line)
    measured |= {"why": choice.why}
    if isinstance(line, MeasuringEvents):
        line.ended(measured)
    else:
        print(json.dumps(measured))


def _read(args: Args, line: Line) -> tuple[Triples, Triples]:
    """Both files, held to what an import asks."""
    from recflix_tui.dataset.reading.movielens import read_ratings
    from recflix_tui.dataset.reading.rating_checks import refuse_repeats, refuse_unknown
    from recflix_tui.evaluation.train_and_test import Triples

    tables = [read_ratings(path, None, line.reading(path)) for path in (args.train, args.test)]
    for table in tables:
        refuse_repeats(table)
    if args.titles is not None:
        known_ids = _title_ids(args)
        for table in tables:
            refuse_unknown(table, known_ids)
    train, test = (Triples(t.user_ids, t.movie_ids, t.ratings, t.times) for t in tables)
    return train, test


def _title_ids(args: Args) -> NDArray[np.int64]:
    """The titles of `--titles`, (n,) ascending; none without it."""
    from recflix_tui.dataset.reading.title_files import read_movies

    return np.array([] if args.titles is None else sorted(read_movies(args.titles)), np.int64)


def _chosen(args: Args, train: Triples) -> Choice:
    n_users, n_items = (len(np.unique(ids)) for ids in (train.user_ids, train.movie_ids))
    return choose(args, len(train.stars), n_users, n_items)


def _told(args: Args, choice: Choice) -> SideOf | None:
    """What the files tell of titles and users; None without any."""
    from recflix_tui.training.side_inputs import side_of

    if args.titles is None and args.users is None:
        return None

    def told(items: NDArray[np.int64], users: NDArray[np.int64]) -> Side:
        return side_of(items, args.titles, users, args.users)

    if not any(name in _NEEDS for name in choice.settings.side):
        nobody = np.empty(0, np.int64)
        told(nobody, nobody)  # of no use to the solver, but what is wrong with a file is told
    return told


def _errors(
    train: Triples, test: Triples, choice: Choice, told: SideOf | None, line: Line
) -> dict[str, Any]:
    from recflix_tui.evaluation.train_and_test import evaluate as measure

    return measure(train, test, choice.settings, told, line.training(choice.settings))


def _rankings(
    args: Args,
    train: Triples,
    test: Triples,
    choice: Choice,
    told: SideOf | None,
    metrics: tuple[str, ...],
    line: Line,
) -> dict[str, Any]:
    from recflix_tui.commands.model.people.evaluation import people_data
    from recflix_tui.evaluation.people.measuring import PeopleComparison
    from recflix_tui.evaluation.people.protocol import train_and_test
    from recflix_tui.evaluation.train_and_test import rows_of
    from recflix_tui.recommend.signals.ratings import RATINGS

    settings = choice.settings
    sides = rows_of(train, test, _title_ids(args), told)
    people = train_and_test(*sides, settings.seed, args.liked_from)
    measured = PeopleComparison(people, settings, metrics).measured(line)
    return {
        "split": {"kind": "files"},
        "n_train": len(train.stars),
        "n_test": len(test.stars),
        **people_data(people, measured, settings, settings.seed),
        # Files have no titles for the others to go by.
        "signal_weights": {RATINGS.name: RATINGS.default},
    }
