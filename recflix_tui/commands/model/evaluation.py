"""`recflix evaluate`."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.commands.model.comparing import report
from recflix_tui.commands.model.measuring import MeasuringLine
from recflix_tui.commands.model.training import choose_for
from recflix_tui.commands.shared.common import Args, open_ready, say
from recflix_tui.commands.shared.solver_choice import choose
from recflix_tui.evaluation.ranking import RELEVANT
from recflix_tui.model.ratings import ModelError
from recflix_tui.training.training_set import training_ratings

if TYPE_CHECKING:
    from recflix_tui.evaluation.comparison import Row
    from recflix_tui.model.ratings import Side

SHARE, LEAVE = 0.1, 5  # held out by default: of all ratings; of each user

# What of the command line each side input needs, where rating files are given.
_NEEDS = {"genres": "titles", "decade": "titles", "people": "users"}


def evaluate(args: Args) -> None:
    if args.train is None and args.test is None:
        if args.titles is not None or args.users is not None:
            raise ModelError("--titles and --users are for rating files; the dataset has its own")
        _evaluate_dataset(args)
        return
    if args.train is None or args.test is None:
        raise ModelError("--train and --test belong together; give both, or neither")
    for name in ("split", "share", "leave", "metrics"):
        if getattr(args, name) is not None:
            raise ModelError(f"--{name} is for the dataset in use; leave it out with files")
    _evaluate_files(args)


def _evaluate_files(args: Args) -> None:
    """Train on one rating file and measure on another; what is measured, as JSON."""
    for name in args.side or ():
        needed = _NEEDS.get(name)
        if needed is not None and getattr(args, needed) is None:
            raise ModelError(f"the side input {name} needs a file; give it with --{needed}")
    with MeasuringLine(args) as line:
        measured, why = _measure_files(args, line)
    print(json.dumps(measured | {"why": why}))


def _measure_files(args: Args, line: MeasuringLine) -> tuple[dict[str, Any], str]:
    """What is measured, and why the solver was picked. Files are held to what an import asks."""
    from recflix_tui.dataset.reading.movielens import read_ratings
    from recflix_tui.dataset.reading.rating_checks import refuse_repeats, refuse_unknown
    from recflix_tui.dataset.reading.title_files import read_movies
    from recflix_tui.evaluation.train_and_test import Triples
    from recflix_tui.evaluation.train_and_test import evaluate as measure
    from recflix_tui.training.side_inputs import side_of

    tables = [read_ratings(path, None, line.reading(path)) for path in (args.train, args.test)]
    for table in tables:
        refuse_repeats(table)
    if args.titles is not None:
        known_ids = np.array(sorted(read_movies(args.titles)), np.int64)
        for table in tables:
            refuse_unknown(table, known_ids)
    known, unseen = (Triples(t.user_ids, t.movie_ids, t.ratings, t.times) for t in tables)

    def told(items: NDArray[np.int64], users: NDArray[np.int64]) -> Side:
        return side_of(items, args.titles, users, args.users)

    n_users, n_items = (len(np.unique(ids)) for ids in (known.user_ids, known.movie_ids))
    choice = choose(args, len(known.stars), n_users, n_items)
    if not any(name in _NEEDS for name in choice.settings.side):
        nobody = np.empty(0, np.int64)
        told(nobody, nobody)  # of no use to the solver, but what is wrong with a file is told
    with_files = args.titles is not None or args.users is not None
    steps = line.training(choice.settings)
    return measure(known, unseen, choice.settings, told if with_files else None, steps), choice.why


# --- on the dataset in use --------------------------------------------------------------------


def _evaluate_dataset(args: Args) -> None:
    """Hold out some of the dataset's ratings; the solver beside the baselines, as a table."""
    from recflix_tui.evaluation.comparison import Comparison, split_of

    metrics = _metrics(args.metrics)
    kind = args.split or "random"
    if args.leave is not None and kind != "user":
        raise ModelError("--leave is for --split user")
    if args.share is not None and kind == "user":
        raise ModelError("--share is for --split random and time; give --leave")
    with open_ready(args) as library:
        choice = choose_for(library, args)
        kept = library.models.tuned(choice.settings)
        dataset = library.snapshot.need_dataset()
        name, ratings = dataset.name, training_ratings(dataset, ())
    settings = choice.settings
    share, leave = args.share or SHARE, args.leave or LEAVE
    held = split_of(ratings, kind, share, leave, settings.seed)
    comparison = Comparison(ratings, held, settings, metrics)
    with MeasuringLine(args) as line:
        rows = list(comparison.rows(line))
    if not args.json:
        choice.tell()  # now that nothing can fail: an error is one line
    split = {"kind": kind, "leave": leave} if kind == "user" else {"kind": kind, "share": share}
    if held.moment is not None:
        split["moment"] = held.moment
    data = {
        "dataset": name,
        "split": split,
        "seed": settings.seed,
        "solver": settings.solver,
        "why": choice.why,
        "settings": settings.plain(),
        # What a tuning found saw the ratings that are held out here.
        "tuned_left_out": kept is not None,
        **asdict(comparison.facts),
        "relevant_from": RELEVANT,
        "models": [_row_data(row, rows[0]) for row in rows],
    }
    text = report(name, split, comparison.facts, rows, without_tuned=kept is not None)
    say(args, data, text)


def _metrics(names: tuple[str, ...] | None) -> tuple[str, ...]:
    """The metrics asked for, in the order in which they are shown. Raises ModelError."""
    from recflix_tui.evaluation.metric_names import METRICS, RANKING, RATING

    groups = {"all": METRICS, "rating": RATING, "ranking": RANKING}
    wanted: set[str] = set()
    for name in names or ("all",):
        if name not in groups and name not in METRICS:
            raise ModelError(
                f"there is no metric {name!r}; give rating, ranking, all, or some of "
                f"{','.join(METRICS)}"
            )
        wanted.update(groups.get(name, (name,)))
    return tuple(name for name in METRICS if name in wanted)


def _row_data(row: Row, solver: Row) -> dict[str, Any]:
    metrics = {}
    for name, figure in row.figures.items():
        low, high = (_or_null(bound) for bound in figure.interval or (None, None))
        metrics[name] = {"value": _or_null(figure.value), "low": low, "high": high}
        other = solver.figures.get(name)
        if row is not solver and other is not None:
            low, high = (_or_null(bound) for bound in figure.less(other) or (None, None))
            less = _or_null(figure.value - other.value)
            metrics[name] |= {"less_solver": less, "less_low": low, "less_high": high}
    return {
        "name": row.name,
        "train_seconds": row.seconds,
        "metrics": metrics,
        "cold_rmse": row.cold_rmse,
        "intervals": None if row.sureness is None else asdict(row.sureness),
    }


def _or_null(number: float | None) -> float | None:
    """JSON knows no NaN."""
    return number if number is not None and math.isfinite(number) else None
