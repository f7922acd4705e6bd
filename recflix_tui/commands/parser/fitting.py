"""The flags of the commands that fit models: train, evaluate and tune."""

from __future__ import annotations

import argparse

from recflix_tui.commands.parser import kinds
from recflix_tui.commands.parser.settings import add_settings, add_solver
from recflix_tui.evaluation.metric_names import METRICS
from recflix_tui.model.split import PEOPLE, SPLITS
from recflix_tui.tuning.candidates import CANDIDATES
from recflix_tui.versions.uses import IF_NO_WORSE, USES


def add_train_flags(train: argparse.ArgumentParser) -> None:
    """Add what `recflix train` can be told."""
    add_settings(train)
    train.add_argument(
        "--use",
        choices=USES,
        default=IF_NO_WORSE,
        help="take the new model into use: where it is no worse than the one that is, on the same "
        "held-out ratings (the default), always, or never",
    )
    train.add_argument(
        "--picks",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="also work out what people pick, which Top picks and the other rows go by (the "
        "default), or only how many stars they give",
    )
    add_progress(train)


def add_evaluate_flags(evaluate: argparse.ArgumentParser) -> None:
    """Add what `recflix evaluate` can be told."""
    held = evaluate.add_argument_group(
        "on the dataset in use, beside baselines",
        "What `recflix tune` kept is left out: its search saw the ratings that are held out here.",
    )
    held.add_argument(
        "--split",
        choices=(*SPLITS, PEOPLE),
        help="hold out at random (the default), the last of each user, the latest in time, or "
        "people: everybody once, their first ratings given and what they liked of the rest to be "
        "found by the list that the app shows",
    )
    held.add_argument("--share", type=kinds.share, metavar="S", help="share to hold out (0.1)")
    held.add_argument(
        "--leave", type=kinds.at_least(1), metavar="N", help="ratings to hold out of each user (5)"
    )
    held.add_argument(
        "--given", type=kinds.at_least(1), metavar="N", help="ratings given of each person (10)"
    )
    held.add_argument("--folds", type=kinds.at_least(2), metavar="K", help="folds of people (5)")
    held.add_argument(
        "--signals",
        action="store_true",
        default=None,
        help="with people (which it implies): what each signal gains, by leaving it out of the "
        "list that the app shows",
    )
    held.add_argument(
        "--rerank",
        action="store_true",
        default=None,
        help="with people (which it implies): what lists that are chosen as a whole, diverse and "
        "calibrated, cost and gain beside the best titles one by one",
    )
    held.add_argument(
        "--page",
        action="store_true",
        default=None,
        help="with people (which it implies): how many find a title that they liked among the 15 "
        "that Home shows top left, beside the first 15 of a single list",
    )
    held.add_argument(
        "--liked-from",
        type=float,
        metavar="STARS",
        help="with people, and rankings of files: stars from which on a title is to be found (4, "
        "or the like of it on another scale)",
    )
    held.add_argument(
        "--model-version",
        type=kinds.at_least(1),
        metavar="N",
        help="measure the solver and settings of this version, and keep what is measured with it, "
        "for Compare; the figures are of models trained anew, without what is held out",
    )
    held.add_argument(
        "--metrics",
        type=kinds.names,
        metavar="LIST",
        help=f"rating, ranking, all (the default), or some of {', '.join(METRICS)}. "
        "Of the first 10 shown to each user: coverage is the share of titles shown to anyone; "
        "novelty how rarely rated they are, in bits; diversity how unlike each other, 0 to 1; "
        "gini how unevenly the titles are shown, 0 (all as often) to 1",
    )
    files = evaluate.add_argument_group(
        "on rating files (prints JSON)",
        "With --metrics ranking: how much of what people liked of --test the list that the app "
        "shows finds, beside the same models as with --split people.",
    )
    for flag, what in (
        ("--train", "ratings to train on"),
        ("--test", "ratings to measure on"),
        ("--titles", "genres and years of titles: u.item, movies.dat or movies.csv"),
        ("--users", "age, gender and occupation of users: u.user or users.dat"),
    ):
        files.add_argument(flag, type=kinds.path, metavar="FILE", help=what)
    add_settings(evaluate)
    add_progress(evaluate)


def add_tune_flags(tune: argparse.ArgumentParser) -> None:
    """Add what `recflix tune` can be told."""
    add_solver(tune, "auto (the default) is the one that a training takes")
    for flag, kind, metavar, what in (
        (
            "--candidates",
            kinds.at_least(2),
            "N",
            f"settings to try ({CANDIDATES}), the defaults among them",
        ),
        ("--time", kinds.above_zero, "SECONDS", "begin no further round after so long (no limit)"),
        ("--seed", kinds.at_least(0), "S", "seed of what is tried and of the folds (0)"),
        ("--side", kinds.sides, "LIST", "tune with these side inputs (default: the solver's own)"),
        ("--threads", kinds.at_least(1), "N", "trainings at once (default: one a core)"),
    ):
        tune.add_argument(flag, type=kind, metavar=metavar, help=what)
    add_progress(tune)
    tune.add_argument(
        "--forget",
        action="store_true",
        help="go back to the defaults (of --solver alone, where it is given)",
    )


def add_progress(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Add --progress."""
    parser.add_argument(
        "--progress",
        choices=["bar", "jsonl", "none"],
        default="bar",
        help="jsonl: a line of JSON for each step, the outcome the last, with --json or without",
    )
