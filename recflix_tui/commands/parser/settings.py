"""The flags of the solvers' settings, as each setting is declared (solvers/setting.py)."""

from __future__ import annotations

import argparse
from typing import Any

from recflix_tui.commands.parser import kinds
from recflix_tui.solvers.all_solvers import SOLVERS
from recflix_tui.solvers.auto import AUTO, TIME_ALLOWED
from recflix_tui.solvers.settings_table import (
    BySolver,
    defaults_of,
    every_setting,
    flag_of,
    help_of,
)

_TYPES: dict[type, Any] = {int: int, float: float, tuple: kinds.sides}


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the solver and its settings; what is not given keeps the solver's own default."""
    usual = parser.add_argument_group("the model (defaults: each solver's own)")
    add_solver(usual, f"{AUTO} (the default) picks by the size of the data and the time allowed")
    usual.add_argument(
        "--time",
        type=kinds.above_zero,
        metavar="SECONDS",
        help=f"time that --solver {AUTO} may count on ({TIME_ALLOWED:g})",
    )
    further = parser.add_argument_group("further settings of the model")
    for by_solver in every_setting().values():
        is_usual = any(known.usual for known in by_solver.values())
        _add_setting(usual if is_usual else further, by_solver)


def add_solver(parser: argparse._ActionsContainer, words: str) -> None:
    """Add the choice of the solver."""
    parser.add_argument("--solver", choices=(AUTO, *SOLVERS), default=AUTO, help=words)


def _add_setting(group: argparse._ActionsContainer, by_solver: BySolver) -> None:
    known = next(iter(by_solver.values()))
    flag, words = flag_of(known.name), f"{help_of(by_solver)} ({defaults_of(by_solver)})"
    if known.kind is bool:
        group.add_argument(flag, action=argparse.BooleanOptionalAction, help=words)
    else:
        group.add_argument(flag, type=_TYPES[known.kind], metavar=known.metavar, help=words)
