"""`recflix matrix`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from recflix_tui.commands.model.training import train_first
from recflix_tui.commands.shared.common import Args, draw_over, open_ready
from recflix_tui.library.library import Library
from recflix_tui.matrix.orders import ACTIVITY, OrderBy
from recflix_tui.matrix.values import Picture
from recflix_tui.text import clean

if TYPE_CHECKING:
    from recflix_tui.matrix.matrix import UserItemMatrix

MOST_CELLS = 200  # printed, each way
MOST_ROWS, MOST_COLUMNS = 600, 900  # drawn


def draw(args: Args) -> None:
    """Draw the matrix into a file, or print it as JSON."""
    picture = Picture(args.picture)
    with open_ready(args) as library:
        matrix = _open(library, args, picture)
        if args.json:
            from recflix_tui.matrix.part import part_data, part_of

            part = part_of(matrix, args.rows, args.columns, MOST_CELLS, MOST_CELLS)
            _prepare(matrix, picture)
            print(json.dumps(part_data(matrix, part, picture)))
        else:
            _save(matrix, args, picture)


def _open(library: Library, args: Args, picture: Picture) -> UserItemMatrix:
    """The matrix in the orders asked for; where they or the picture need a model and there is
    none yet, the first is trained."""
    both = args.order or OrderBy(ACTIVITY)
    rows, columns = args.order_rows or both, args.order_columns or both
    of_model = picture in (Picture.PREDICTED, Picture.ERROR)
    if of_model or rows.needs_model or columns.needs_model:
        train_first(library)
        library.snapshot.need_model()
    matrix = library.matrix.open(rows, columns, _tell)
    _clear()
    return matrix


def _prepare(matrix: UserItemMatrix, picture: Picture) -> None:
    matrix.prepare(picture, _tell)
    _clear()


def _save(matrix: UserItemMatrix, args: Args, picture: Picture) -> None:
    # What draws figures takes its time to load.
    from recflix_tui.commands.matrix_figure import save_figure
    from recflix_tui.matrix.part import part_of

    part = part_of(matrix, args.rows, args.columns, MOST_ROWS, MOST_COLUMNS)
    _prepare(matrix, picture)
    file = args.svg if args.png is None else args.png
    save_figure(file, "svg" if args.png is None else "png", matrix, part, picture)
    print(f"wrote {clean(str(file))}")


def _tell(words: str, share: float) -> None:
    """Draw what is being done over the line before, on a terminal."""
    if sys.stderr.isatty():
        draw_over(f"{words} {share:.0%}")


def _clear() -> None:
    if sys.stderr.isatty():
        draw_over("")
