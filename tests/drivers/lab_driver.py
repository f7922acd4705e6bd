"""Lab by its keys: the matrix with its numbers, the parts beside it, the line that teaches."""

from __future__ import annotations

from recflix_tui.lab.worked.run import Run
from recflix_tui.screens.lab.lab_screen import LabScreen
from recflix_tui.screens.lab.lab_view import Part
from recflix_tui.widgets.pictures.factor_table import FactorTable
from recflix_tui.widgets.pictures.plot import Plot
from tests.drivers.app_driver import AppDriver


class LabDriver(AppDriver):
    """Lab: the worked example, step by step."""

    key = "l"

    @property
    def screen(self) -> LabScreen:
        assert isinstance(self.app.screen, LabScreen)
        return self.app.screen

    @property
    def run(self) -> Run:
        """The run that is looked at."""
        return self.screen.run_shown

    @property
    def cell(self) -> tuple[int, int]:
        """The cell at hand."""
        return self.screen.cell

    @property
    def part(self) -> Part:
        """The part that is looked at."""
        return self.screen.part

    @property
    def table(self) -> str:
        """The matrix with its numbers."""
        return "\n".join(self.lines_of(FactorTable))

    @property
    def place(self) -> str:
        """The stage, the epoch, the rating."""
        return self.words("place")

    @property
    def step(self) -> str:
        """What the rating at hand does to the numbers."""
        return self.words("step")

    @property
    def line(self) -> str:
        """The line that teaches."""
        return self.words("line")

    @property
    def plot(self) -> str:
        return "\n".join(self.lines_of(Plot))

    @property
    def stages(self) -> str:
        """The three stages side by side."""
        return self.words("stages")

    def row_of_stages(self, label: str) -> list[str]:
        """What a line of the three stages says behind its label."""
        line = next(line for line in self.stages.splitlines() if line.startswith(label))
        return line.removeprefix(label).split()

    @property
    def settings(self) -> dict[str, str]:
        """The fields by label, with their values."""
        form = self.screen.form
        rows = [form.row_parts(row, form.size.width) for row in range(form.row_count())]
        return {label.strip(): value.strip(" ‹›▏") for (label, _), (value, _) in rows}

    async def click_cell(self, row: int, column: int) -> None:
        """Click on a cell of the matrix."""
        table = self.screen.table
        places = (
            (x, y)
            for y in range(table.size.height)
            for x in range(table.size.width)
            if table.cell_at(x, y) == (row, column)
        )
        await self.click(FactorTable, *next(places))
