"""Factors by its dots, its sliders and its words."""

from __future__ import annotations

from collections.abc import Mapping

from recflix_tui.factors.showing.sliders import SliderValues
from recflix_tui.pictures.camera import Camera
from recflix_tui.screens.factors.factors_screen import FactorsScreen
from recflix_tui.screens.factors.loading import SlidView
from recflix_tui.widgets.lists.factor_list import FactorList
from recflix_tui.widgets.pictures.cloud import Cloud
from recflix_tui.widgets.pictures.sliders import Sliders
from recflix_tui.widgets.pictures.space.scene import Scene
from recflix_tui.widgets.pictures.term_bars import TermBars
from recflix_tui.widgets.titles.top_list import TopList
from tests.drivers.app_driver import AppDriver


class FactorsDriver(AppDriver):
    """Factors: dots or a list at the left, the taste at the right."""

    key = "f"

    async def enter(self) -> None:
        self.app.animation_level = "none"
        await super().enter()
        await self.ready()

    async def ready(self) -> None:
        """Wait until the dots are drawn."""
        await self.until(lambda: self.cloud._picture is not None or self.screen.has_class("-empty"))
        await self.settle()

    @property
    def screen(self) -> FactorsScreen:
        assert isinstance(self.app.screen, FactorsScreen)
        return self.app.screen

    @property
    def cloud(self) -> Cloud:
        return self.screen.picture.cloud

    def first_turn_ends(self) -> None:
        """Let the time of the turning that nobody asked for be over, if it is still to end."""
        if self.screen._first_turn is not None:
            self.screen._rest()

    @property
    def scene(self) -> Scene:
        """What is in the cloud."""
        return self.cloud._scene

    @property
    def places(self) -> Mapping[tuple[int, int], int]:
        """The titles whose marks and names stand in some cells."""
        assert self.cloud._picture is not None
        return self.cloud._picture.places

    @property
    def camera(self) -> Camera:
        return self.cloud.camera

    @property
    def view(self) -> SlidView:
        """The slid taste as it is shown."""
        assert self.screen._view is not None
        return self.screen._view

    @property
    def sliders(self) -> SliderValues:
        """Where the sliders are asked to stand."""
        return self.screen._sliders

    @property
    def slider_values(self) -> tuple[float, ...]:
        """Where the sliders are drawn."""
        return self.screen.query_one(Sliders).values

    @property
    def factor(self) -> int:
        """The factor that is chosen, from 0."""
        return self.screen._factor

    @property
    def item(self) -> int | None:
        """The title that is picked."""
        return self.screen._item

    @property
    def near(self) -> list[int]:
        """What is lit."""
        return list(self.scene.lit)

    @property
    def colour(self) -> str:
        """What the dots are coloured by."""
        return self.screen._colour.value

    @property
    def axes(self) -> tuple[int, ...]:
        return self.screen._axes

    @property
    def top(self) -> list[int]:
        """The items on the list of the best."""
        return list(self.screen.query_one(TopList).items)

    @property
    def top_lines(self) -> list[str]:
        return self.lines_of(TopList)

    @property
    def sum_lines(self) -> list[str]:
        return self.lines_of(TermBars)

    @property
    def card_lines(self) -> list[str]:
        return self.lines_of(FactorList)

    @property
    def line(self) -> str:
        """The lines about what has the focus."""
        return self.words("line")

    def has_focus(self, widget: type[Cloud | Sliders | TopList | FactorList]) -> bool:
        return self.app.screen.query_one(widget).has_focus
