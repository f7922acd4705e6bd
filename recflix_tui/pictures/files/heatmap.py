"""Cells as a picture in a file."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recflix_tui.pictures.files.canvas import (
    NIGHT,
    PAPER,
    RGB,
    WIDTH,
    Colours,
    Inks,
    Kind,
    as_data,
    house_settings,
    ink,
    new_figure,
    save,
    shortened,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PIXELS = 1200  # of a heatmap's cells at least, each way
INCHES_PER_CHARACTER = 0.085
PLOT_WIDTH = WIDTH - 2.2  # inches, about: beside the row names and the legend


@dataclass(frozen=True)
class AxisText:
    """What stands along one side of a heatmap."""

    label: str
    """What the places are, and their order: "users, most active first"."""
    ticks: Sequence[tuple[float, str]]
    """Cells by their index (0 is the middle of the first), ascending, and what stands there."""


@dataclass(frozen=True)
class LegendText:
    """The colour bar beside a heatmap."""

    label: str
    """What the colours mean: "share of cells rated"."""
    colours: Colours
    """The scale, (n, 3) uint8, lowest first."""
    ticks: Sequence[tuple[float, str]]
    """Where along the scale (0 to 1) which value stands. Where one stands alone, the bar has its
    colour alone."""
    empty: tuple[RGB, str] | None = None
    """The colour of cells without a value, and what that means; None where there are none."""


def save_heatmap(
    file: Path,
    kind: Kind,
    *,
    colours: Colours,
    title: str,
    subtitle: str,
    rows: AxisText,
    columns: AxisText,
    legend: LegendText,
    dark: bool = False,
) -> None:
    """Save cells as a picture of 1600 pixels across; the same input gives the same bytes.

    colours: (h, w, 3) uint8, the first row at the top. An SVG keeps its words as text and the
    cells as an image without loss. Raises OSError where the file cannot be written.
    """
    inks = NIGHT if dark else PAPER
    with house_settings(inks):
        height, width = colours.shape[:2]
        plot_height = min(max(PLOT_WIDTH * height / width, 3.2), PLOT_WIDTH)
        figure = new_figure(plot_height + 1.6, title, inks)
        axes = figure.add_subplot()
        # Cells of many pixels stay sharp where a viewer smooths what it enlarges.
        cells = colours.repeat(-(-PIXELS // height), axis=0).repeat(-(-PIXELS // width), axis=1)
        extent = (-0.5, width - 0.5, height - 0.5, -0.5)
        axes.imshow(cells, interpolation="nearest", aspect="auto", extent=extent)
        as_data(axes.set_title(wrapped(subtitle), loc="left", fontsize=9, color=inks.quiet))
        _row_axis(axes, rows)
        _column_axis(axes, columns, width)
        _colour_bar(figure, axes, legend, inks)
        save(figure, file, kind)


def _row_axis(axes: Axes, rows: AxisText) -> None:
    as_data(axes.set_ylabel(rows.label))
    axes.set_yticks([at for at, _ in rows.ticks], [shortened(text) for _, text in rows.ticks])
    as_data(*axes.get_yticklabels())


def _column_axis(axes: Axes, columns: AxisText, width: int) -> None:
    as_data(axes.set_xlabel(columns.label))
    names = [shortened(text) for _, text in columns.ticks]
    axes.set_xticks([at for at, _ in columns.ticks], names)
    labels = axes.get_xticklabels()
    as_data(*labels)
    if _collide(columns.ticks, width):
        for label in labels:
            label.set(rotation=60, ha="right", rotation_mode="anchor")
    elif len(labels) > 1:
        labels[0].set(ha="left")
        labels[-1].set(ha="right")


def _collide(ticks: Sequence[tuple[float, str]], width: int) -> bool:
    """Whether two neighbours overlap where all stand level."""
    inches_per_cell = PLOT_WIDTH / max(width, 1)
    return any(
        (there - here) * inches_per_cell
        < (len(shortened(text)) + len(shortened(other)) + 2) / 2 * INCHES_PER_CHARACTER
        for (here, text), (there, other) in itertools.pairwise(ticks)
    )


def _colour_bar(figure: Figure, axes: Axes, legend: LegendText, inks: Inks) -> None:
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import ListedColormap, Normalize
    from matplotlib.patches import Patch

    steps: Any = legend.colours / 255
    at = [fraction for fraction, _ in legend.ticks]
    if len(at) == 1:
        alone = min(int(at[0] * len(steps)), len(steps) - 1)
        steps, at = steps[alone : alone + 1], [0.5]
    scale = ScalarMappable(Normalize(0, 1), ListedColormap(steps))
    bar: Any = figure.colorbar(scale, ax=axes, ticks=at, fraction=0.03, pad=0.02)
    bar.solids.set_edgecolor("face")  # no seams between the steps
    bar.outline.set_visible(False)
    bar.set_ticklabels([text for _, text in legend.ticks])
    bar.set_label(legend.label)
    as_data(bar.ax.yaxis.label, *bar.ax.get_yticklabels())
    if legend.empty is not None:
        colour, meaning = legend.empty
        patch = Patch(facecolor=ink(colour), edgecolor=inks.quiet, linewidth=0.5)
        words = figure.legend([patch], ["-"], loc="outside lower right", frameon=False)
        words.get_texts()[0].set_text(meaning)
        as_data(words.get_texts()[0])
