"""What Matrix hands to its picture: the frame of a window, and what is in its bins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.outlook import CellShape, Outlook
from recflix_tui.matrix.shading import legend_words, shaded
from recflix_tui.matrix.values import Picture, View, Window
from recflix_tui.pictures.axes import ticks
from recflix_tui.pictures.scales import (
    ColourScale,
    density_scale,
    error_scale,
    reduced,
    stars_scale,
)
from recflix_tui.widgets.cells import shorten
from recflix_tui.widgets.pictures.figures import hundredths, one_digit, signed
from recflix_tui.widgets.pictures.heatmap import CellSize, HeatmapFrame

TICK_ROWS, TICK_COLUMNS = 8, 14  # bins from one number on an axis to the next, at least


@dataclass(frozen=True)
class Ground:
    """What the picture is drawn on."""

    dark: bool
    """Whether the theme is dark."""
    many_colours: bool
    """Whether the terminal shows more than 256 of them."""


@dataclass(frozen=True)
class MatrixLook:
    """One picture of a window, and what it was made from."""

    matrix: UserItemMatrix
    """The matrix that it is of."""
    outlook: Outlook
    """Where in it."""
    picture: Picture
    """What of it."""
    view: View
    """The values, bin by bin."""
    frame: HeatmapFrame
    """The same as levels of a scale, with its axes."""
    legend: Sequence[tuple[float, str]]
    """What stands along the scale: where, 0 to 1, and the value there in words."""


def load_look(
    matrix: UserItemMatrix, outlook: Outlook, picture: Picture, ground: Ground
) -> MatrixLook:
    """Draw a window of the matrix as levels. Raises MatrixError where a model is missing."""
    window, shape = outlook.window, outlook.shape
    view = matrix.view(window, picture)
    scale = scale_of(picture, ground)
    stars = matrix.dataset.scale
    levels, steps = shaded(view, picture, stars.low, stars.high, len(scale))
    named = shape is not CellShape.HALF
    rows = range(window.row, min(window.row + window.n_rows, matrix.n_rows)) if named else ()
    columns = (
        range(window.column, min(window.column + window.n_columns, matrix.n_columns))
        if shape is CellShape.NAMED
        else ()
    )
    frame = HeatmapFrame(
        levels=levels,
        scale=scale,
        cell=CellSize(shape.value),
        texts=texts_of(view, picture) if shape is CellShape.NAMED else (),
        row_names=[matrix.row_name(place) for place in rows],
        column_names=[matrix.column_name(place) for place in columns],
        row_ticks=() if named else row_ticks(window, matrix.n_rows),
        column_ticks=column_ticks(window, matrix, CellSize(shape.value).columns),
        marks=marks_of(matrix, outlook),
        cursor=outlook.cursor,
    )
    unit = " ★" if picture in (Picture.KNOWN, Picture.PREDICTED) else ""
    words = [(at, said + unit) for at, said in legend_words(view, picture, steps)]
    return MatrixLook(matrix, outlook, picture, view, frame, words)


def scale_of(picture: Picture, ground: Ground) -> ColourScale:
    """The colours of a picture."""
    scales = {Picture.DENSITY: density_scale, Picture.ERROR: error_scale}
    scale = scales.get(picture, stars_scale)(ground.dark)
    return scale if ground.many_colours else reduced(scale)


def texts_of(view: View, picture: Picture) -> list[list[str]]:
    """What stands in each cell that is wide enough for it."""
    return [
        [cell_text(picture, value, rated) for value, rated in zip(values, counts, strict=True)]
        for values, counts in zip(view.values.tolist(), view.counts.tolist(), strict=True)
    ]


def cell_text(picture: Picture, value: float, rated: int) -> str:
    """A single cell's figure; a dot where there is none."""
    if picture is Picture.DENSITY:
        return "rated" if rated else "·"
    if value != value:
        return "·"
    if picture is Picture.ERROR:
        return signed(hundredths(value))
    return f"{value:g}" if picture is Picture.KNOWN else one_digit(value)


# --- axes ---------------------------------------------------------------------------------------


def row_ticks(window: Window, n_rows: int) -> list[tuple[int, str]]:
    """Numbers at the left: bins from the window's top, and their first place from 1."""
    shown = ticks(0, window.n_rows - 1, max(window.n_rows // TICK_ROWS, 2))
    return [(at, f"{window.row + at * window.bin_rows + 1:,}") for at in shown]


def column_ticks(window: Window, matrix: UserItemMatrix, pitch: int) -> list[tuple[int, str]]:
    """Numbers below, the first with its title; pitch: how wide a bin is drawn, in cells."""
    shown = ticks(0, window.n_columns - 1, max(window.n_columns // TICK_COLUMNS, 2))
    numbers = [(at, f"{window.column + at * window.bin_columns + 1:,}") for at in shown]
    first = f"{numbers[0][1]} {matrix.column_name(window.column)}"
    room = numbers[1][0] * pitch - 2 if len(numbers) > 1 else cell_len(first)
    return [(0, shorten(first, room)), *numbers[1:]]


def marks_of(matrix: UserItemMatrix, outlook: Outlook) -> list[tuple[int, str]]:
    """The bins that the profiles here are in, with their names."""
    window = outlook.window
    found = []
    for profile in matrix.profiles:
        place = matrix.place_of_profile(profile.id)
        if place is not None and window.row <= place < window.end_row:
            found.append(((place - window.row) // window.bin_rows, profile.name))
    return found
