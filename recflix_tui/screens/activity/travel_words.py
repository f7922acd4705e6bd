"""A profile as it was after an event, in words and lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recflix_tui.library.time_travel import Then
from recflix_tui.screens.activity.event_words import moment_words, title_words, what_words
from recflix_tui.text import counted, nth
from recflix_tui.widgets.lists.told_list import ToldLine
from recflix_tui.widgets.marks import GAVE_UP, MY_LIST, NOT_FOR_ME, WATCHED

TITLES = 12  # titles of a row that are named
NOTHING_YET = "nothing was rated or marked yet: what is, can be gone back to"
NOT_BEFORE = "before that nothing was rated or marked"


def banner_words(then: Then) -> str:
    """`as of 3 Nov 2026 21:14, event 312, the 17th of 240 · rated 4.5 · Alien`: the first number is
    the one that commands take."""
    event = then.event
    place = f"the {nth(then.number)} of {then.n_events:,}"
    when = f"as of {moment_words(event.at)}, event {event.id}, {place}"
    return f"{when} · {what_words(then.done)} · {title_words(then.done)}"


def model_words(then: Then) -> str:
    """By which version the page is made."""
    version = then.in_use.version
    if then.gone:
        return f"{then.gone}: the page cannot be made again"
    if version is None:
        return "no model was there yet: the page is what it was without one"
    weights = "signals, region and consents as today"
    if then.in_use.is_known:
        return f"page by model {version}, in use then; {weights}"
    return (
        f"page by model {version}, the oldest still here (which was in use is not known); {weights}"
    )


def page_lines(then: Then) -> list[ToldLine]:
    """The rows of the page as it was."""
    if then.page is None:
        return []
    lines: list[ToldLine] = []
    for row in then.page.rows:
        lines.append(ToldLine(row.title, note=row.note, is_heading=True))
        titles = [then.dataset.title(item) for item in row.items[:TITLES]]
        lines.append(ToldLine(" · ".join(titles)))
    return lines


def state_lines(then: Then) -> list[ToldLine]:
    """Ratings and marks as they stood, of each kind the newest first."""
    activity, dataset = then.activity, then.dataset
    n = len(activity.ratings)
    lines = [ToldLine(counted(n, "rating") if n else "no rating", is_heading=True)]
    lines += [
        ToldLine(dataset.title(item), f"{stars:g}", is_title=True)
        for item, stars in reversed(list(activity.ratings.items()))
    ]
    marked = list(_marks(then))
    if marked:
        lines.append(ToldLine(counted(len(marked), "mark"), is_heading=True))
        lines += marked
    return lines


def _marks(then: Then) -> Iterator[ToldLine]:
    activity = then.activity
    of: tuple[tuple[str, Mapping[int, float]], ...] = (
        (MY_LIST.sign, activity.my_list),
        (WATCHED.sign, activity.watched),
        (GAVE_UP.sign, activity.abandoned),
        (NOT_FOR_ME.sign, activity.refused),
    )
    for sign, items in of:
        for item in reversed(list(items)):
            yield ToldLine(then.dataset.title(item), sign, is_title=True)
