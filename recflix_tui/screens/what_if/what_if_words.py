"""What the What if screen says: the lines of its list, the title before and after, what a line is
about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from recflix_tui.recommend.page.difference import AS_IT_IS as AS_WAS
from recflix_tui.recommend.page.difference import PageDifference
from recflix_tui.recommend.rows.top_picks import TOP_PICKS
from recflix_tui.screens.signals.moved_words import moved_words, page_rows
from recflix_tui.screens.signals.signals_words import GO_ON
from recflix_tui.text import counted, one_in
from recflix_tui.widgets.cells import first_that_fits, fit, shorten
from recflix_tui.widgets.pictures.figures import hundredths, plus_minus, signed, two_digits
from recflix_tui.widgets.weights.strike_list import StrikeRow
from recflix_tui.widgets.weights.two_pages import PageRow, PageTitle, halves

if TYPE_CHECKING:
    from recflix_tui.recommend.what_if.beside import TitleIf, WhatIf
    from recflix_tui.recommend.what_if.changes import Changes
    from recflix_tui.screens.what_if.loading import Entry, Read

AS_IT_IS = "Strike or change something on the left: what moves shows here. Nothing is kept."
ARROW = " → "
NO_OTHER = "Top picks move; no other row of Home does."
TOP_TEN = "top ten"
NOT_RATED = "not rated"
RATINGS, SIGNALS, GENRES = "ratings", "signals", "genres"
MOVES = "in its stars"
BRINGS = "bring it here"
TASTE = "A rating changes the taste: the others then tell more, and every row may move."


# --- the list -------------------------------------------------------------------------------


def parts_of(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """The lists that stand below each other, by their headings; the title itself has none."""
    first, *others = entries
    parts: list[tuple[str, list[Entry]]] = [("", [first])]
    for heading, own in (
        (RATINGS, [e for e in others if e.item is not None]),
        (SIGNALS, [e for e in others if e.signal is not None]),
        (GENRES, [e for e in others if e.genre is not None]),
    ):
        if own:
            parts.append((heading, own))
    return parts


def lines_of(entries: Sequence[Entry]) -> list[Entry | str]:
    """What each line of the list is about: a heading is a word."""
    lines: list[Entry | str] = []
    for heading, own in parts_of(entries):
        lines += [*([heading] if heading else []), *own]
    return lines


def strike_rows(read: Read, changes: Changes) -> list[StrikeRow]:
    """The lines of the list."""
    notes = {RATINGS: MOVES, SIGNALS: BRINGS, GENRES: "titles"}
    return [
        StrikeRow(line, effect=notes[line], is_heading=True)
        if isinstance(line, str)
        else _row(line, read, changes)
        for line in lines_of(read.entries)
    ]


def _row(entry: Entry, read: Read, changes: Changes) -> StrikeRow:
    if entry.signal is not None:
        off = entry.signal.name in changes.signals
        does, tone = _does(entry), _tone(_speaks(entry))
        return StrikeRow(entry.words, not off, effect=does, tone=tone, changed=off)
    if entry.genre is not None:
        off = entry.genre in changes.genres
        return StrikeRow(entry.words, not off, effect=f"{entry.n_titles:,}", changed=off)
    return _rating_row(entry, read, changes)


def _rating_row(entry: Entry, read: Read, changes: Changes) -> StrikeRow:
    assert entry.item is not None
    given, was = changes.stars.get(entry.item), entry.stars
    own = NOT_RATED if was is None else f"{was:g}"
    effect = "" if entry.effect is None else signed(hundredths(entry.effect))
    tone = _tone(hundredths(entry.effect or 0.0))
    if given is not None:
        figure = f"{own}{ARROW.strip()}{given:g}" if given != was else own
        return StrikeRow(entry.words, True, figure, effect, tone, changed=True, is_title=True)
    struck = is_struck(entry, read, changes)
    counts = None if was is None else not struck
    changed = entry.item in changes.without
    return StrikeRow(entry.words, counts, own, effect, tone, changed, is_title=True)


def is_struck(entry: Entry, read: Read, changes: Changes) -> bool:
    """Whether a rating is struck, by itself or with a genre of its title."""
    assert entry.item is not None
    return entry.item in changes.without or is_of_struck_genre(entry.item, read, changes)


def is_of_struck_genre(item: int, read: Read, changes: Changes) -> bool:
    """Whether a title is of a genre that is struck."""
    names = {read.dataset.genre_names[genre] for genre in changes.genres}
    return bool(names) and not names.isdisjoint(read.dataset.genres(item))


def _speaks(entry: Entry) -> float:
    """How a signal speaks of the title: above 0 for it, below against it."""
    return (entry.share or 0) if entry.effect is None else entry.effect - 1


def _tone(speaks: float) -> str:
    return "quiet" if not speaks else "more" if speaks > 0 else "less"


def _does(entry: Entry) -> str:
    """What a signal does to the title: `38 %` of what brings it here, `×1.12` of its worth."""
    if entry.effect is not None:
        factor = f"×{entry.effect:.2f}"
        return "" if factor == "×1.00" else factor
    return f"{entry.share} %".replace("-", "−") if entry.share else ""


# --- the heading and the title --------------------------------------------------------------


def heading_words(title: str, changes: Changes, width: int) -> Content:
    """`what if …  Alien   2 changes, esc drops them`."""
    tried = counted(changes.count, "change") if changes.count else ""
    drops = f"   {tried}" + (", esc drops all" if tried else "")
    start = "what if …  "
    name = shorten(title, max(width - len(start) - len(drops), 1))
    return Content.assemble((start, "bold"), name, (drops, "$accent"))


def title_words(tried: WhatIf) -> Callable[[int, int], Content]:
    """What is made of the title before and after, in two lines or three."""

    def words(width: int, height: int) -> Content:
        was, would_be = tried.before.title, tried.after.title
        assert was is not None
        assert would_be is not None
        moves = bool(tried.changes.count)
        lines = [_stars_line(was, would_be, moves), _picks_line(was, would_be, moves, width)]
        return Content("\n").join(line for line in lines[:height])

    return words


def _stars_line(was: TitleIf, would_be: TitleIf, moves: bool) -> Content:
    """`stars  4.53 ±0.6 → 4.27 ±0.6  −0.26`, as far as it moves; else `… 4.53 ±0.6  as it is`."""
    said = [("stars  ", "$muted"), (_stars(was), "" if moves else "$accent bold")]
    by = hundredths(would_be.why.shown) - hundredths(was.why.shown)
    if moves and _stars(was) == _stars(would_be):
        said.append((f"  {AS_WAS}", "$muted"))
    elif moves:
        said += [(ARROW, "$muted"), (_stars(would_be), "$accent bold")]
        said += [(f"  {signed(by)}", "$more" if by > 0 else "$less")] if by else []
    return Content.assemble(*said)


def _stars(title: TitleIf) -> str:
    return f"{two_digits(title.why.shown)}{plus_minus(title.uncertainty)}"


def _picks_line(was: TitleIf, would_be: TitleIf, moves: bool, width: int) -> Content:
    """`picks  12th → 3rd · picked: 1 in 9 → 1 in 7`, as far as it moves; places alone without room,
    or where it would be rated, so that it cannot be picked."""
    sides = [was, would_be] if moves else [was]
    said = f"picks  {_moving(side.place_words for side in sides)}"
    chances = [side.probability for side in sides if side.place is not None]
    likely = _moving(one_in(chance) for chance in chances if chance is not None)
    likely = likely if sides[-1].place is not None else ""
    ways = [f"{said} · picked: {likely}", f"{said} · {likely}"] if likely else []
    return Content.styled(shorten(first_that_fits([*ways, said], width), width), "$muted")


def _moving(said: Iterable[str]) -> str:
    """What is said before and after, once where it is the same."""
    return ARROW.join(dict.fromkeys(said))


# --- the lists of after ---------------------------------------------------------------------


def two_pages(tried: WhatIf, title_of: Callable[[int], str]) -> list[PageRow]:
    """The first ten picks, then the rows of the page, as they are shown side by side; the row of
    top picks says nothing that the ten do not."""
    top, moves = tried.top, bool(tried.changes.count)
    left, came = set(top.left), set(top.came)
    first = PageRow(
        TOP_TEN,
        top.became if moves else "",
        tuple(PageTitle(item, title_of(item), item in left) for item in top.before),
        tuple(
            PageTitle(item, title_of(item), item in came, top.climbed.get(item, 0))
            for item in top.after
        ),
    )
    return [first, *page_rows(_other_rows(tried.page), title_of)]


def _other_rows(page: PageDifference) -> PageDifference:
    """The rows of the page but top picks, where these stand on both pages."""
    rows = page.rows
    top = [row for row in rows if row.key == TOP_PICKS.key and not (row.is_new or row.is_gone)]
    return PageDifference(tuple(row for row in rows if row not in top))


def rows_words(page: PageDifference) -> str:
    """Which rows of the page move, in a sentence; the first ten picks are told by themselves."""
    others = _other_rows(page)
    if others.is_same and not page.is_same:
        return NO_OTHER
    return moved_words(others)


def columns_words(moves: bool) -> Callable[[int, int], Content]:
    """What stands over the two columns of titles."""

    def words(width: int, height: int) -> Content:
        if not moves:
            return Content.styled(shorten("your picks and rows, as they are", width), "$muted")
        left, right = halves(width)
        return Content.styled(
            fit("as it is", left + 1) + shorten("as it would be", right), "$muted"
        )

    return words


# --- the line below -------------------------------------------------------------------------


def about_words(entry: Entry, read: Read, changes: Changes) -> str:
    """What the line in focus is about, and what its keys do."""
    if entry.signal is not None:
        goes_on = GO_ON.get(entry.signal.name, "")
        empty = (
            f"Struck or not, it says nothing: {entry.nothing.rstrip('.')}." if entry.nothing else ""
        )
        said = f"{entry.words}: {entry.signal.about}."
        return " ".join(filter(None, (said, empty, goes_on)))
    if entry.genre is not None:
        what = (
            "all that you did with it is struck"
            if entry.genre in changes.genres
            else ("struck, it is as if you had done nothing with it")
        )
        return (
            f"{entry.words}: {what}: ratings, marks, what you opened and searched. "
            "Its titles may be recommended all the same."
        )
    return _about_rating(entry, read, changes)


def _about_rating(entry: Entry, read: Read, changes: Changes) -> str:
    assert entry.item is not None
    given, was = changes.stars.get(entry.item), entry.stars
    if given is not None:
        before = "not rated" if was is None else f"{was:g}"
        return f"{entry.words}: as if you had given it {given:g}; it is {before}. {TASTE}"
    if was is None:
        return f"{entry.words}: you have not rated it. ← → try a rating."
    if is_struck(entry, read, changes):
        return f"{entry.words}: as if you had never rated it; it may be recommended itself. {TASTE}"
    return f"{entry.words}: you gave it {was:g}. Space strikes it, ← → change it. {TASTE}"
