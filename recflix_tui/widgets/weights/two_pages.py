"""A page before and after, side by side: what came, what left and what moved, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from recflix_tui.widgets.cells import fit_title, shorten
from recflix_tui.widgets.drawn_titles import DrawsTitles
from recflix_tui.widgets.lists.pick_list import Part, PickList

SIGN = 3  # cells before a title of after: `+`, `▲2`
CAME, LEAVES = "+ ", "− "
BETWEEN = " "
GAP = "  "  # between a heading and what became of its row


@dataclass(frozen=True)
class PageTitle:
    """A title in one place of a row."""

    item: int
    """The dataset's item."""
    title: str
    """Its title."""
    is_other: bool = False
    """Whether it stands on this side alone."""
    climbed: int = 0
    """By how many places it stands higher than before, below 0 lower."""


@dataclass(frozen=True)
class PageRow:
    """A row of the page, on both sides."""

    title: str
    """Its heading."""
    said: str
    """What became of it, in a word or three."""
    before: tuple[PageTitle, ...]
    """Its titles before, in order."""
    after: tuple[PageTitle, ...]
    """Its titles after, in order."""
    fate: int = 0
    """1 where the row is new, -1 where it is gone, else 0."""


@dataclass(frozen=True)
class Run:
    """All titles of a row that stands on one side alone."""

    titles: tuple[PageTitle, ...]
    """The titles, in order."""
    fate: int
    """1 where they came, -1 where they left."""


Line = PageRow | Run | tuple[PageTitle | None, PageTitle | None]


class TwoPages(DrawsTitles, PickList):
    """A heading a row, its titles below in two columns; in one, where nothing is changed. Those of
    a row that came or is gone as a whole stand on one line."""

    lines: Sequence[Line] = ()
    is_split = False

    def show(self, rows: Sequence[PageRow], is_split: bool) -> None:
        """Show other rows; is_split: whether there is an after beside the before."""
        self.is_split = is_split
        self.lines = [line for row in rows for line in _lines(row)]
        self.rows_changed()

    @property
    def focused_item(self) -> int | None:
        """The title on the line in focus: that of after, or the one of before where it is alone."""
        return self._item_of(self.lines[self.at]) if self.at < len(self.lines) else None

    def titles_in_view(self) -> Iterable[int]:
        first = self.scroll_offset.y
        items = map(self._item_of, self.lines[first : first + self.size.height])
        return [item for item in items if item is not None]

    def _item_of(self, line: Line) -> int | None:
        """The title that a line leads to, None for a heading and a line of several."""
        if not isinstance(line, tuple):
            return None
        title = line[1] or line[0]
        return None if title is None else title.item

    def row_count(self) -> int:
        return len(self.lines)

    def can_pick(self, row: int) -> bool:
        """Headings alone cannot have the focus, unless no titles stand below."""
        line = self.lines[row]
        return not isinstance(line, PageRow) or not (line.before or line.after)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        line = self.lines[row]
        if isinstance(line, PageRow):
            return _heading(line, width)
        if isinstance(line, Run):
            return _run(line, width)
        before, after = line
        if not self.is_split:
            return [("  ", "text"), (fit_title(after.title if after else "", width - 2), "text")]
        left, right = halves(width)
        return [*_was(before, left), (BETWEEN, "text"), *_is(after, right)]


def halves(width: int) -> tuple[int, int]:
    """The cells of both columns."""
    left = (width - len(BETWEEN)) // 2
    return left, width - len(BETWEEN) - left


def _lines(row: PageRow) -> Iterable[Line]:
    yield row
    if row.fate:
        yield Run(row.after if row.fate > 0 else row.before, row.fate)
        return
    for place in range(max(len(row.before), len(row.after))):
        yield _at(row.before, place), _at(row.after, place)


def _at(titles: Sequence[PageTitle], place: int) -> PageTitle | None:
    return titles[place] if place < len(titles) else None


def _heading(row: PageRow, width: int) -> list[Part]:
    """`Top picks   7 of 8 changed`: what became of the row is the last to be cut."""
    said = shorten(row.said, width)
    style = {1: "more", -1: "less"}.get(row.fate, "figure" if row.before != row.after else "quiet")
    name = shorten(row.title, max(width - cell_len(said) - len(GAP), 0))
    return [(name, "strong"), (GAP, "text"), (said, style)]


def _run(run: Run, width: int) -> list[Part]:
    sign, style = (CAME, "more") if run.fate > 0 else (LEAVES, "less")
    names = " · ".join(title.title for title in run.titles)
    return [(sign, style), (shorten(names, width - len(sign)), style)]


def _was(title: PageTitle | None, width: int) -> list[Part]:
    if title is None:
        return [(" " * width, "text")]
    sign, style = (LEAVES, "less") if title.is_other else (" " * len(LEAVES), "quiet")
    return [(sign, style), (fit_title(title.title, width - len(LEAVES)), style)]


def _is(title: PageTitle | None, width: int) -> list[Part]:
    if title is None:
        return [(" " * width, "text")]
    if title.is_other:
        sign, style = "+", "more"
    elif title.climbed:
        sign, style = f"{'▲' if title.climbed > 0 else '▼'}{abs(title.climbed)}", "quiet"
    else:
        sign, style = "", "quiet"
    name = "more" if title.is_other else "text"
    return [(sign.ljust(SIGN), style), (fit_title(title.title, width - SIGN), name)]
