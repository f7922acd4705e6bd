"""Points in space as a picture in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from recflix_tui.pictures.files.canvas import (
    NIGHT,
    PAPER,
    RGB,
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
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

HEIGHT = 7.6  # inches
MOST_VECTORS = 5_000  # more points than these are an image in an SVG too


@dataclass(frozen=True)
class Named:
    """A point with its name."""

    point: tuple[float, float, float]
    """Where it is."""
    name: str
    """What stands beside it."""


def save_cloud(
    file: Path,
    kind: Kind,
    *,
    points: npt.NDArray[np.float32],
    colours: Colours,
    names: Sequence[Named],
    axes: tuple[str, str, str],
    title: str,
    subtitle: str,
    legend: Sequence[tuple[RGB, str]],
    profile: Named | None = None,
    dark: bool = False,
) -> None:
    """Save points in space as a picture of 1600 pixels across; the same input gives the same
    bytes.

    points: (n, 3); colours: (n, 3) uint8, a point's each; names: those to write where there is
    room, the most important first; axes: what each of the three is; legend: what colours mean.
    In an SVG of many points these are an image, the words text. Raises OSError where the file
    cannot be written.
    """
    inks = NIGHT if dark else PAPER
    with house_settings(inks):
        figure = new_figure(HEIGHT, title, inks)
        space: Any = figure.add_subplot(projection="3d", computed_zorder=False)
        as_data(space.set_title(wrapped(subtitle), loc="left", fontsize=9, color=inks.quiet))
        space.scatter(
            *points.T,
            c=colours / 255,
            s=float(np.clip(20_000 / max(len(points), 1), 1.5, 12)),
            linewidths=0,
            rasterized=len(points) > MOST_VECTORS,
            zorder=1,
        )
        _space_axes(space, axes, inks)
        _legend(figure, legend)
        if profile is not None:
            _mark(space, profile, inks)
            names = [profile, *names]
        _write_names(figure, space, names, inks)
        save(figure, file, kind)


def _space_axes(space: Any, names: tuple[str, str, str], inks: Inks) -> None:
    for axis, name in zip((space.xaxis, space.yaxis, space.zaxis), names, strict=True):
        axis.set_pane_color(inks.paper)
        axis._axinfo["grid"].update(color=inks.quiet, linewidth=0.2)
        as_data(axis.set_label_text(shortened(name)))
    space.locator_params(nbins=5)
    space.tick_params(labelsize=7)
    space.set_box_aspect((1, 1, 0.8), zoom=1.1)


def _legend(figure: Figure, legend: Sequence[tuple[RGB, str]]) -> None:
    from matplotlib.lines import Line2D

    if not legend:
        return
    dots = [
        Line2D([], [], marker="o", linestyle="", markersize=5, color=ink(colour))
        for colour, _ in legend
    ]
    # The words are set after: a name that begins with "_" would be left out.
    words = figure.legend(dots, ["-"] * len(dots), loc="outside right center", frameon=False)
    for text, (_, name) in zip(words.get_texts(), legend, strict=True):
        text.set_text(shortened(name))
    as_data(*words.get_texts())


def _mark(space: Any, profile: Named, inks: Inks) -> None:
    space.scatter(
        *([at] for at in profile.point),
        marker="D",
        s=60,
        color=inks.accent,
        edgecolors=inks.paper,
        depthshade=False,
        zorder=3,
    )


def _write_names(figure: Figure, space: Any, names: Sequence[Named], inks: Inks) -> None:
    """Write the names in their order, without those that would cover one before them."""
    figure.draw_without_rendering()  # lays it out: places on the paper are known
    frame = space.get_window_extent()
    boxes: list[Bbox] = []
    for named in names:
        x, y, _, w = space.M @ (*named.point, 1.0)
        place = (x / w, y / w)
        text = space.annotate(shortened(named.name), place, (6, 0), textcoords="offset points")
        text.set(fontsize=7, color=inks.words, va="center", in_layout=False, zorder=4)
        text.set_bbox({"facecolor": inks.paper, "alpha": 0.65, "linewidth": 0, "pad": 0.6})
        as_data(text)
        box = text.get_window_extent()
        if box.x1 > frame.x1 or any(box.overlaps(other) for other in boxes):
            text.remove()
        else:
            boxes.append(box)
