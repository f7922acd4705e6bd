"""How commands, and groups of them, are added to a parser."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from recflix_tui.commands.parser import kinds
from recflix_tui.text import as_message

Subparsers = Any  # argparse keeps the type of add_subparsers() private


MOST_USAGE = 3  # lines


class CommandParser(argparse.ArgumentParser):
    """The parser of `recflix` and of each command in it: what each of them takes is said here."""

    def __init__(self, *args: Any, **how: Any) -> None:
        """args, how: as for ArgumentParser, which makes the commands' parsers of this class too."""
        super().__init__(*args, **how)
        self.add_argument(
            "--home",
            type=kinds.path,
            default=argparse.SUPPRESS,  # else a command's would undo what stands before it
            help="where RecFlix keeps its things (RECFLIX_HOME)",
        )

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse as ArgumentParser does; what a command does not know is told by that command,
        beside what it takes."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one plain line of bearable length, whatever it quotes; exit 2. It
        stands under how the command is used, where that takes few lines; else under how to ask."""
        if self.format_usage().count("\n") > MOST_USAGE:
            self.usage = f"{self.prog} [...]   (all of it: {self.prog} --help)"
        super().error(as_message(message))


def add_group(commands: Subparsers, name: str, words: str) -> Subparsers:
    """Add a command that has commands of its own, and return where they are added."""
    group = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    return group.add_subparsers(title="commands", metavar="COMMAND", required=True)


def add_command(commands: Subparsers, name: str, words: str, run: str) -> argparse.ArgumentParser:
    """Add a command that prints text or JSON; run: its function, as `module.function`."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words[0].upper() + words[1:] + "."
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)
    return parser


def add_removal(commands: Subparsers, words: str, run: str) -> argparse.ArgumentParser:
    """Add a `remove` that asks first; words and run: as for `add_command`."""
    parser = add_command(commands, "remove", words, run)
    parser.add_argument("--yes", action="store_true", help="remove it without being asked")
    return parser
