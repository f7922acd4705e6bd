"""The best titles for a taste, and how each moved among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recflix_tui.widgets.cells import fit_title
from recflix_tui.widgets.lists.pick_list import Part
from recflix_tui.widgets.pictures.figures import one_digit
from recflix_tui.widgets.titles.lists import TitleList

MANY = 1_000  # places from which on it is only said that they are many
FIGURES = 15  # cells of rank, stars and move


@dataclass(frozen=True)
class TopRow:
    """A title on the list of the best."""

    item: int
    """The dataset's item."""
    title: str
    """Its title, without the year."""
    prediction: float
    """Stars."""
    rank: int
    """Its place, from 1."""
    climbed: int
    """How many places it came up; below 0 where it went down."""
    is_beyond: bool
    """Whether the prediction would be beyond the rating scale: its end stands for it."""


class TopList(TitleList):
    """A line a title: place, name, stars, and `▲3` or `▼2`; `5.0+` is beyond the scale."""

    rows: Sequence[TopRow] = ()

    def show(self, rows: Sequence[TopRow]) -> None:
        """Show other titles; the focus stays on its place."""
        self.rows = rows
        self.rows_changed()

    @property
    def items(self) -> Sequence[int]:
        return [row.item for row in self.rows]

    def row_count(self) -> int:
        return len(self.rows)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        top = self.rows[row]
        moved, style = moved_words(top)
        return [
            (f"{top.rank:>3} ", "quiet"),
            (fit_title(top.title, width - FIGURES), "text"),
            (f" {one_digit(top.prediction)}{'+' if top.is_beyond else ' '}", "figure"),
            (f" {moved:<5}", style),
        ]


def moved_words(top: TopRow) -> tuple[str, str]:
    """What became of a title, and the part of the list's look that says so."""
    if not top.climbed:
        return "", "quiet"
    places = f"{abs(top.climbed)}" if abs(top.climbed) < MANY else f"{MANY - 1}+"
    return (f"▲{places}", "more") if top.climbed > 0 else (f"▼{places}", "less")
