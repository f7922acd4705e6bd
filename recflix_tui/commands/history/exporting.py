"""`recflix profile export`: a history in a layout that other services read."""

from __future__ import annotations

from recflix_tui.commands.shared.common import Args, open_library, say
from recflix_tui.text import clean, counted


def export(args: Args) -> None:
    with open_library(args) as library:
        profile = library.profiles.find(args.profile)
        written = library.history.export(profile.id, args.path, args.format, args.force)
        if str(args.path) == "/dev/stdout":
            return
        files = [str(file) for file in written.files]
        data = {
            "profile": profile.name,
            "format": args.format,
            "files": files,
            "films": written.n_films,
            "left_out": dict(written.left_out),
            "notes": list(written.notes),
        }
        told = [f"wrote {counted(written.n_films, 'film')} to {', '.join(files)}"]
        told += [f"left out: {n:,}, {clean(reason)}" for reason, n in written.left_out.items()]
        say(args, data, "\n".join([*told, *map(clean, written.notes)]))
