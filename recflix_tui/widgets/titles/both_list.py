"""What two people made of the same titles, under headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recflix_tui.widgets.cells import fit, fit_title
from recflix_tui.widgets.lists.pick_list import Part
from recflix_tui.widgets.stars import stars_text
from recflix_tui.widgets.titles.lists import TitleList

WIDE = 58  # cells from which stars are drawn and no figures
NO_ITEM = -1


@dataclass(frozen=True)
class BothRow:
    """A title, and a figure of each of two people for it."""

    item: int
    """The dataset's item."""
    title: str
    """Its title, without the year."""
    first: float | None
    """The one's rating or prediction, in stars; None where there is none."""
    second: float | None
    """The other's rating, in stars."""
    predicted: bool = False
    """Whether `first` is a prediction."""


@dataclass(frozen=True)
class BothSection:
    """Titles of one kind."""

    heading: str
    """What they are."""
    columns: tuple[str, str]
    """Whose the two figures are."""
    rows: Sequence[BothRow]
    """The titles, in order."""
    nothing: str
    """What is said where there are none."""


class BothList(TitleList):
    """Sections of titles. Headings, and what is said of empty sections, cannot have the focus."""

    sections: Sequence[BothSection] = ()
    _rows: Sequence[BothSection | BothRow | str] = ()

    def show(self, sections: Sequence[BothSection]) -> None:
        """Show other sections; the focus stays on its title, if that is among them."""
        before = self.focused_item
        self.sections = sections
        rows: list[BothSection | BothRow | str] = []
        for section in sections:
            rows += [""] * bool(rows)
            rows.append(section)
            rows.extend(section.rows or [section.nothing])
        self._rows = rows
        items = list(self.items)
        self.at = items.index(before) if before is not None and before in items else 0
        self.rows_changed()

    @property
    def items(self) -> Sequence[int]:
        """The item of each line, -1 for one that is about no title."""
        return [row.item if isinstance(row, BothRow) else NO_ITEM for row in self._rows]

    @property
    def focused_item(self) -> int | None:
        row = self._rows[self.at] if self.at < len(self._rows) else None
        return row.item if isinstance(row, BothRow) else None

    def titles_in_view(self) -> Sequence[int]:
        return [item for item in super().titles_in_view() if item != NO_ITEM]

    def row_count(self) -> int:
        return len(self._rows)

    def can_pick(self, row: int) -> bool:
        return isinstance(self._rows[row], BothRow)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        said = self._rows[row]
        column = 9 if width >= WIDE else 7
        name = max(width - 2 * column - 1, 4)
        if isinstance(said, str):
            return [(fit("   " + said, width), "quiet")]
        if isinstance(said, BothSection):
            heads = "".join(f"{fit(head, column - 1):>{column}}" for head in said.columns)
            return [(fit(" " + said.heading, name), "strong"), (" " + heads, "quiet")]
        wide = width >= WIDE
        return [
            ("   " + fit_title(said.title, name - 3), "text"),
            ("  " + fit(_first(said, wide), column - 1), "quiet" if said.predicted else "figure"),
            (" " + fit(_stars(said.second, wide), column - 1), "figure"),
        ]


def _first(row: BothRow, wide: bool) -> str:
    if row.predicted:
        return "" if row.first is None else f"{row.first:.1f}"
    return _stars(row.first, wide)


def _stars(stars: float | None, wide: bool) -> str:
    if stars is None:
        return ""
    return stars_text(stars) if wide else f"{stars:g}"
