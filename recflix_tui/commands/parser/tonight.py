"""The commands on what to watch tonight."""

from __future__ import annotations

import argparse

from recflix_tui.commands.parser import kinds
from recflix_tui.commands.parser.adding import Subparsers, add_command


def add_page(commands: Subparsers) -> None:
    page = add_command(commands, "page", "print a profile's Home", "paging.page")
    page.add_argument("--profile", required=True, metavar="NAME")
    page.add_argument(
        "--seed",
        type=kinds.at_least(0),
        metavar="N",
        help="what varies from day to day by that number, in place of the date here",
    )
    page.add_argument(
        "--at",
        type=kinds.moment,
        metavar="TIME",
        help="as if it were that time, by the clock here, as in 21:00 or 2026-11-27T21:00; a day "
        "begins at 4:00",
    )
    add_size(page)


def add_size(container: argparse._ActionsContainer) -> None:
    """Add the flag that says on what screen a page is seen."""
    container.add_argument(
        "--size",
        type=kinds.size,
        metavar="COLSxLINES",
        help="as a terminal of so many columns and lines shows it (the one that this runs in, else "
        "120x36)",
    )


def add_surprise(commands: Subparsers) -> None:
    surprise = add_command(
        commands, "surprise", "draw one film for tonight, and say why", "surprising.surprise"
    )
    surprise.add_argument("--profile", required=True, metavar="NAME")
    surprise.add_argument("--genre", type=kinds.name, metavar="GENRE", help="of that genre")
    surprise.add_argument(
        "--decade", type=kinds.decade, metavar="1970s", help="of that decade (70s does)"
    )
    surprise.add_argument(
        "--daring",
        choices=("safe", "usual", "daring"),
        default="usual",
        help="how far down what is worth most to the profile, and how unsure (usual)",
    )
    surprise.add_argument(
        "--at-most",
        type=kinds.at_least(1),
        metavar="MIN",
        help="minutes that it takes at most, where running times are known",
    )
    surprise.add_argument(
        "--seed",
        type=kinds.at_least(0),
        metavar="N",
        help="the same film again within the hour (drawn by the time)",
    )
