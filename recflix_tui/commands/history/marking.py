"""`recflix mark` and `recflix undo`: what the keys of the app do, in the shell."""

from __future__ import annotations

from typing import Any

from recflix_tui.commands.ratings import item_named
from recflix_tui.commands.shared.common import Args, open_ready, say, title_data
from recflix_tui.library import undo_words
from recflix_tui.library.lookup import title_told_apart
from recflix_tui.library.views import Mark

MARKS = {"watched": Mark.WATCHED, "my-list": Mark.MY_LIST, "refused": Mark.NOT_FOR_ME}
"""The marks by what the commands call them."""
_STANDS = {
    "watched": ("marked watched", "not marked watched"),
    "my-list": ("on My List", "not on My List"),
    "refused": ("marked not for me", "not marked not for me"),
}
"""What is so with a mark on, and with it off."""


def mark(args: Args) -> None:
    with open_ready(args) as library:
        profile, dataset = library.profiles.find(args.profile), library.snapshot.need_dataset()
        item, on = item_named(args, dataset), not args.off
        changed = library.profiles.set_mark(profile.id, item, MARKS[args.mark], on)
        data = {
            "profile": profile.name,
            **title_data(dataset, item),
            "mark": args.mark,
            "on": on,
            "changed": changed,
        }
        stands = _STANDS[args.mark][args.off]
        said = f"is {stands}" if changed else f"is {stands} already"
        say(args, data, f"{profile.name}: {title_told_apart(dataset, item)} {said}")


def undo(args: Args) -> None:
    with open_ready(args) as library:
        profile = library.profiles.find(args.profile)
        take_back, nothing = undo_words.undo, undo_words.NOTHING_TO_UNDO
        if args.redo:
            take_back, nothing = undo_words.redo, undo_words.NOTHING_TO_REDO
        done = take_back(library, profile.id)
        key = "redone" if args.redo else "undone"
        data = {"profile": profile.name, key: None if done is None else _data(done)}
        say(args, data, f"{profile.name}: {nothing if done is None else done.words}")


def _data(done: undo_words.TakenBack) -> dict[str, Any]:
    event, brought = done.event, done.brought
    if brought is not None:
        what = {"import": brought.id, "source": brought.source, "file": brought.file}
        return {"kind": "import", **what, "acts": brought.n_acts, "words": done.words}
    return {
        "kind": event.kind,
        "movie_id": event.movie_id,
        "id_space": event.id_space,
        "title": done.title or None,
        "value": event.value,
        "words": done.words,
    }
