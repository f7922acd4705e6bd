"""How commands, and groups of them, are added to a parser."""

from __future__ import annotations

import argparse
from typing import Any

Subparsers = Any  # argparse keeps the type of add_subparsers() private


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
