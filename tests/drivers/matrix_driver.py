"""Matrix by its keys, its picture and its words."""

from __future__ import annotations

from recflix_tui.matrix.outlook import Outlook
from recflix_tui.screens.matrix.matrix_screen import MatrixScreen
from recflix_tui.widgets.pictures.heatmap import Heatmap, HeatmapFrame
from tests.drivers.app_driver import AppDriver


class MatrixDriver(AppDriver):
    """Matrix: a picture of who rated what."""

    key = "m"

    async def enter(self) -> None:
        await super().enter()
        await self.until(lambda: self.screen.heatmap.frame is not None)

    @property
    def screen(self) -> MatrixScreen:
        assert isinstance(self.app.screen, MatrixScreen)
        return self.app.screen

    @property
    def outlook(self) -> Outlook:
        """Where one looks."""
        assert self.screen.outlook is not None
        return self.screen.outlook

    @property
    def frame(self) -> HeatmapFrame:
        """What the picture shows."""
        assert self.screen.heatmap.frame is not None
        return self.screen.heatmap.frame

    @property
    def picture(self) -> str:
        """The name of the picture that is lit."""
        return self.screen.picture.value

    @property
    def line(self) -> str:
        """The line about the cell under the cursor."""
        return self.words("line")

    async def to_single_cells(self) -> None:
        """As near as one can."""
        await self.press(*["plus"] * len(self.outlook.steps))

    def cell_text(self, row: int, column: int) -> str:
        """What stands in a cell that is wide enough for it."""
        return self.frame.texts[row][column]

    async def click_cell(self, row: int, column: int, times: int = 1) -> None:
        """Click on a cell of half a line's height."""
        for _ in range(times):
            await self.click(Heatmap, 8 + column, row // 2)
