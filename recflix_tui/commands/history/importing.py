"""`recflix profile import`: what a person did elsewhere, brought into a profile."""

from __future__ import annotations

from shlex import quote

from recflix_tui.commands.history import unmatched
from recflix_tui.commands.history.import_report import change_words, plan_words, report
from recflix_tui.commands.shared.common import Args, draw_over, open_ready, say, stage_drawer
from recflix_tui.history.values import Export
from recflix_tui.library.history.values import Fate, Outcome, Plan
from recflix_tui.library.library import Library
from recflix_tui.library.lookup import MOST_NAMED
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.store.records import Profile
from recflix_tui.text import clean


def import_(args: Args) -> None:
    with open_ready(args) as library:
        profile = library.profiles.find(args.profile)
        if args.unmatched is not None:
            unmatched.refuse(args.unmatched)
        plan = _plan(args, library, profile)
        if args.unmatched is not None:
            unmatched.write(args.unmatched, plan, library.snapshot.need_dataset())
        if args.dry_run:
            told = [*plan_words(plan), _would(plan)]
            say(args, report(library, profile, Outcome(plan, None, 0, ""), True), "\n".join(told))
            return
        outcome = library.history.apply(plan)
        changed = library.history.changed(outcome)
        if outcome.number is None:
            told = [*plan_words(plan), _nothing(plan)]
        else:
            told = change_words(changed, library.snapshot.need_dataset())
        told += _next(profile, outcome)
        say(args, report(library, profile, outcome, False, changed), "\n".join(told))


def _plan(args: Args, library: Library, profile: Profile) -> Plan:
    """Read the file and look for its films; nothing is changed."""
    progress = stage_drawer(args)
    try:
        export = library.history.read(args.path, args.person, progress)
        if export.people:
            raise LibraryError(_several(args, export))
        file = clean(args.path.resolve().name)
        return library.history.plan(profile.id, export, file, progress)
    finally:
        if progress is not None:
            draw_over("")


def _several(args: Args, export: Export) -> str:
    people = ", ".join(clean(person) for person in export.people[:MOST_NAMED])
    more = len(export.people) - MOST_NAMED
    told = f"{people} and {more:,} more" if more > 0 else people
    return f"{args.path.name} holds several people: {told}; say whose it is with --person NAME"


def _would(plan: Plan) -> str:
    """What the same without --dry-run would do."""
    n = len(plan.to_do)
    acts = "1 rating or mark" if n == 1 else f"{n:,} ratings and marks"
    would = f"nothing is changed; without --dry-run {acts} would be brought in"
    return would if n else _nothing(plan)


def _nothing(plan: Plan) -> str:
    here = "all of it is here already"
    if plan.fates[Fate.KEPT]:
        here += ", or gave way to what you did here later"
    return f"nothing is changed: {here if plan.acts else 'nothing is in it'}"


def _next(profile: Profile, outcome: Outcome) -> list[str]:
    """What can be done about it from here."""
    plan, name = outcome.plan, quote(profile.name)
    lines = []
    if plan.unsure or any(film.near for film in plan.waiting):
        lines.append(f"say which film is which: recflix profile match {name}")
    if plan.waiting:
        lines.append(f"what waits: recflix list --profile {name} waiting")
    if outcome.number is not None:
        lines.append(f"take all of it back: recflix undo --profile {name}")
    return lines
