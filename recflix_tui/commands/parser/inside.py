"""The flags of the commands that show the model from within: matrix and factors."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from recflix_tui.commands.parser import kinds
from recflix_tui.commands.parser.adding import Subparsers
from recflix_tui.factors.axes import Axes

if TYPE_CHECKING:
    from recflix_tui.matrix.orders import OrderBy

PICTURES = ("known", "predicted", "error", "density")
ORDERS = "activity, id, factor:N or cluster"


def add_matrix(commands: Subparsers) -> None:
    """Add `recflix matrix`."""
    words = "draw the user-item matrix as a picture, or print its cells"
    matrix: argparse.ArgumentParser = commands.add_parser(
        "matrix",
        help=words,
        description="Draw the user-item matrix as a picture, or print its cells: the dataset's "
        "users and the profiles here are its rows, the titles its columns.",
    )
    matrix.set_defaults(run="matrix.draw")
    matrix.add_argument(
        "--picture",
        choices=PICTURES,
        default="density",
        help="known: the ratings given; predicted: what the model in use predicts; error: rating "
        "less prediction; density: the share of cells with a rating (the default)",
    )
    matrix.add_argument(
        "--order", type=_order, metavar="ORDER", help=f"of rows and columns: {ORDERS} (activity)"
    )
    for what in ("rows", "columns"):
        matrix.add_argument(
            f"--order-{what}", type=_order, metavar="ORDER", help=f"of {what} alone"
        )
    for what in ("rows", "columns"):
        matrix.add_argument(
            f"--{what}",
            type=_range,
            metavar="A:B",
            default=(None, None),
            help=f"{what} by their places in that order, from A up to but without B, counted from "
            "0; either may be left out (all)",
        )
    add_outputs(matrix, "print JSON, of at most 200 x 200 cells: larger ranges in bins", True)


def add_factors(commands: Subparsers) -> None:
    """Add `recflix factors`."""
    factors: argparse.ArgumentParser = commands.add_parser(
        "factors",
        help="print the hidden factors of the model, or draw titles in them",
        description="Print the hidden factors of the model in use: the titles at both ends, what "
        "these have in common, and where a profile stands. Or draw the titles in the first three "
        "of them as a picture.",
    )
    factors.set_defaults(run="factors.factors")
    factors.add_argument(
        "--axes",
        choices=[axes.value for axes in Axes],
        default=Axes.COMPONENTS.value,
        help="components: the principal components of all factors together, the first moves most "
        "(the default); varimax: these turned so that each title stands out on few of them; "
        "learned: as the model learnt them, which a gibbs model of many draws has no one way of. "
        "Predictions are the same in all three",
    )
    factors.add_argument(
        "--profile", metavar="NAME", help="whom to show in them (who watched last)"
    )
    add_outputs(factors, "print JSON", False)


def add_outputs(command: argparse.ArgumentParser, json_words: str, required: bool) -> None:
    """Add --png FILE, --svg FILE and --json, of which one may be given, or must be."""
    outputs = command.add_mutually_exclusive_group(required=required)
    for kind in ("png", "svg"):
        outputs.add_argument(
            f"--{kind}",
            type=kinds.path,
            metavar="FILE",
            help=f"draw it as {kind.upper()}, with title, axes and legend",
        )
    outputs.add_argument("--json", action="store_true", help=json_words)


def _order(text: str) -> OrderBy:
    """Read an order of rows or columns."""
    from recflix_tui.matrix.orders import parse_order
    from recflix_tui.matrix.values import MatrixError

    try:
        return parse_order(text)
    except MatrixError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _range(text: str) -> tuple[int | None, int | None]:
    """Read `A:B`, either of which may be left out."""
    first, colon, last = text.partition(":")
    parts = first.strip(), last.strip()
    if not colon or any(part and not (part.isascii() and part.isdigit()) for part in parts):
        raise argparse.ArgumentTypeError(
            f'"{text}" is no range; write two places as A:B, counted from 0, such as 0:100'
        )
    start, end = (int(part) if part else None for part in parts)
    if end is not None and (start or 0) >= end:
        raise argparse.ArgumentTypeError(f"{text} holds nothing; A must be below B")
    return start, end
