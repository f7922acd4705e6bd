"""What Matrix says in words: of the whole, of a picture, of the cell under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.orders import ACTIVITY, CLUSTER, FACTOR, ID, OrderBy
from recflix_tui.matrix.values import Cell, Picture, Window
from recflix_tui.text import counted
from recflix_tui.widgets.cells import first_that_fits, shorten
from recflix_tui.widgets.pictures.figures import hundredths, in_stars, signed, two_digits

YOU, WATCHES, BETWEEN = "◂", " watches here", " · "
LEAST_NAMED = 8  # cells that a person and a title have at least, on the line of a cell
Figure = tuple[str, str, str]
"""A label, what it is, and the style of that."""


def percent(share: float) -> str:
    """A share of 0 to 1 in so many digits that neither nothing nor all is said falsely."""
    hundred = 100 * share
    if 0 < share < 0.0001 or 0.9999 < share < 1:
        return f"{hundred:.4f} %"
    return f"{hundred:.2f} %" if hundred < 1 or hundred > 90 else f"{hundred:.1f} %"


def size_words(matrix: UserItemMatrix, width: int) -> str:
    """How large the matrix is and how empty."""
    people, titles = f"{matrix.n_rows:,} people", f"{matrix.n_columns:,} titles"
    empty = f"{percent(matrix.sparsity)} empty"
    cells = f"{matrix.n_ratings:,} of {matrix.n_cells:,} cells hold a rating"
    return first_that_fits(
        [
            f"{people} × {titles} · {empty}: {cells}",
            f"{people} × {titles} · {empty}: {matrix.n_ratings:,} of {matrix.n_cells:,} cells",
            f"{matrix.n_rows:,} × {matrix.n_columns:,} · {empty}: {matrix.n_ratings:,} ratings",
            f"{matrix.n_rows:,} × {matrix.n_columns:,} · {empty}",
            empty,
        ],
        width,
    )


MEASURES = {
    Picture.DENSITY: "share rated, by rank",
    Picture.KNOWN: "stars given",
    Picture.PREDICTED: "stars predicted",
    Picture.ERROR: "rated less predicted",
}
"""What the scale of each picture measures."""


COLOURS = {
    "stronger": "stronger its colour",
    "lit": "coloured",
    "higher": "blue",
    "lower": "orange",
}
SIGNS = {"stronger": "fuller its sign", "lit": "full", "higher": "▲", "lower": "▼"}
"""How the words call what is seen: in colours, and in signs that stand for them."""
MANY = {
    Picture.DENSITY: (
        "the {stronger}, the more of it is rated, and one rating alone gives it some. What is "
        "blank nobody there rated. A matrix that is nearly all empty is called sparse.",
        "the {stronger}, the more is rated.",
        "The {stronger}, the more is rated.",
    ),
    Picture.KNOWN: (
        "the mean of the stars that were given. Where it is blank nobody there rated: that is "
        "what a recommender has to guess.",
        "mean stars given; blank: none.",
        "Mean stars given; blank: nobody rated.",
    ),
    Picture.PREDICTED: (
        "the mean of what the model predicts. Nothing is blank: it has a guess for everybody and "
        "every title.",
        "mean stars predicted; none is blank.",
        "Mean stars predicted: no cell is blank.",
    ),
    Picture.ERROR: (
        "ratings less predictions, in the mean, so over and under cancel out: {higher}, rated "
        "higher than predicted; {lower}, lower. On ratings it never saw the model errs more.",
        "{higher}: rated over prediction; {lower}: under.",
        "{higher}: rated higher than predicted; {lower}: lower.",
    ),
}
"""What squares of many cells show: in full, shorter, and without their size."""
SINGLE = {
    Picture.DENSITY: (
        "Each cell is one person and one title, {lit} where that person rated that title. Of all "
        "cells of the matrix nearly all are empty: it is sparse.",
        "Full where this person rated this title. Blank: empty.",
    ),
    Picture.KNOWN: (
        "Each cell holds the stars that one person gave one title. The blank ones are empty: those "
        "are what a recommender has to guess.",
        "The stars given. Blank cells are empty: nobody knows.",
    ),
    Picture.PREDICTED: (
        "Each cell holds the stars that the model predicts of one person and one title. None is "
        "blank: it has a guess for everybody and every title.",
        "The stars predicted: no cell is blank.",
    ),
    Picture.ERROR: (
        "Each cell is a rating less its prediction: {higher}, rated higher than predicted; "
        "{lower}, lower. Errors are of the sum, before it is bent to stay within the scale. On "
        "ratings it never saw the model errs more.",
        "{higher}: rated higher than predicted; {lower}: lower.",
    ),
}
"""What single cells show: in full, and in short."""


def picture_words(picture: Picture, window: Window, width: int, plain: bool) -> str:
    """What one sees, for someone who never saw such a picture; plain: drawn without colours."""
    looks = SIGNS if plain else COLOURS
    if window.single_cells:
        return first_that_fits([way.format(**looks) for way in SINGLE[picture]], width)
    people = counted_people(window.bin_rows)
    square = f"Each square is {people} × {counted(window.bin_columns, 'title')}: "
    ways = [way.format(**looks) for way in MANY[picture]]
    return first_that_fits([square + ways[0], square + ways[1], ways[-1]], width)


def counted_people(n: int) -> str:
    return "1 person" if n == 1 else f"{n:,} people"


ORDER_WORDS = {
    ACTIVITY: ("most ratings first", "most rated first"),
    ID: ("by id", "by id"),
    CLUSTER: ("similar taste side by side", "liked alike side by side"),
    FACTOR: ("by factor", "by factor"),
}


def order_words(rows: OrderBy, columns: OrderBy) -> tuple[str, str]:
    """How the people and how the titles are ordered."""
    down, across = ORDER_WORDS[rows.kind][0], ORDER_WORDS[columns.kind][1]
    if rows.kind == FACTOR:
        down = f"factor {rows.factor}, highest first"
    if columns.kind == FACTOR:
        across = f"factor {columns.factor}, highest first"
    return down, across


# --- the cell under the cursor ------------------------------------------------------------------


def who_words(name: str, cell: Cell) -> str:
    """Whose row it is; a profile here is marked."""
    return name if cell.profile is None else f"{name} {YOU}{WATCHES}"


def line_content(who: str, what: str, figures: Sequence[Figure], width: int) -> Content:
    """`user 412 · Blade Runner (1982)   rated 5.0   predicted 4.6   error +0.4`: where room is
    short, what is named last is shortened, then who it is; no figure is."""
    for gap in ("   ", "  "):
        words = sum(cell_len(f"{gap}{label} {figure}") for label, figure, _ in figures)
        room = width - words - cell_len(" " + BETWEEN)  # for both names
        if room >= cell_len(who) + LEAST_NAMED:
            break
        who = who.removesuffix(WATCHES)
    who = shorten(who, max(room - LEAST_NAMED, 3))
    parts: list[str | tuple[str, str]] = [(f" {who}", "$foreground"), (BETWEEN, "$muted")]
    parts.append((shorten(what, max(room - cell_len(who), 3)) + gap, "$foreground"))
    for label, figure, style in figures:
        parts += [(f"{label} ", "$muted"), (f"{figure}{gap}", style)]
    said = Content.assemble(*parts)
    return said if said.cell_length <= width else said.rstrip()


def cell_figures(cell: Cell) -> list[Figure]:
    """The figures of a cell as (label, figure, style)."""
    figures = [("rated", "not yet" if cell.rating is None else f"{cell.rating:g}", "$foreground")]
    if cell.prediction is not None:
        figures.append(("predicted", two_digits(cell.prediction), "$accent"))
    if cell.error is not None:
        error = hundredths(cell.error)
        rated = hundredths(cell.rating or 0.0)
        if rated - error != hundredths(cell.prediction or 0.0):
            # The picture's error is that of the sum, before the scale bends it to what is shown.
            figures.append(("unbent", in_stars(rated - error), "$accent"))
        figures.append(("error", signed(error), "$foreground"))
    return figures


def bin_figures(picture: Picture, value: float, count: int, cells: int) -> list[Figure]:
    """The figures of a bin of many cells as (label, figure, style); value: NaN for none."""
    figures = [("rated", f"{count:,} of {cells:,}", "$foreground")]
    if picture is Picture.DENSITY:
        figures.append(("filled", percent(count / cells if cells else 0), "$accent"))
    elif value == value:
        label = {
            Picture.KNOWN: "mean rating",
            Picture.PREDICTED: "mean prediction",
            Picture.ERROR: "mean error",
        }[picture]
        shown = signed(hundredths(value)) if picture is Picture.ERROR else two_digits(value)
        figures.append((label, shown, "$accent"))
    return figures


def places_words(word: str, first: int, count: int, n: int) -> str:
    """`people 1 to 12`, counted from 1."""
    last = min(first + count, n)
    return f"{word} {first + 1:,}" if last == first + 1 else f"{word} {first + 1:,} to {last:,}"
