"""The flags of `recflix lab`; those of the worked example are derived from its settings."""

from __future__ import annotations

import argparse
from collections.abc import Collection

from recflix_tui.commands.parser import kinds
from recflix_tui.commands.parser.adding import Subparsers, add_command
from recflix_tui.commands.parser.fitting import add_progress

WORKED = "the worked example (defaults: the tutorial's)"
LOOKUP = "hash table against list, in place of the worked example"


def add_lab(commands: Subparsers, words: Collection[str] | None) -> None:
    """Add `recflix lab`; words: see `make_parser`."""
    lab = add_command(
        commands,
        "lab",
        "follow matrix factorisation on a page of ratings, number by number, or time look-ups",
        "lab.worked.tell",
    )
    if words is None or "lab" in words:
        _add_worked(lab.add_argument_group(WORKED))
        _add_lookup(lab.add_argument_group(LOOKUP))


def _add_worked(group: argparse._ArgumentGroup) -> None:
    # Brings NumPy: other commands do without.
    from recflix_tui.lab.worked.example import EXAMPLES
    from recflix_tui.lab.worked.overfitting import OVERFITTING
    from recflix_tui.lab.worked.settings import WorkedSettings
    from recflix_tui.solvers.setting import Setting, settings_of, written

    def add(known: Setting) -> None:
        group.add_argument(
            f"--{known.name.removeprefix('n_').replace('_', '-')}",
            dest=known.name,
            type=known.kind,
            metavar=known.metavar,
            help=f"{known.help} ({written(known.default)})",
        )

    group.add_argument(
        "--example",
        choices=tuple(EXAMPLES),
        default="tutorial",
        help="; ".join(f"{example.key}: {example.title}" for example in EXAMPLES.values()),
    )
    group.add_argument(
        "--hold-out",
        nargs="?",
        const="",
        metavar="CELLS",
        help="keep ratings from the training, to see whether they are found: PERSON:FILM, the "
        "film by its number, several parted by commas; without any: a choice of them",
    )
    group.add_argument(
        "--overfitting",
        action="store_true",
        help="with what shows over-fitting plainly: those held out, "
        f"--reg {OVERFITTING.reg:g}, {OVERFITTING.plain_epochs} epochs a stage",
    )
    for known in settings_of(WorkedSettings).values():
        add(known)


def _add_lookup(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--lookup",
        dest="run",
        action="store_const",
        const="lab.lookup.tell",
        help="look titles up by id in a list, by binary search, in a dict and as this app does, "
        "among ever more of them; --seed is of the ids asked for",
    )
    group.add_argument(
        "--largest",
        type=kinds.at_least(1000),
        metavar="N",
        help="among up to so many titles (10000000, which takes 1.2 GB of memory)",
    )
    add_progress(group)
