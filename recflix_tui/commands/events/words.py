"""What a profile did, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from recflix_tui.library.acts.listing import Entry
from recflix_tui.library.behaviour import ActKind
from recflix_tui.library.undo_words import brought_words
from recflix_tui.library.views import Mark
from recflix_tui.text import clean, counted

_MARKS = {
    Mark.MY_LIST: ("on My List", "off My List"),
    Mark.WATCHED: ("watched", "not watched"),
    Mark.NOT_FOR_ME: ("not for me", "for me"),
    Mark.LIKE_THESE: ("picked as liked", "not picked as liked"),
    Mark.ABANDONED: ("gave up on", "did not give up on"),
}


def mark_words(mark: str | None) -> str:
    """A mark as it stands: `gave up on`; empty for none."""
    return _MARKS[Mark(mark)][0] if mark else ""


def said(entry: Entry) -> str:
    """What was done, and to which title."""
    if entry.brought is not None:
        did = "redid the import of" if entry.again else "undid the import of"
        return f"{did if entry.kind == 'undo' else 'imported'} {brought_words(entry.brought)}"
    title = clean(entry.title) or (f"movie {entry.movie_id}" if entry.movie_id is not None else "")
    if entry.titles:
        return _counted(entry, title)
    seconds = f" for {entry.value:,.0f} s" if entry.value else ""
    match entry.kind:
        case "rate":
            return f"rated {title} {entry.value or 0:g}"
        case "clear":
            return f"took the rating off {title}"
        case "undo":
            return f"undid event {entry.undoes}: {title}"
        case ActKind.OPENED:
            return f"opened {title}{seconds}"
        case ActKind.SEARCHED:
            return f'searched for "{entry.text}"' + (f", chose {title}" if title else "")
        case ActKind.SESSION:
            return f"used the app{seconds}"
    on, off = _MARKS[Mark(entry.kind)]
    value = entry.value or 0
    told = entry.kind == Mark.ABANDONED and 0 < value < 1  # else nobody said how far
    return f"{on if value else off}: {title}" + (f" after {value:.0%}" if told else "")


def _counted(entry: Entry, title: str) -> str:
    what = title if entry.movie_id is not None else counted(entry.titles, "title")
    times = counted(entry.times, "time")
    if entry.kind == ActKind.SHOWN:
        return f"{what} in view, {times} that day"
    return f"{what} with the focus, {times} that day, {entry.value or 0:,.0f} s"


def moment(at: float) -> str:
    """A time, as the person's clock shows it."""
    try:
        return datetime.fromtimestamp(at).strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, OSError, ValueError):
        return "at no time"


def day(at: float) -> str:
    """A day of counts, which are kept by UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")
