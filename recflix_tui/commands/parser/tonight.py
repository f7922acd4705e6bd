"""The commands on what to watch tonight."""

from __future__ import annotations

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
        metavar="TIME",
        help='as if it were that time: "2026-11-27 21:00", by the clock here; a day begins at 4:00',
    )


def add_surprise(commands: Subparsers) -> None:
    surprise = add_command(
        commands, "surprise", "draw one film for tonight, and say why", "surprising.surprise"
    )
    surprise.add_argument("--profile", required=True, metavar="NAME")
    surprise.add_argument("--genre", type=kinds.name, metavar="G", help="of that genre")
    surprise.add_argument("--decade", type=kinds.decade, metavar="1970s", help="of that decade")
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
