"""The commands on datasets, profiles, ratings and signals."""

from __future__ import annotations

import argparse

from recflix_tui.commands.parser import kinds
from recflix_tui.commands.parser.adding import Subparsers, add_command, add_removal
from recflix_tui.commands.parser.tonight import add_size


def add_dataset(commands: Subparsers) -> None:
    add = add_command(commands, "import", "import a MovieLens folder or zip", "datasets.import_")
    which = add.add_mutually_exclusive_group(required=True)
    which.add_argument("path", nargs="?", type=kinds.path, metavar="PATH")
    which.add_argument("--sample", action="store_true", help="the sample that is part of RecFlix")
    add.add_argument("--name", help="the name to keep it under (default: the folder's)")
    enrich = add_command(
        commands,
        "enrich",
        "add directors, cast and running times from IMDb's own files",
        "datasets.enrich",
    )
    enrich.add_argument(
        "--imdb",
        type=kinds.path,
        required=True,
        metavar="FOLDER",
        help="where title.basics.tsv.gz, title.principals.tsv.gz and name.basics.tsv.gz are "
        "(from https://datasets.imdbws.com)",
    )
    enrich.add_argument(
        "name", nargs="?", type=kinds.name, metavar="NAME", help="(default: the one in use)"
    )
    add_command(commands, "list", "list the datasets", "datasets.list_")
    show = add_command(
        commands,
        "show",
        "print a dataset's figures: how full, how spread, when, which genres",
        "dataset_portrait.show",
    )
    show.add_argument(
        "name", nargs="?", type=kinds.name, metavar="NAME", help="(default: the one in use)"
    )
    check = add_command(
        commands, "check", "check every byte of a dataset, or of all", "datasets.check"
    )
    check.add_argument("name", nargs="?", type=kinds.name, metavar="NAME")
    use = add_command(commands, "use", "take a dataset into use", "datasets.use")
    use.add_argument("name", type=kinds.name, metavar="NAME")
    remove = add_removal(commands, "remove a dataset and its models", "datasets.remove")
    remove.add_argument("name", type=kinds.name, metavar="NAME")


def add_profile(commands: Subparsers) -> None:
    add = add_command(commands, "add", "add a profile", "profiles.add")
    add.add_argument("name", metavar="NAME")
    add_command(commands, "list", "list the profiles", "profiles.list_")
    remove = add_removal(commands, "remove a profile and all it did", "profiles.remove")
    remove.add_argument("name", metavar="NAME")


def add_rating(commands: Subparsers) -> None:
    rate = add_command(commands, "rate", "rate a title for a profile (0 clears)", "ratings.rate")
    rate.add_argument("--profile", required=True, metavar="NAME")
    add_title(rate)
    rate.add_argument("stars", type=float, metavar="STARS", help="0.5 to 5, or 0 to clear")
    recommend = add_command(
        commands, "recommend", "print a profile's top picks", "ratings.recommend"
    )
    recommend.add_argument("--profile", required=True, metavar="NAME")
    recommend.add_argument(
        "-n", type=kinds.at_least(1), default=20, metavar="N", help="how many (20)"
    )
    recommend.add_argument(
        "--min-ratings",
        type=kinds.at_least(1),
        metavar="N",
        help="leave out titles of fewer ratings (one user in fifty, 5 to 50; fewer where few are)",
    )
    together = add_command(
        commands,
        "together",
        "print what two to five profiles may watch together, and what each would say of it",
        "together.together",
    )
    together.add_argument(
        "--profile",
        action="append",
        required=True,
        metavar="NAME",
        dest="profiles",
        help="who watches: give it two to five times",
    )
    together.add_argument(
        "-n", "--n", type=kinds.at_least(1), default=10, metavar="N", help="how many a row (10)"
    )
    explain = add_command(
        commands, "explain", "print why a title is predicted as it is", "explain.explaining.explain"
    )
    explain.add_argument("--profile", required=True, metavar="NAME")
    add_title(explain)
    _add_what_if(explain)


def _add_what_if(explain: argparse.ArgumentParser) -> None:
    """Add the flags that say what to try out."""
    tried = explain.add_argument_group(
        "what if, without anything being kept (each may be repeated)"
    )
    tried.add_argument(
        "--without",
        type=kinds.name,
        action="append",
        default=[],
        metavar="TITLE",
        help="as if this title had never been rated: its movie id, or any of its names",
    )
    tried.add_argument(
        "--with",
        type=kinds.given,
        action="append",
        default=[],
        dest="given",
        metavar="TITLE=STARS",
        help="as if it had been given so many stars",
    )
    tried.add_argument(
        "--without-genre",
        type=kinds.name,
        action="append",
        default=[],
        metavar="GENRE",
        help="as if nothing had ever been done with its titles",
    )
    tried.add_argument(
        "--without-signal",
        type=kinds.name,
        action="append",
        default=[],
        metavar="NAME",
        help="as if this signal did not count (as `signals list` has it)",
    )
    add_size(tried)


def add_signals(commands: Subparsers) -> None:
    list_ = add_command(
        commands, "list", "print what each signal says of a profile", "signals.list_"
    )
    list_.add_argument("--profile", required=True, metavar="NAME")
    set_ = add_command(commands, "set", "say how much a signal counts", "signals.set_")
    set_.add_argument("--profile", required=True, metavar="NAME", dest="profile")
    set_.add_argument("name", type=kinds.name, metavar="NAME", help="as `signals list` has it")
    set_.add_argument("value", metavar="WEIGHT|on|off|default", help="0 to 3, on, off or default")


def add_title(command: argparse.ArgumentParser) -> None:
    """Add the flags that say which title."""
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--movie-id", type=int, metavar="ID")
    which.add_argument(
        "--title", metavar="TITLE", help='any of its names, with its year if need be: "Heat (1995)"'
    )
