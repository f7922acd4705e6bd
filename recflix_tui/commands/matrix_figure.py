"""The matrix as a figure in a file: its colours, and all the words around them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recflix_tui.kernels.arrays import Longs
from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.orders import ACTIVITY, CLUSTER, FACTOR, ID, OrderBy
from recflix_tui.matrix.part import Part
from recflix_tui.matrix.shading import legend_words, shaded
from recflix_tui.matrix.values import Picture
from recflix_tui.pictures.axes import ticks
from recflix_tui.pictures.files.figures import AxisText, Kind, LegendText, save_heatmap
from recflix_tui.pictures.levels import EMPTY, Levels
from recflix_tui.pictures.scales import ColourScale, density_scale, error_scale, stars_scale
from recflix_tui.text import counted

PAPER = (255, 255, 255)
NAMED_ROWS, NAMED_COLUMNS = 40, 30  # as many have their names beside them
NUMBERS = 9  # along an axis of more
APART = 0.03  # of an axis: a number that near to a profile's name leaves it the room

_TITLES = {
    Picture.KNOWN: "the ratings that were given",
    Picture.PREDICTED: "what the model predicts for everyone and every title",
    Picture.ERROR: "how far ratings are from the model's predictions",
    Picture.DENSITY: "how much of the matrix is rated",
}
_LEGENDS = {
    Picture.KNOWN: "rating, stars",
    Picture.PREDICTED: "predicted rating, stars",
    Picture.ERROR: "rating less prediction, stars",
    Picture.DENSITY: "share of cells with a rating, coloured by rank",
}
_ORDERS = {
    ACTIVITY: ("most ratings first", "most rated first"),
    ID: ("by id", "by movie id"),
    CLUSTER: ("similar taste side by side", "liked alike side by side"),
}


def save_figure(
    file: Path, kind: Kind, matrix: UserItemMatrix, part: Part, picture: Picture
) -> None:
    """Draw a picture of a part of the matrix. Raises OSError where it cannot be written."""
    view = matrix.view_of(part.rows, part.columns, picture)
    scale = _scale(picture)
    stars = matrix.dataset.scale
    levels, steps = shaded(view, picture, stars.low, stars.high, len(scale))
    save_heatmap(
        file,
        kind,
        colours=_coloured(levels, scale),
        title=f"{matrix.dataset.name}: {_TITLES[picture]}",
        subtitle=_subtitle(matrix, part),
        rows=AxisText(_axis_label(matrix.order_rows, 0, len(matrix.profiles)), _rows(matrix, part)),
        columns=AxisText(_axis_label(matrix.order_columns, 1, 0), _columns(matrix, part)),
        legend=LegendText(
            label=_legend_label(picture, part.bin == (1, 1)),
            colours=scale.colours,
            ticks=legend_words(view, picture, steps),
            empty=(PAPER, "no rating") if bool((levels == EMPTY).any()) else None,
        ),
    )


def _scale(picture: Picture) -> ColourScale:
    scales = {Picture.DENSITY: density_scale, Picture.ERROR: error_scale}
    return scales.get(picture, stars_scale)(False)


def _coloured(levels: Levels, scale: ColourScale) -> NDArray[np.uint8]:
    """The colour of each bin, (h, w, 3)."""
    table = np.full((EMPTY + 1, 3), PAPER, np.uint8)
    table[: len(scale)] = scale.colours
    return table[levels]


def _legend_label(picture: Picture, single: bool) -> str:
    label = _LEGENDS[picture]
    return label if single or picture is Picture.DENSITY else f"mean {label}"


def _subtitle(matrix: UserItemMatrix, part: Part) -> str:
    of_part = [(bins[0], bins[-1]) for bins in (part.rows, part.columns)]
    whole = of_part == [(0, matrix.n_rows), (0, matrix.n_columns)]
    said = "" if whole else "the whole: "
    said += (
        f"{100 * matrix.sparsity:.2f} % empty: {matrix.n_ratings:,} of {matrix.n_cells:,} cells "
        f"({counted(matrix.n_rows, 'user')} × {counted(matrix.n_columns, 'title')})"
    )
    for what, bins, n in (
        ("users", part.rows, matrix.n_rows),
        ("titles", part.columns, matrix.n_columns),
    ):
        if (bins[0], bins[-1]) != (0, n):
            said += f" · {what} {bins[0] + 1:,} to {bins[-1]:,}"
    if part.bin != (1, 1):
        down, across = counted(part.bin[0], "user"), counted(part.bin[1], "title")
        said += f" · each square: {down} × {across}"
    return said


def _axis_label(by: OrderBy, side: int, n_profiles: int) -> str:
    what = "titles" if side else "users and profiles" if n_profiles else "users"
    if by.kind == FACTOR:
        return f"{what}, by factor {by.factor}, highest first"
    return f"{what}, {_ORDERS[by.kind][side]}"


def _columns(matrix: UserItemMatrix, part: Part) -> list[tuple[float, str]]:
    if len(part.columns) - 1 <= NAMED_COLUMNS and part.bin[1] == 1:
        return _names(part.columns, matrix.column_name)
    return _numbers(part.columns)


def _rows(matrix: UserItemMatrix, part: Part) -> list[tuple[float, str]]:
    """Names where there is room, else numbers, and the profiles' names."""
    if len(part.rows) - 1 <= NAMED_ROWS and part.bin[0] == 1:
        return _names(part.rows, matrix.row_name)
    own = [
        (_at(part.rows, place), profile.name)
        for profile in matrix.profiles
        if (place := matrix.place_of_profile(profile.id)) is not None
        and part.rows[0] <= place < part.rows[-1]
    ]
    apart = APART * (len(part.rows) - 1)
    free = [
        (at, text)
        for at, text in _numbers(part.rows)
        if all(abs(at - other) > apart for other, _ in own)
    ]
    return sorted(free + _merged(own, apart))


def _merged(names: list[tuple[float, str]], apart: float) -> list[tuple[float, str]]:
    """Names along an axis, those that would stand over one another as one."""
    merged: list[tuple[float, str]] = []
    for at, name in sorted(names):
        if merged and at - merged[-1][0] <= apart:
            merged[-1] = merged[-1][0], f"{merged[-1][1]}, {name}"
        else:
            merged.append((at, name))
    return merged


def _names(bins: Longs, name: Callable[[int], str]) -> list[tuple[float, str]]:
    return [(float(at), name(place)) for at, place in enumerate(bins[:-1].tolist())]


def _numbers(bins: Longs) -> list[tuple[float, str]]:
    """Round numbers of places, counted from 1, and where they stand among the bins."""
    first, last = int(bins[0]), int(bins[-1])
    return [(_at(bins, n - 1), f"{n:,}") for n in ticks(first + 1, last, NUMBERS)]


def _at(bins: Longs, place: int) -> float:
    """The bin that a place is in."""
    return float(np.searchsorted(bins, place, side="right") - 1)
