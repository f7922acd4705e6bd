"""Text measured in terminal cells, as it must be for columns to stay straight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

ELLIPSIS = "…"
UNPARTED = "\xa0"
LEAST_WITH_AN_END = 12  # cells from which both ends of a title can be read
ENDING = 0.6  # of a shortened title, at most, is its end
LONGEST_NUMBER = 8  # characters of what stands in brackets and is no other name: `Part 2)`


def shorten(text: str, width: int) -> str:
    """`text`, cut to at most `width` cells; what is cut ends in an ellipsis."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip(" ·") + ELLIPSIS


def shorten_title(title: str, width: int) -> str:
    """`title` in at most `width` cells, its beginning and its end kept: `The Lord of…Two Towers`.

    Films of a series begin alike, and their ends tell them apart. Another name in brackets at
    the end tells little: it goes first. In a few cells only a beginning can be read.
    """
    if cell_len(title) <= width:
        return title
    main = main_name(title)
    if width < LEAST_WITH_AN_END or cell_len(main) < width:
        return shorten(title, width)
    end = _ending(main, round((width - 1) * ENDING))
    start = set_cell_size(main, width - 1 - cell_len(end)).rstrip(" ·")
    return start + ELLIPSIS + end


def main_name(title: str) -> str:
    """`title` without what stands in brackets at its end, unless that is as short as a number."""
    name, opening, bracket = title.rpartition(" (")
    is_other_name = opening and name and bracket.endswith(")") and len(bracket) > LONGEST_NUMBER
    return name if is_other_name else title


def _ending(text: str, width: int) -> str:
    """The end of `text` in at most `width` cells, from the beginning of a word where it can."""
    at = len(text)
    while at and cell_len(text[at - 1 :]) <= width:
        at -= 1
    words = text[at:].lstrip() if text[at - 1] == " " else text[at:].partition(" ")[2].lstrip()
    return words if cell_len(words) * 3 >= width else text[at:].lstrip()


def two_lines(
    text: str, first: int, second: int, cut: Callable[[str, int], str] = shorten_title
) -> tuple[str, str]:
    """`text` in a line of `first` cells and one of `second`, parted between words where it can.

    What has no room on the second is left to `cut`.
    """
    if cell_len(text) <= first:
        return text, ""
    if first <= 0:
        return "", cut(text, second)
    at = 0
    while cell_len(text[: at + 1]) <= first:
        at += 1
    space = at if text[at] == " " else text.rfind(" ", 0, at)
    at = space if space > 0 else at
    return text[:at].rstrip(" ·"), cut(text[at:].strip(" ·"), second)


def share_cells(wanted: Sequence[int], cells: int) -> list[int]:
    """So many of `cells` for each of several texts that want so many: the longest lose first."""
    shares, left = [0] * len(wanted), max(cells, 0)
    by_length = sorted(range(len(wanted)), key=lambda n: wanted[n])
    for done, n in enumerate(by_length):
        shares[n] = min(wanted[n], left // (len(wanted) - done))
        left -= shares[n]
    return shares


def fit_title(title: str, width: int) -> str:
    """`title` in exactly `width` cells, cut in its middle, or padded with spaces."""
    short = shorten_title(title, width)
    return short + " " * (width - cell_len(short))


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut with an ellipsis, or padded with spaces."""
    short = shorten(text, width)
    return short + " " * (width - cell_len(short))


def first_that_fits(ways: Sequence[str], width: int) -> str:
    """The first of several ways to say a thing that `width` cells have room for, else the last."""
    return next((way for way in ways if cell_len(way) <= width), ways[-1])


def shorter_ways(words: str) -> list[str]:
    """`words`, and what is left of them as the parts between dots go, the last first; at the end
    nothing."""
    parts = words.split(" · ")
    return [" · ".join(parts[:kept]) for kept in range(len(parts), -1, -1)]


def fit_right(text: str, width: int) -> str:
    """`text` in exactly `width` cells, set to the right."""
    short = shorten(text, width)
    return " " * (width - cell_len(short)) + short


def pieces(*parts: tuple[str, Style]) -> list[Segment]:
    """Segments of the parts that hold any text.

    Leading blanks get a segment of their own: a picture exported as SVG would lose them.
    """
    segments = []
    for text, style in parts:
        bare = text.lstrip(" ")
        blanks = len(text) - len(bare)
        segments += [Segment(" " * blanks, style)] if blanks else []
        segments += [Segment(bare, style)] if bare else []
    return segments


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, parted between words; a word that is longer than
    a line is parted too. `UNPARTED` is a blank that no line ends at."""
    lines, width = [""], max(width, 2)  # one wide character fits
    for word in text.split(" "):
        line = f"{lines[-1]} {word}".lstrip()
        if cell_len(line) <= width:
            lines[-1] = line
            continue
        if lines[-1]:
            lines.append("")
        while cell_len(word) > width:
            start = set_cell_size(word, width).rstrip()
            lines[-1], word = start, word[len(start) :]
            lines.append("")
        lines[-1] = word
    return [line.replace(UNPARTED, " ") for line in lines]


def first_that_wraps(ways: Sequence[str], width: int, n_lines: int) -> list[str]:
    """The first of several ways to say a thing that fits in so many lines of `width` cells, as
    these lines; of the last, where none does, as much as there is room for."""
    for way in ways:
        lines = wrapped(way, width)
        if len(lines) <= n_lines:
            return lines
    kept = wrapped(ways[-1], width)
    last = " ".join(kept[n_lines - 1 :])
    return [*kept[: n_lines - 1], shorten(last, width)]
