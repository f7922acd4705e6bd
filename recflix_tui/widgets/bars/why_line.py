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
from recflix_tui.widgets.pictures.figures import hundredths, missing, signed, two_digits

GAP = "   "
START = " why  "
LONGEST_TITLE = 24  # cells: a long name must not push the other reasons off the line


@dataclass(frozen=True)
class Why:
    """What moved the prediction of a title."""

    effects: Sequence[tuple[str, float, float]]
    """The strongest ones first, as (title, own rating, effect in stars)."""
    baseline: float
    """Stars that the model predicts for nobody in particular."""
    you: float
    """Stars with all effects, also beyond the scale."""
    count: int = 0
    """How many effects there are in all."""
    scale: float = 0.0
    """What it adds to `you`, in stars, that no rating is beyond the scale."""


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
        """` why  Title 5 +0.41   3 more −0.06   baseline 3.86 → you 4.21`, as it fits."""
        grey = self.get_component_rich_style("why--grey")
        name = self.get_component_rich_style("why--title")
        end = end_words(why)
        parts = pieces((START, grey))
        for label, effect in reasons_that_fit(why, width - cell_len(START) - cell_len(end) - 1):
            style = self.get_component_rich_style("why--more" if effect > 0 else "why--less")
            parts += [Segment(f"{label} ", name), Segment(signed(effect), style)]
            parts.append(Segment(GAP, grey))
        return [*parts, Segment(end, grey)]


def end_words(why: Why) -> str:
    """`baseline 3.86 → you 4.21`, or `baseline 4.60  scale −0.33 → you 4.99`."""
    shown = why.you + why.scale
    scale = missing(why.you, shown, ())
    held = f"  scale {signed(scale)}" if scale else ""
    return f"baseline {two_digits(why.baseline)}{held} → you {two_digits(shown)}"


def reasons_that_fit(why: Why, width: int) -> list[tuple[str, int]]:
    """The reasons that fit in `width` cells as (label, hundredths), the rest as one of them.

    The rest is what is missing to the difference of the two figures, so that the line adds up.
    """
    shown = [
        (f"{shorten(title, LONGEST_TITLE)} {rating:g}", hundredths(effect))
        for title, rating, effect in why.effects
    ]
    for n in range(len(shown), -1, -1):
        rest = why.count - n
        reasons = shown[:n]
        if rest > 0:
            others = missing(why.baseline, why.you, (e for _, _, e in why.effects[:n]))
            reasons = [*reasons, (f"{rest} more", others)]
        if sum(cell_len(label) + 1 + len(signed(e)) + len(GAP) for label, e in reasons) <= width:
            return reasons
    return []
