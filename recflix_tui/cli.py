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
from recflix_tui.text import clean

FAILED = 1


def main(argv: list[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0, 1 (failed) or 2 (usage, from argparse)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # else another encoding ends at the first é
            stream.reconfigure(errors="replace")
    args = _parser().parse_args(argv)
    signal.signal(signal.SIGTERM, _stop)
    try:
        room, _, command = args.run.partition(".")
        getattr(import_module(f"recflix_tui.commands.{room}"), command)(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail("stopped")
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has gone: nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'system'}: {error.strerror or error}")
    except _known_errors() as error:
        return _fail(str(error))
    except Exception as error:
        # A fault of ours. Scripts still get one line; RECFLIX_DEBUG=1 shows where it comes from.
        if os.environ.get("RECFLIX_DEBUG"):
            raise
        return _fail(f"unexpected {type(error).__name__}: {error}")
    return 0


def _known_errors() -> tuple[type[Exception], ...]:
    """The rooms' own errors. Imported on failure alone."""
    from recflix_tui.library import ERRORS

    return ERRORS


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
    use.add_argument("name", metavar="NAME")
    remove = _command(commands, "remove", "remove a dataset and its models", "datasets.remove")
    remove.add_argument("name", metavar="NAME")


def _add_profile(commands: Subparsers) -> None:
    add = _command(commands, "add", "add a profile", "profiles.add")
    add.add_argument("name", metavar="NAME")
    _command(commands, "list", "list the profiles", "profiles.list_")
    remove = _command(commands, "remove", "remove a profile and all it did", "profiles.remove")
    remove.add_argument("name", metavar="NAME")


def _add_model(commands: Subparsers) -> None:
    _command(commands, "list", "list the trained versions", "models.list_")
    use = _command(commands, "use", "make a version the active one", "models.use")
    use.add_argument("model_version", type=int, metavar="VERSION")
    _command(commands, "rollback", "go back to the version before", "models.rollback")
    remove = _command(commands, "remove", "remove a version", "models.remove")
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
    train = _command(commands, "train", "train a model on the dataset in use", "training.train")
    _add_settings(train)
    train.add_argument("--progress", choices=["bar", "jsonl", "none"], default="bar")
    evaluate = _command(
        commands, "evaluate", "train on one rating file, test on another", "training.evaluate"
    )
    evaluate.add_argument("--train", type=Path, required=True, metavar="FILE")
    evaluate.add_argument("--test", type=Path, required=True, metavar="FILE")
    _add_settings(evaluate)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """The solver's settings; what is not given keeps the solver's own default."""
    from recflix_tui.model.sgd import Settings

    usual = Settings()
    group = parser.add_argument_group("settings of the model (and their defaults)")
    for flag, kind, metavar, what, default in (
        ("--factors", int, "K", "hidden factors", usual.factors),
        ("--epochs", int, "N", "epochs at most", usual.epochs),
        ("--learning-rate", float, "R", "learning rate of the first epoch", usual.learning_rate),
        ("--reg", float, "L", "regularisation of the factors", usual.reg),
        ("--seed", int, "S", "seed of all that is random", usual.seed),
    ):
        group.add_argument(flag, type=kind, metavar=metavar, help=f"{what} ({default})")


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def _at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{value} is below {least}")
        return value

    return number
