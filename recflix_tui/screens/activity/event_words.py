"""What a profile did, in everyday words."""

from __future__ import annotations

import time

from recflix_tui.library.acts.history import Done, Kind
from recflix_tui.library.undo_words import ELSEWHERE, brought_words
from recflix_tui.library.views import Event, Mark
from recflix_tui.text import counted
from recflix_tui.widgets.lists.event_list import EventLook

EVERYTHING = "everything"
MARKED: dict[str, tuple[str, str]] = {
    Mark.MY_LIST: ("put on My List", "took off My List"),
    Mark.WATCHED: ("watched", "not watched after all"),
    Mark.NOT_FOR_ME: ("not for me", "for me after all"),
    Mark.LIKE_THESE: ("likes the like of", "no longer likes the like"),
    Mark.ABANDONED: ("gave up", "did not give up after all"),
}
"""What a mark says once it is on, and once it is off."""
LOGS: dict[Kind, str] = {
    Kind.RATINGS: "ratings",
    Kind.MARKS: "marks",
    Kind.UNDONE: "undone and redone",
    Kind.OPENED: "titles opened",
    Kind.SEARCHED: "searches",
    Kind.IN_VIEW: "titles in view",
    Kind.SESSIONS: "sessions",
    Kind.IMPORTS: "imports",
}
"""What each kind is called."""


def look_of(done: Done) -> EventLook:
    """How the list shows a thing that was done."""
    then = time.localtime(done.at)
    title = title_words(done)
    if done.kind is Kind.SEARCHED:
        title = f"{done.text} → {title or 'nothing was chosen'}"
    return EventLook(
        key=done.key,
        day=_words_of(_day_of(done), "%a {day} %b %Y"),
        time="" if done.kind is Kind.IN_VIEW else time.strftime("%H:%M", then),
        what=what_words(done),
        title=title,
        is_rating=done.event is not None,
    )


def title_words(done: Done) -> str:
    """What it was done to: a title, or all that an import brought."""
    if done.brought is not None:
        return brought_words(done.brought)
    return done.title or (ELSEWHERE if done.is_elsewhere else "")


def what_words(done: Done) -> str:
    """What was done, but for the title that it was done to."""
    if done.event is not None:
        did = "imported" if done.brought is not None else event_words(done.undone or done.event)
        return did if done.undone is None else f"{'redid' if done.again else 'undid'}: {did}"
    if done.kind is Kind.OPENED:
        return f"opened, {long_words(done.seconds)}"
    if done.kind is Kind.SEARCHED:
        return "searched"
    if done.kind is Kind.SESSIONS:
        return f"a session, {long_words(done.seconds)}" if done.seconds else "a session begins"
    return f"{counted(done.shown, 'title')} in view"


def event_words(event: Event) -> str:
    """What an event of the log of ratings and marks did."""
    if event.kind == "rate":
        return f"rated {event.value:g}"
    if event.kind == "clear":
        return "took the rating off"
    if event.kind == "undo":
        return "undid"
    on, off = MARKED[event.kind]
    if event.kind == Mark.ABANDONED and event.value and event.value < 1:  # else nobody said
        return f"{on} at {event.value:.0%}".replace("%", " %")
    return on if event.value else off


def long_words(seconds: float | None) -> str:
    """How long something lasted: `20 s`, `3 min`, `1 h 12 min`."""
    if seconds is None:
        return "for a while"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def date_words(done: Done) -> str:
    """The date of a thing that was done, without the day of the week: `3 Nov 2026`."""
    return _words_of(_day_of(done), "{day} %b %Y")


def moment_words(at: float) -> str:
    """A moment: `3 Nov 2026 21:14`; at: in Unix seconds."""
    return _words_of(time.localtime(at), "{day} %b %Y %H:%M")


def _day_of(done: Done) -> time.struct_time:
    """The date here; of what is counted a day that of the day, which goes by UTC."""
    began = done.day_began
    return time.localtime(done.at) if began is None else time.gmtime(began)


def _words_of(then: time.struct_time, form: str) -> str:
    return time.strftime(form.format(day=then.tm_mday), then)


def about_words(done: Done | None) -> str:
    """What is told of the event in focus below the list."""
    if done is None:
        return ""
    if done.event is not None:
        return f"{moment_words(done.at)} · enter: ratings, marks and page as they were right after"
    if done.kind is Kind.IN_VIEW:
        rests = (
            f"the focus rested {counted(done.focused, 'time')}, {long_words(done.seconds)} in all"
        )
        return f"counted a day · {rests}" if done.focused else "counted a day"
    return f"{moment_words(done.at)} · enter: ratings, marks and page as they were then"
