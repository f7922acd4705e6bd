"""The left side of the Factors screen: the dots or the list of factors, and what colours mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from recflix_tui.factors.showing.pulls import in_view
from recflix_tui.pictures.kinds import N_KINDS, kind_colours
from recflix_tui.pictures.scales import reduced, stars_scale
from recflix_tui.screens.factors.loading import Colour, colours_of
from recflix_tui.widgets.lists.factor_list import FactorList
from recflix_tui.widgets.pictures.cloud import Cloud
from recflix_tui.widgets.pictures.figures import one_digit

if TYPE_CHECKING:
    from recflix_tui.factors.scene import Scene
    from recflix_tui.screens.factors.loading import SlidView

Palette = npt.NDArray[np.uint8]

RAMP = 16  # cells of the legend's scale
PLAIN_LEGEND = "◆ you   ◉ the title picked   ● near it, or pulled in by your taste"


class PicturePane(Vertical):
    """Shows one of both: the cloud, or the factors as cards."""

    def __init__(self, plain: bool, many_colours: bool) -> None:
        """plain: no colours tell anything; many_colours: more than 256 are there."""
        super().__init__()
        self._plain, self._many_colours = plain, many_colours

    def compose(self) -> ComposeResult:
        yield Cloud(plain=self._plain)
        yield FactorList()

    @property
    def cloud(self) -> Cloud:
        """The dots."""
        return self.query_one(Cloud)

    @property
    def factors(self) -> FactorList:
        """The list of factors."""
        return self.query_one(FactorList)

    @property
    def lists(self) -> bool:
        """Whether the list of factors is shown."""
        return self.has_class("-list")

    def show_list(self, lists: bool) -> None:
        """Show the list of factors, or the dots."""
        self.set_class(lists, "-list")

    # --- the dots ---------------------------------------------------------------------------

    def show_points(self, scene: Scene, view: SlidView, colour: Colour) -> Content:
        """Show the titles, coloured by something; gives the line on what the colours mean."""
        dark = self.app.current_theme.dark
        if colour is Colour.GENRE:
            names = view.ground.genres.names
            colours, _ = colours_of(colour, view, N_KINDS)
            kinds = kind_colours(dark)
            palette = np.concatenate([kinds[: len(names) - 1], kinds[N_KINDS:]])
            legend = genre_legend(names, palette)
        else:
            scale = stars_scale(dark)
            scale = scale if self._many_colours else reduced(scale)
            colours, ends = colours_of(colour, view, len(scale))
            palette = np.concatenate([scale.colours, kind_colours(dark)[N_KINDS:]])
            legend = scale_legend(scale.colours, ends or (0.0, 0.0), colour, palette[-1])
        self.cloud.set_points(scene.points, colours, palette)
        return Content.styled(PLAIN_LEGEND, "$muted") if self._plain else legend

    def show_taste(self, scene: Scene, view: SlidView, name: str) -> None:
        """Show where the person stands, and lines to what the taste pulls in."""
        self.cloud.set_you(in_view(scene.place(view.slid.coordinates)), name)
        self.cloud.set_lines([row.item for row in view.top], view.strengths)

    def show_names(self, axes: Sequence[str], names: Mapping[int, str]) -> None:
        """Name the axes, and offer names of titles."""
        self.cloud.set_axes(axes)
        self.cloud.set_names(names)

    def show_selected(self, item: int | None, title: str, near: Sequence[int]) -> None:
        """Ring a title and light those near it."""
        self.cloud.select(item, title)
        self.cloud.light(near)


def genre_legend(names: Sequence[str], palette: Palette) -> Content:
    """`● Drama  ● Comedy`."""
    parts: list[Content | tuple[str, str]] = []
    for name, colour in zip(names, palette, strict=True):
        parts += [("● ", hex_of(colour)), (f"{name}  ", "$muted")]
    return Content.assemble(*parts)


def scale_legend(
    colours: Palette, ends: tuple[float, float], colour: Colour, unrated: Palette
) -> Content:
    """`predicted stars 2.6 ██████ 4.4`."""
    low, high = (one_digit(stars) for stars in ends)
    said = "your rating" if colour is Colour.RATING else "predicted for you, in stars"
    steps = np.linspace(0, len(colours) - 1, RAMP).round().astype(int)
    ramp = [("█", hex_of(colours[step])) for step in steps]
    content = Content.assemble((f"{said}  {low} ", "$muted"), *ramp, (f" {high}", "$muted"))
    if colour is Colour.RATING:
        content += Content.assemble(("   ● ", hex_of(unrated)), ("not rated", "$muted"))
    return content


def hex_of(colour: Palette) -> str:
    """`#rrggbb`."""
    return "#" + bytes(colour.tolist()).hex()
