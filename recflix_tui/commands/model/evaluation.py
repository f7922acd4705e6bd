"""`recflix evaluate`."""

from __future__ import annotations

from dataclasses import asdict

from recflix_tui.commands.model.asked import asked_of
from recflix_tui.commands.model.comparing import report
from recflix_tui.commands.model.figures_data import metrics_asked_for, row_data
from recflix_tui.commands.model.measuring import shown
from recflix_tui.commands.model.people.evaluation import evaluate_people
from recflix_tui.commands.model.people.page import evaluate_page
from recflix_tui.commands.model.people.rerank import evaluate_rerank
from recflix_tui.commands.model.people.signals import evaluate_signals
from recflix_tui.commands.model.rating_files import evaluate_files
from recflix_tui.commands.shared.common import Args, open_ready
from recflix_tui.evaluation.ranking import RELEVANT
from recflix_tui.model.ratings import ModelError
from recflix_tui.training.training_set import training_ratings

SHARE, LEAVE = 0.1, 5  # held out by default: of all ratings; of each user
_OF_PEOPLE = ("given", "folds")  # what --split people alone has
_WITH_PEOPLE = ("signals", "rerank", "page")  # what implies it


def evaluate(args: Args) -> None:
    if args.train is None and args.test is None:
        if args.titles is not None or args.users is not None:
            raise ModelError("--titles and --users are for rating files; the dataset has its own")
        _evaluate_dataset(args)
        return
    if args.train is None or args.test is None:
        raise ModelError("--train and --test belong together; give both, or neither")
    for name in ("split", "share", "leave", *_OF_PEOPLE, *_WITH_PEOPLE, "model_version"):
        if getattr(args, name) is not None:
            flag = name.replace("_", "-")
            raise ModelError(f"--{flag} is for the dataset in use; leave it out with files")
    evaluate_files(args)


def _evaluate_dataset(args: Args) -> None:
    """Hold out some of the dataset's ratings, or of its people."""
    asked_for = [name for name in _WITH_PEOPLE if getattr(args, name)]
    if len(asked_for) > 1:
        first, second, *_ = asked_for
        raise ModelError(f"--{first} and --{second} are measured one by one; give one of them")
    if args.split == "people" or (args.split is None and asked_for):
        for name in ("share", "leave"):
            if getattr(args, name) is not None:
                raise ModelError(f"--{name} is for other splits than people; give --given")
        if args.rerank:
            evaluate_rerank(args)
        elif args.signals:
            evaluate_signals(args)
        elif args.page:
            evaluate_page(args)
        else:
            evaluate_people(args)
        return
    for name in (*_OF_PEOPLE, "liked_from", *_WITH_PEOPLE):
        if getattr(args, name) is not None:
            raise ModelError(f"--{name.replace('_', '-')} is for --split people")
    _evaluate_ratings(args)


def _evaluate_ratings(args: Args) -> None:
    """Hold out some of the dataset's ratings; the solver beside the baselines, as a table."""
    from recflix_tui.evaluation.comparison import Comparison, split_of

    metrics = metrics_asked_for(args.metrics)
    kind = args.split or "random"
    if args.leave is not None and kind != "user":
        raise ModelError("--leave is for --split user")
    if args.share is not None and kind == "user":
        raise ModelError("--share is for --split random and time; give --leave")
    with open_ready(args) as library:
        asked = asked_of(library, args)
        dataset = library.snapshot.need_dataset()
        name, ratings = dataset.name, training_ratings(dataset, ())
    settings = asked.settings
    share, leave = args.share or SHARE, args.leave or LEAVE
    held = split_of(ratings, kind, share, leave, asked.seed)
    split = {"kind": kind, "leave": leave} if kind == "user" else {"kind": kind, "share": share}
    if held.moment is not None:
        split["moment"] = held.moment
    comparison = Comparison(ratings, held, settings, metrics, asked.seed)
    with shown(args) as line:
        line.started(asked.started(split))
        rows = list(comparison.rows(line))
    left_out = asked.tuned_left_out
    data = {
        "dataset": name,
        "split": split,
        "seed": asked.seed,
        "solver": settings.solver,
        "why": asked.choice.why,
        "settings": settings.plain(),
        # What a tuning found saw the ratings that are held out here.
        "tuned_left_out": left_out,
        **asdict(comparison.facts),
        "relevant_from": RELEVANT,
        "models": [row_data(row, rows[0]) for row in rows],
    }
    text = report(name, split, comparison.facts, rows, without_tuned=left_out)
    asked.end(args, line, data, rows, text)
