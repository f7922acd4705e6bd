"""Compare by its keys: what is chosen, the bars, what they say, the evaluation under way."""

from __future__ import annotations

from recflix_tui.evaluation.results.state import EvaluationState
from recflix_tui.screens.compare.compare_screen import CompareScreen
from recflix_tui.widgets.bars.choice_bar import ChoiceBar
from recflix_tui.widgets.pictures.intervals.board import IntervalBoard
from tests.drivers.app_driver import AppDriver


class CompareDriver(AppDriver):
    """Compare: choices, a board of bars, words, a line of status."""

    key = "c"

    @property
    def screen(self) -> CompareScreen:
        assert isinstance(self.app.screen, CompareScreen)
        return self.app.screen

    @property
    def choices(self) -> str:
        """What is chosen, as it stands there."""
        return self.lines_of(ChoiceBar)[0].strip()

    @property
    def board(self) -> IntervalBoard:
        return self.screen.board

    @property
    def bars(self) -> list[str]:
        """The lines of the board that say anything."""
        return [line.rstrip() for line in self.lines_of(IntervalBoard) if line.strip()]

    @property
    def figures(self) -> dict[str, str]:
        """The figures of the metric in focus by name, in their order; none without bars."""
        blocks = [b for b in self.board._blocks if b.key == self.board.focused_key]
        return {bar.name: block.figure(bar.value) for block in blocks for bar in block.bars}

    @property
    def names(self) -> list[str]:
        """The names of the bars of the metric in focus, in their order."""
        return list(self.figures)

    @property
    def says(self) -> str:
        """What is said of the metric and the bar in focus."""
        return "\n".join(self.words(name) for name in ("bar", "verdict", "metric"))

    @property
    def status(self) -> str:
        return self.words("status")

    @property
    def state(self) -> EvaluationState | None:
        """Of the evaluation under way, or of the last one."""
        return self.app.evaluation.state

    async def start(self) -> None:
        """Have an evaluation start, and go on until it trains a second time."""
        await self.pilot.press("s")
        await self.until(lambda: self.state is not None and self.state.epoch is not None)

    async def strike(self, *keys: str) -> None:
        """Press keys while an evaluation is under way, for whose end nobody waits."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def is_over(self) -> bool:
        """Whether an evaluation was started and has come to an end."""
        return self.state is not None and not self.state.is_active
