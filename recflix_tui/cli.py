"""The `recflix` command line: its words, and what comes of an error. See commands/."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from recflix_tui import __version__
from recflix_tui.errors import RecflixError
from recflix_tui.text import clean

FAILED = 1


def main(argv: list[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0, 1 (failed) or 2 (usage, from argparse)."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # else another encoding ends at the first é
                stream.reconfigure(errors="replace")
        args = _parser().parse_args(argv)
        signal.signal(signal.SIGTERM, _stop)
        module, _, command = args.run.rpartition(".")
        getattr(import_module(f"recflix_tui.commands.{module}"), command)(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail("stopped")
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has gone: nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'system'}: {error.strerror or error}")
    except RecflixError as error:
        return _fail(str(error))
    except Exception as error:
        # A fault of ours. Scripts still get one line; RECFLIX_DEBUG=1 shows where it comes from.
        if os.environ.get("RECFLIX_DEBUG"):
            raise
        return _fail(f"unexpected {type(error).__name__}: {error}")
    return 0


def _stop(signum: int, frame: object) -> None:
    raise SystemExit(128 + signum)


def _fail(message: str) -> int:
    # What is at fault is often quoted, and may hold escapes or line ends.
    print(f"recflix: {clean(message)}", file=sys.stderr)
    return FAILED


# --- the parser ---------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="recflix",
        description="The recommender that lives in your terminal. Without a command: the app.",
    )
    parser.add_argument("--version", action="version", version=f"recflix {__version__}")
    parser.add_argument("--home", type=_path, help="where RecFlix keeps its things (RECFLIX_HOME)")
    parser.set_defaults(run="app.run")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_dataset(_group(commands, "dataset", "import, list, use and remove datasets"))
    _add_profile(_group(commands, "profile", "add, list and remove the people who watch here"))
    _add_model(_group(commands, "model", "list, use, roll back and remove trained versions"))
    _add_rating(commands)
    _add_training(commands)
    _command(commands, "warm", "compile the solvers ahead of their first use", "model.warming.warm")
    return parser


Subparsers = Any  # argparse keeps the type of add_subparsers() private


def _group(commands: Subparsers, name: str, words: str) -> Subparsers:
    group = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    return group.add_subparsers(title="commands", metavar="COMMAND", required=True)


def _command(commands: Subparsers, name: str, words: str, run: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words[0].upper() + words[1:] + "."
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)
    return parser


def _add_dataset(commands: Subparsers) -> None:
    add = _command(commands, "import", "import a MovieLens folder or zip", "datasets.import_")
    add.add_argument("path", type=_path, metavar="PATH")
    add.add_argument("--name", help="the name to keep it under (default: the folder's)")
    _command(commands, "list", "list the datasets", "datasets.list_")
    use = _command(commands, "use", "take a dataset into use", "datasets.use")
    use.add_argument("name", type=_name, metavar="NAME")
    remove = _command(commands, "remove", "remove a dataset and its models", "datasets.remove")
    remove.add_argument("name", type=_name, metavar="NAME")


def _add_profile(commands: Subparsers) -> None:
    add = _command(commands, "add", "add a profile", "profiles.add")
    add.add_argument("name", metavar="NAME")
    _command(commands, "list", "list the profiles", "profiles.list_")
    remove = _command(commands, "remove", "remove a profile and all it did", "profiles.remove")
    remove.add_argument("name", metavar="NAME")


def _add_model(commands: Subparsers) -> None:
    _command(commands, "list", "list the trained versions", "model.versions.list_")
    use = _command(commands, "use", "make a version the active one", "model.versions.use")
    use.add_argument("model_version", type=int, metavar="VERSION")
    _command(commands, "rollback", "go back to the version before", "model.versions.rollback")
    remove = _command(commands, "remove", "remove a version", "model.versions.remove")
    remove.add_argument("model_version", type=int, metavar="VERSION")


def _add_rating(commands: Subparsers) -> None:
    rate = _command(commands, "rate", "rate a title for a profile (0 clears)", "ratings.rate")
    rate.add_argument("--profile", required=True, metavar="NAME")
    which = rate.add_mutually_exclusive_group(required=True)
    which.add_argument("--movie-id", type=int, metavar="ID")
    which.add_argument("--title", metavar="TITLE")
    rate.add_argument("stars", type=float, metavar="STARS", help="0.5 to 5, or 0 to clear")
    recommend = _command(commands, "recommend", "print a profile's top picks", "ratings.recommend")
    recommend.add_argument("--profile", required=True, metavar="NAME")
    recommend.add_argument("-n", type=_at_least(1), default=20, metavar="N", help="how many (20)")
    explain = _command(
        commands, "explain", "print why a title is predicted as it is", "ratings.explain"
    )
    explain.add_argument("--profile", required=True, metavar="NAME")
    explain.add_argument("--movie-id", type=int, required=True, metavar="ID")


def _add_training(commands: Subparsers) -> None:
    train = _command(
        commands, "train", "train a model on the dataset in use", "model.training.train"
    )
    _add_settings(train)
    _add_progress(train)
    _add_evaluation(commands)
    _add_tuning(commands)


def _add_evaluation(commands: Subparsers) -> None:
    evaluate = _command(
        commands,
        "evaluate",
        "measure a solver on ratings that it did not see",
        "model.evaluation.evaluate",
    )
    from recflix_tui.evaluation.metric_names import METRICS
    from recflix_tui.model.split import SPLITS

    held = evaluate.add_argument_group(
        "on the dataset in use, beside baselines",
        "What `recflix tune` kept is left out: its search saw the ratings that are held out here.",
    )
    held.add_argument(
        "--split",
        choices=SPLITS,
        help="hold out at random (the default), the last of each user, or the latest in time",
    )
    held.add_argument("--share", type=_share, metavar="S", help="share to hold out (0.1)")
    held.add_argument(
        "--leave", type=_at_least(1), metavar="N", help="ratings to hold out of each user (5)"
    )
    held.add_argument(
        "--metrics",
        type=_list,
        metavar="LIST",
        help=f"rating, ranking, all (the default), or some of {', '.join(METRICS)}. "
        "Of the first 10 shown to each user: coverage is the share of titles shown to anyone; "
        "novelty how rarely rated they are, in bits; diversity how unlike each other, 0 to 1; "
        "gini how unevenly the titles are shown, 0 (all as often) to 1",
    )
    files = evaluate.add_argument_group("on rating files (prints JSON)")
    for flag, what in (
        ("--train", "ratings to train on"),
        ("--test", "ratings to measure on"),
        ("--titles", "genres and years of titles: u.item, movies.dat or movies.csv"),
        ("--users", "age, gender and occupation of users: u.user or users.dat"),
    ):
        files.add_argument(flag, type=_path, metavar="FILE", help=what)
    _add_settings(evaluate)


def _add_tuning(commands: Subparsers) -> None:
    from recflix_tui.solvers.all_solvers import SOLVERS

    tune = _command(
        commands, "tune", "find the settings that suit the dataset in use", "model.tuning.tune"
    )
    tune.add_argument(
        "--solver",
        choices=("auto", *SOLVERS),
        default="auto",
        help="auto (the default) is the one that a training takes",
    )
    for flag, kind, metavar, what in (
        ("--candidates", _at_least(2), "N", "settings to try (16), the defaults among them"),
        ("--time", _above_zero, "SECONDS", "begin no further round after so long (no limit)"),
        ("--seed", _at_least(0), "S", "seed of what is tried and of the folds (0)"),
        ("--side", _sides, "LIST", "tune with these side inputs (default: the solver's own)"),
        ("--threads", _at_least(1), "N", "trainings at once (default: one a core)"),
    ):
        tune.add_argument(flag, type=kind, metavar=metavar, help=what)
    _add_progress(tune)
    tune.add_argument(
        "--forget",
        action="store_true",
        help="go back to the defaults (of --solver alone, where it is given)",
    )


def _add_progress(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--progress",
        choices=["bar", "jsonl", "none"],
        default="bar",
        help="jsonl: a line of JSON for each step, the outcome the last, with --json or without",
    )


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """The solver and its settings; what is not given keeps the solver's own default."""
    from recflix_tui.model.ratings import SIDE_INPUTS
    from recflix_tui.solvers.all_solvers import SOLVERS

    group = parser.add_argument_group("the model (defaults: each solver's own)")
    group.add_argument(
        "--solver",
        choices=("auto", *SOLVERS),
        default="auto",
        help="auto (the default) picks by the size of the data and the time allowed",
    )
    for flag, kind, metavar, what in (
        ("--time", _above_zero, "SECONDS", "time that --solver auto may count on (120)"),
        ("--factors", int, "K", "hidden factors"),
        ("--epochs", int, "N", "epochs or sweeps at most"),
        ("--draws", int, "N", "draws kept, as far as there are sweeps (gibbs)"),
        ("--learning-rate", float, "R", "learning rate of the first epoch (sgd)"),
        ("--reg", float, "L", "regularisation of the factors"),
        ("--side", _sides, "LIST", f"side inputs: none, all, or some of {', '.join(SIDE_INPUTS)}"),
        ("--seed", int, "S", "seed of all that is random"),
        ("--threads", int, "N", "threads (default: one a core)"),
    ):
        group.add_argument(flag, type=kind, metavar=metavar, help=what)


def _list(text: str) -> tuple[str, ...]:
    """`a,b` as names."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("the list is empty; give some names")
    return names


def _sides(text: str) -> tuple[str, ...]:
    """`a,b` as names; none as no name at all."""
    names = _list(text)
    return () if names == ("none",) else names


def _share(text: str) -> float:
    value = float(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def _above_zero(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a number above 0")
    return value


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{value} is below {least}")
        return value

    return number
