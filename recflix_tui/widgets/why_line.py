"""The line above the keys: what moved the prediction of the title in focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.cells import fit, pieces, shorten

GAP = "   "
LONGEST_TITLE = 24  # cells: a long name must not push the other reasons off the line


@dataclass(frozen=True)
class Why:
    """The strongest effects as (title, rating, effect in stars), and the two predictions."""

    effects: Sequence[tuple[str, float, float]]
    everyone: float
    you: float


class WhyLine(Widget):
    """Shows a `Why`, or a plain word where there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "why--grey",
        "why--title",
        "why--more",
        "why--less",
    }
    DEFAULT_CSS = """
    WhyLine {
        height: 1;
        background: $panel;
        & > .why--grey { color: $muted; }
        & > .why--title { color: $foreground; }
        & > .why--more { color: $more; }
        & > .why--less { color: $less; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: Why | str = ""

    def show(self, why: Why | str) -> None:
        """Show other reasons, or a plain word."""
        if why != self._shown:
            self._shown = why
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        grey = self.get_component_rich_style("why--grey")
        if isinstance(self._shown, str):
            return Strip(pieces((fit(f" {self._shown}", width), grey)))
        parts = self._reasons(self._shown, width)
        return Strip(parts).extend_cell_length(width, grey).crop(0, width)

    def _reasons(self, why: Why, width: int) -> list[Segment]:
        """` why  Title 5 +0.41   Other 2 −0.06   everyone 3.86 → you 4.4`, as it fits."""
        grey = self.get_component_rich_style("why--grey")
        name = self.get_component_rich_style("why--title")
        end = f"everyone {why.everyone:.2f} → you {why.you:.2f}"
        parts = pieces((" why  ", grey))
        left = width - 6 - cell_len(end) - 1
        for title, rating, effect in why.effects:
            label = f"{shorten(title, LONGEST_TITLE)} {rating:g} "
            amount = signed(effect)
            left -= cell_len(label) + len(amount) + len(GAP)
            if left < 0:
                break
            style = self.get_component_rich_style("why--more" if effect > 0 else "why--less")
            parts += [Segment(label, name), Segment(amount, style), Segment(GAP, grey)]
        return [*parts, Segment(end, grey)]


def signed(effect: float) -> str:
    """An effect with its sign: `+0.41`, `−0.06`."""
    return f"{'+' if effect >= 0 else '−'}{abs(effect):.2f}"
