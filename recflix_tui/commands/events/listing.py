"""`recflix events list` and `export`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from recflix_tui.commands.events.words import day, moment, said
from recflix_tui.commands.shared.common import Args, open_library, say, table
from recflix_tui.durable import write_bytes
from recflix_tui.library.acts.listing import ALL_KINDS, Entry, exported_words
from recflix_tui.library.behaviour import ActKind
from recflix_tui.library.snapshot import LibraryError

_LINES = 50  # that are printed unless more are asked for


def list_(args: Args) -> None:
    if args.kind is not None and args.kind not in ALL_KINDS:
        raise LibraryError(f'no kind "{args.kind}" of event; there is: {", ".join(ALL_KINDS)}')
    with open_library(args) as library:
        profile = library.profiles.find(args.profile)
        most = args.n or (None if args.json else _LINES)
        found = library.behaviour.events(
            profile.id,
            () if args.kind is None else (args.kind,),
            since=0.0 if args.since is None else args.since,
            **({} if args.before is None else {"before": args.before}),
            limit=most,
            each=args.kind is not None,
            whole=args.kind is None and not args.json,
        )
        text = table([_row(entry) for entry in found]) or "nothing was done, or kept of it"
        if len(found) == most and not args.n:
            text += f"\nthe newest {most}; more with -n N"
        say(args, [_data(entry) for entry in found], text)


def export(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.profile)
        if args.path.is_file() and not args.force:
            raise LibraryError(f"{args.path} is there already: --force writes over it")
        lines = list(library.behaviour.export(profile.id))
        write_bytes(args.path, "".join(f"{line}\n" for line in lines).encode(), private=True)
        if str(args.path) != "/dev/stdout":
            data = {"profile": profile.name, "path": str(args.path), "lines": len(lines)}
            say(args, data, f"wrote {exported_words(lines)} to {args.path}")


def _data(entry: Entry) -> dict[str, Any]:
    """What its kind has, as JSON: a count no event, and nothing but a count how many titles."""
    data = asdict(entry) | {"title": entry.title or None}
    gone = {"item", "brought", "again"}
    gone |= {"titles", "times"} if not entry.times else set()
    gone |= {"text"} if entry.kind != ActKind.SEARCHED else set()
    gone |= {"event", "undoes"} if entry.event is None else set()
    gone |= {"id_space"} if entry.movie_id is None else set()
    return {name: value for name, value in data.items() if name not in gone}


def _row(entry: Entry) -> tuple[str, str, str]:
    event = "" if entry.event is None else str(entry.event)
    return day(entry.at) if entry.titles else moment(entry.at), event, said(entry)
