"""The parser of the whole command line."""

from __future__ import annotations

import argparse
from collections.abc import Collection

from recflix_tui import __version__
from recflix_tui.commands.parser.acts import add_events, add_own, add_replay
from recflix_tui.commands.parser.adding import CommandParser, add_command, add_group
from recflix_tui.commands.parser.data import add_dataset, add_profile, add_rating, add_signals
from recflix_tui.commands.parser.defaults import DEFAULTS
from recflix_tui.commands.parser.inside import add_factors, add_matrix
from recflix_tui.commands.parser.lab import add_lab
from recflix_tui.commands.parser.model import add_model, add_training
from recflix_tui.commands.parser.own_history import add_by_hand, add_in_and_out, add_restore
from recflix_tui.commands.parser.tonight import add_page, add_surprise


def make_parser(words: Collection[str] | None = None) -> argparse.ArgumentParser:
    """Make the parser; what it returns has the command to call as `run`.

    words: what is to be parsed. Flags that take their time to load are added where these name
    their command; None adds them all.
    """
    parser = CommandParser(
        prog="recflix",
        description="The recommender that lives in your terminal. Without a command: the app.",
    )
    parser.add_argument("--version", action="version", version=f"recflix {__version__}")
    parser.set_defaults(**DEFAULTS)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    add_dataset(
        add_group(commands, "dataset", "import, enrich, list, check, use and remove datasets")
    )
    profile = add_group(commands, "profile", "the people who watch here, and what they say of it")
    add_profile(profile)
    add_own(profile)
    add_in_and_out(profile)
    add_model(add_group(commands, "model", "list, use, roll back and remove trained versions"))
    add_rating(commands)
    add_by_hand(commands)
    add_restore(commands)
    add_page(commands)
    add_surprise(commands)
    add_signals(add_group(commands, "signals", "list and set what a profile's page goes by"))
    add_events(add_group(commands, "events", "what a profile did: list, export, keep or prune it"))
    add_replay(commands)
    add_training(commands, words)
    add_matrix(commands)
    add_factors(commands)
    add_lab(commands, words)
    add_command(
        commands, "warm", "compile the solvers ahead of their first use", "model.warming.warm"
    )
    return parser
