"""The columns of the title table: how wide each is, and what its cells say."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.widgets.cells import fit, fit_right, fit_title
from recflix_tui.widgets.pictures.figures import one_digit
from recflix_tui.widgets.shelf.tile import TileLook
from recflix_tui.widgets.stars import stars_text

MARGIN = 3  # cells: the edge, one after it, one at the right
GAP = 2  # cells between columns: one for the mark of the order, one that stays free if it can
NARROW = 76  # below this many cells the columns stand closer
FEWEST_FLEXIBLE = 56  # cells for title and genres together; with fewer, no genres
LONGEST_GENRES = 34
TITLE_SHARE = 0.64
UP, DOWN = "▲", "▼"


@dataclass(frozen=True)
class Column:
    """A column of the table."""

    key: str
    """How code calls it; what it is ordered by has the same key."""
    label: str
    """What its header says."""
    width: int | None
    """Cells; None where it gets a share of what the others leave."""
    style: str
    """The component class of its cells, after `table--`."""
    right: bool = True
    """Whether its cells are set to the right."""


COLUMNS = (
    Column("title", "title", None, "title", right=False),
    Column("year", "year", 4, "quiet"),
    Column("genres", "genres", None, "quiet", right=False),
    Column("ratings", "ratings", 7, "quiet"),
    Column("mean", "mean", 4, "quiet"),
    Column("predicted", "for you", 7, "figure"),
    Column("mine", "yours", 10, "edge", right=False),
)


@dataclass(frozen=True)
class FittedColumn:
    """A column as it stands in a table of some width."""

    column: Column
    width: int
    """Cells of the column."""
    gap: int
    """Cells from it to the next."""


def fitted_columns(width: int) -> tuple[FittedColumn, ...]:
    """The columns in a table of `width` cells; genres are left out where titles need the room."""
    fixed = [c.width for c in COLUMNS if c.width is not None]
    gap = 1 if width < NARROW else GAP
    left = width - MARGIN - sum(fixed) - gap * len(fixed)
    genres = min(round((left - gap) * (1 - TITLE_SHARE)), LONGEST_GENRES)
    if left - gap < FEWEST_FLEXIBLE:
        genres = 0
    title = max(left - (genres + gap if genres else 0), 1)
    flexible = {"title": title, "genres": genres}
    widths = [(c, flexible[c.key] if c.width is None else c.width) for c in COLUMNS]
    shown = [(c, w) for c, w in widths if w]
    return tuple(FittedColumn(c, w, 0 if c is COLUMNS[-1] else gap) for c, w in shown)


def header_text(fitted: FittedColumn, descending: bool | None) -> str:
    """A column's label with the mark of the order (None: not ordered by it), gap included."""
    # The mark stands in the gap where the label fills its column, so that labels never move.
    mark = "" if descending is None else DOWN if descending else UP
    column, room = fitted.column, fitted.width + fitted.gap
    if column.right:
        return fit(fit_right(column.label, fitted.width) + mark, room)
    return fit(column.label + mark, room)


def cell_text(fitted: FittedColumn, look: TileLook) -> str:
    """A cell in exactly its column's width and the gap after it."""
    if fitted.column.key == "title":
        return fit_title(look.title, fitted.width) + " " * fitted.gap
    text = _text(fitted.column.key, look)
    aligned = fit_right(text, fitted.width) if fitted.column.right else fit(text, fitted.width)
    return aligned + " " * fitted.gap


def _text(key: str, look: TileLook) -> str:
    if key == "year":
        return str(look.year) if look.year else ""
    if key == "genres":
        return " · ".join(look.genres)
    if key == "ratings":
        return f"{look.count:,}" if look.count else ""
    if key == "mean":
        return "" if look.mean is None else one_digit(look.mean)
    if key == "predicted":
        return "" if look.prediction is None else one_digit(look.prediction)
    return _mine(look)


def _mine(look: TileLook) -> str:
    """Own rating and the signs of the marks; a mark that stands alone in words."""
    if look.stars is not None:
        return f"{stars_text(look.stars):<5} {look.signs}".rstrip()
    return look.marks[0].word if len(look.marks) == 1 else look.signs
