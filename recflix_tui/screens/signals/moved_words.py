"""What moved from one page to another, in words and as the lines that are shown of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from recflix_tui.recommend.page.difference import AS_IT_IS, PageDifference, RowDifference
from recflix_tui.text import counted
from recflix_tui.widgets.weights.two_pages import PageRow, PageTitle

NOTHING_MOVES = "No row of Home moves."
OTHER_ORDER = "The rows stand in another order; their titles are as they were."
AS_THEY_ARE = "as they are"
NAMED = 3  # rows that a sentence names


def moved_words(moved: PageDifference) -> str:
    """`Top picks: 7 of 8 changed; Because you rated Alien: gone; 2 more rows move`."""
    if moved.is_same:
        return NOTHING_MOVES
    groups = _alike(moved.moved)
    if not groups:
        return OTHER_ORDER
    said = [f"{_name(rows)}: {rows[0].became}" for rows in groups[:NAMED]]
    n_more = sum(len(rows) for rows in groups[NAMED:])
    if n_more:
        said.append(f"{counted(n_more, 'more row')} move{'s' if n_more == 1 else ''}")
    return "; ".join(said)


def _alike(rows: Sequence[RowDifference]) -> list[list[RowDifference]]:
    """Rows that one word tells of together: those of one kind that all came or are all gone."""
    groups: dict[tuple[str, str], list[RowDifference]] = {}
    for row in rows:
        whole = row.is_new or row.is_gone
        key = (row.key.partition(":")[0], row.became) if whole else (row.key, "")
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _name(rows: Sequence[RowDifference]) -> str:
    """`Top picks`; `Because you rated … (3 rows)`; `Drama and 2 more rows`."""
    first = rows[0].title
    if len(rows) == 1:
        return first
    start = _start_of([row.title for row in rows])
    if start:
        return f"{start} … ({len(rows)} rows)"
    return f"{first} and {counted(len(rows) - 1, 'more row')}"


def _start_of(titles: Sequence[str]) -> str:
    """The words that all titles begin with."""
    same = []
    for words in zip(*(title.split() for title in titles), strict=False):
        if len(set(words)) > 1:
            break
        same.append(words[0])
    return " ".join(same)


def page_rows(moved: PageDifference, title_of: Callable[[int], str]) -> list[PageRow]:
    """The rows as they are shown side by side; neighbours that are as they were are one heading
    alone, unless nothing moved."""
    if moved.is_same:
        return [_page_row(row, title_of, whole=True) for row in moved.rows]
    shown = []
    for is_same, run in groupby(moved.rows, lambda row: row.is_same):
        rows = list(run)
        shown += [_same(rows)] if is_same else [_page_row(row, title_of) for row in rows]
    return shown


def _same(rows: Sequence[RowDifference]) -> PageRow:
    said = AS_IT_IS if len(rows) == 1 else AS_THEY_ARE
    return PageRow(" · ".join(row.title for row in rows), said, (), ())


def _page_row(row: RowDifference, title_of: Callable[[int], str], whole: bool = False) -> PageRow:
    fate = 1 if row.is_new else -1 if row.is_gone else 0
    said = "" if whole else row.became
    left, came = set(row.left), set(row.came)
    return PageRow(
        row.title,
        said,
        tuple(PageTitle(item, title_of(item), item in left) for item in row.before),
        tuple(
            PageTitle(item, title_of(item), item in came, row.climbed.get(item, 0))
            for item in row.after
        ),
        fate,
    )
