"""`recflix profile …`."""

from __future__ import annotations

from recflix_tui.commands.shared.asking import confirm_removal
from recflix_tui.commands.shared.common import Args, open_library, say, table
from recflix_tui.text import counted


def add(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.add(args.name)
        say(args, {"id": profile.id, "name": profile.name}, f"added {profile.name}")


def list_(args: Args) -> None:
    with open_library(args) as library:
        found = library.profiles.summaries()
        data = [{"id": p.id, "name": p.name, "ratings": p.n_ratings} for p in found]
        rows = [(counted(p.n_ratings, "rating"), p.name) for p in found]
        say(args, data, table(rows) or "no profiles; add one: recflix profile add NAME")


def remove(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.name)
        n_ratings, n_marks = library.profiles.holdings(profile.id)
        told = counted(n_ratings, "rating"), counted(n_marks, "mark")
        confirm_removal(args, f"profile {profile.name}", told[: 1 + (n_marks > 0)])
        library.profiles.remove(profile.id)
        data = {"id": profile.id, "name": profile.name, "removed": True}
        say(args, data, f"removed {profile.name}")
