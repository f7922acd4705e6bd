"""What is said of the cell, or the many cells, under the cursor of Matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from recflix_tui.matrix.outlook import Outlook
from recflix_tui.matrix.zoom import first_places
from recflix_tui.screens.matrix.matrix_look import MatrixLook
from recflix_tui.screens.matrix.matrix_words import (
    Figure,
    bin_figures,
    cell_figures,
    line_content,
    places_words,
    who_words,
)


@dataclass(frozen=True)
class CellWords:
    """Whose cell it is, of which title, and its figures."""

    who: str
    """The person, or the people."""
    what: str
    """The title, or the titles."""
    figures: Sequence[Figure]
    """The rating and the prediction, or how many are rated."""

    def line(self, width: int) -> Content:
        """All of it in a line."""
        return line_content(self.who, self.what, self.figures, width)

    def beside(self) -> Content:
        """The same, one below the other."""
        parts: list[str | tuple[str, str]] = [(f"{self.who}\n", "$accent bold"), f"{self.what}\n\n"]
        longest = max(len(label) for label, _, _ in self.figures)
        for label, figure, style in self.figures:
            parts += [(f"{label:<{longest}}  ", "$muted"), (f"{figure}\n", style)]
        return Content.assemble(*parts)


def words_at(look: MatrixLook, outlook: Outlook) -> CellWords:
    """The words on what the cursor is on."""
    matrix, window = look.matrix, look.outlook.window
    if window.single_cells:
        cell = matrix.cell(outlook.row, outlook.column)
        who = who_words(matrix.row_name(outlook.row), cell)
        return CellWords(who, matrix.column_name(outlook.column), cell_figures(cell))
    row, column = outlook.cursor
    first_row, first_column = first_places(window, row, column)
    who = (
        matrix.row_name(first_row)
        if min(window.bin_rows, matrix.n_rows - first_row) == 1
        else places_words("people", first_row, window.bin_rows, matrix.n_rows)
    )
    what = (
        matrix.column_name(first_column)
        if min(window.bin_columns, matrix.n_columns - first_column) == 1
        else places_words("titles", first_column, window.bin_columns, matrix.n_columns)
    )
    view = look.view
    figures = bin_figures(
        look.picture,
        float(view.values[row, column]),
        int(view.counts[row, column]),
        int(view.cells[row, column]),
    )
    return CellWords(who, what, figures)
