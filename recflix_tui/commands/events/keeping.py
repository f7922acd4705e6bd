"""`recflix events keep` and `prune`: what is captured, and what of it goes again."""

from __future__ import annotations

from recflix_tui.commands.events.words import moment
from recflix_tui.commands.shared.asking import confirm_removal
from recflix_tui.commands.shared.common import Args, open_library, say, table
from recflix_tui.library.behaviour import ActKind
from recflix_tui.library.snapshot import LibraryError

_ABOUT = {
    ActKind.OPENED: "titles opened, and for how long",
    ActKind.SHOWN: "titles in view, counted a day",
    ActKind.FOCUSED: "titles with the focus, counted a day",
    ActKind.SEARCHED: "what was searched for, and chosen",
    ActKind.SESSION: "when the app was used, and for how long",
}


def keep(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.profile)
        if args.kind is not None:
            kinds = tuple(ActKind) if args.kind == "all" else (_kind(args.kind, "all"),)
            if args.value is None:
                raise LibraryError(f"say on or off: recflix events keep {args.kind} on|off")
            library.behaviour.set_keeps(profile.id, args.value == "on", kinds)
        kept = library.behaviour.keeps(profile.id)
        rows = [(kind.value, "on" if on else "off", _ABOUT[kind]) for kind, on in kept.items()]
        say(args, {kind.value: on for kind, on in kept.items()}, table(rows))


def prune(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.profile)
        kinds = tuple(ActKind) if args.kind is None else (_kind(args.kind),)
        told = [_ABOUT[kind].partition(",")[0] for kind in kinds]
        if args.before is not None:
            told.append(f"before {moment(args.before)}")
        confirm_removal(args, f"what {profile.name} did beside rating and marking", told)
        gone = library.behaviour.prune(profile.id, kinds, args.before)
        text = "removed 1 entry" if gone == 1 else f"removed {gone:,} entries"
        data = {"profile": profile.name, "removed": gone}
        say(args, data, f"{text}; ratings and marks, and the log of them, stay")


def _kind(name: str, *more: str) -> ActKind:
    """The kind of that name. Raises LibraryError."""
    if name not in set(ActKind):
        there = ", ".join([*ActKind, *more])
        raise LibraryError(
            f'"{name}" is not captured beside ratings and marks; there is: {there}. '
            "The log of ratings and marks stays whole"
        )
    return ActKind(name)
