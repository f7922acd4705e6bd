"""`recflix replay`: ratings and marks built again from the log alone."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from typing import Any

from recflix_tui.commands.events.page_then import page_then
from recflix_tui.commands.events.words import mark_words, moment
from recflix_tui.commands.parser import kinds
from recflix_tui.commands.shared.common import Args, open_library, say, table
from recflix_tui.library.acts.naming import TitleNames
from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.store.records import Profile
from recflix_tui.store.replay import Standing, StandingRow
from recflix_tui.text import clean, counted


def replay(args: Args) -> None:
    """What stands by the log beside what is kept; ends with 1 where they differ."""
    with open_library(args) as library:
        profile = library.profiles.find(args.profile)
        if args.at is not None:
            _show(args, library, profile)
            return
        found = library.behaviour.replay(profile.id)
    live, replayed, differences = found.live, found.replayed, found.differences
    data = {
        "profile": profile.name,
        "events": replayed.n_events,
        "same": not differences,
        "differences": differences,
        **_counts(replayed.standing),
        "live_sha256": live.digest,
        "replayed_sha256": replayed.standing.digest,
    }
    counts = _counts(replayed.standing)
    told = f"{counted(counts['ratings'], 'rating')} and {counted(counts['marks'], 'mark')}"
    text = f"{counted(replayed.n_events, 'event')} give {told}"
    if not differences:
        text += f", byte for byte what is kept (SHA-256 {live.digest[:12]})"
    say(args, data, text)
    if differences:
        for line in [] if args.json else differences:
            print(f"recflix: {clean(line)}", file=sys.stderr)
        raise SystemExit(1)


def _show(args: Args, library: Library, profile: Profile) -> None:
    """Print what stood at a moment of the log."""
    event = _event(args.at, library, profile)
    standing = library.behaviour.standing_at(profile.id, event).standing
    names = TitleNames(library.session.store, library.snapshot.dataset)
    rows = [_row(names, row) for row in standing.rows]
    page, page_words = page_then(library, profile.id, event)
    data = {
        "profile": profile.name,
        "event": event,
        **_counts(standing),
        "standing": rows,
        "page": page or None,
    }
    lines = [
        (moment(row["at"]), mark_words(row["mark"]) or f"{row['value']:g}", row["title"])
        for row in rows
    ]
    said = (
        f"after event {event}; behaviour of then is not made up: recflix events list has the rest"
    )
    told = [table(lines) or "nothing stood", page_words, said]
    say(args, data, "\n".join(part for part in told if part))


def _event(at: str, library: Library, profile: Profile) -> int:
    """The event that a number or a time means. Raises LibraryError."""
    events = library.session.store.events(profile.id)
    if not events:
        raise LibraryError(f"{profile.name} has rated and marked nothing: its log is empty")
    if at.isdecimal():
        if int(at) not in {event.id for event in events}:
            raise LibraryError(
                f"the log of {profile.name} has no event {at[:20]}; "
                f"its events are from {events[0].id} to {events[-1].id}"
            )
        return int(at)
    try:
        time = kinds.moment(at)
    except ArgumentTypeError as error:
        raise LibraryError(str(error)) from None
    found = library.behaviour.event_at(profile.id, time)
    if found is None:
        raise LibraryError(
            f"the log of {profile.name} begins later, on {moment(events[0].at)}: nothing stood"
        )
    return found


def _counts(standing: Standing) -> dict[str, int]:
    n_ratings = sum(not row.mark for row in standing.rows)
    return {"ratings": n_ratings, "marks": len(standing.rows) - n_ratings}


def _row(names: TitleNames, row: StandingRow) -> dict[str, Any]:
    named = names.of(row.id_space, row.movie_id)
    return {
        "movie_id": row.movie_id,
        "id_space": row.id_space,
        "title": named.title or f"movie {row.movie_id} ({row.id_space})",
        "mark": row.mark or None,
        "value": row.value,
        "at": row.at,
        "event": row.event_id,
    }
