"""`recflix find`: titles of the dataset in use by words."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from recflix_tui.commands.history.titles import year_data
from recflix_tui.commands.shared.common import Args, open_ready, say, table
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.lookup import title_with_year
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.library.views import Found
from recflix_tui.recommend.browse import Filter
from recflix_tui.recommend.search_help import nothing_words
from recflix_tui.text import clean, counted


def find(args: Args) -> None:
    with open_ready(args) as library:
        dataset, words = library.snapshot.need_dataset(), " ".join(args.words)
        found = library.recommendations.find(words)
        near = found.help.nearest
        listed = (found.items if near is None else near)[: args.n].tolist()
        note = _note(found, len(listed))
        data = {
            "words": words,
            "found": len(found.items),
            "titles": _data(dataset, found.items[: args.n].tolist()),
            "nearest": [] if near is None else _data(dataset, listed),
            "note": note or None,
        }
        if not listed and not args.json:
            raise LibraryError(note)
        if note and not args.json:
            print(f"recflix: {clean(note)}", file=sys.stderr)
        say(args, data, table([_row(dataset, item) for item in listed]))


def _note(found: Found, n_listed: int) -> str:
    """What is to be said beside the titles; empty for nothing."""
    more = found.help
    if more.nearest is not None:
        return nothing_words(more.missing, len(more.nearest) > 0)
    if not len(found.items):
        return "no title is called so"
    if more.near_only:
        one_word = more.near_only if len(more.near_only) == 1 else ()
        return nothing_words(one_word, near=True)
    of = "" if more.offered is None else f"{_named(more.offered)}: "
    if len(found.items) > n_listed:
        return f"{of}{n_listed:,} of {len(found.items):,}; more with -n N"
    return f"{of}all of it" if of else ""


def _named(offered: Filter) -> str:
    """A genre and a decade, as they are called."""
    decade = None if offered.decade is None else f"{offered.decade}s"
    return " ".join(part for part in (decade, offered.genre) if part)


def _data(dataset: Dataset, items: Iterable[int]) -> list[dict[str, Any]]:
    return [
        {
            **year_data(dataset, item),
            "genres": list(dataset.genres(item)),
            "ratings": int(dataset.counts[item]),
        }
        for item in items
    ]


def _row(dataset: Dataset, item: int) -> tuple[str, ...]:
    return (
        str(dataset.movie_ids[item]),
        counted(int(dataset.counts[item]), "rating"),
        title_with_year(dataset, item),
        ", ".join(dataset.genres(item)),
    )
