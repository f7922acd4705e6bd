"""`recflix list`: what a profile rated and marked, and what waits."""

from __future__ import annotations

import sys
from typing import Any

from recflix_tui.commands.history.marking import MARKS
from recflix_tui.commands.history.open_matches import OpenMatch, open_data, open_matches
from recflix_tui.commands.history.titles import date, with_ids, year_data
from recflix_tui.commands.shared.common import Args, open_ready, say, table
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.history.choices import in_larger_sets
from recflix_tui.library.library import Library
from recflix_tui.library.lookup import title_with_year
from recflix_tui.library.views import DidTitle, Mark
from recflix_tui.text import clean, with_year

GIVEN_UP, WAITING = "given-up", "waiting"
KINDS = ("rated", *MARKS, GIVEN_UP, WAITING)
"""What can be listed."""
_NOTHING = {
    "rated": "nothing is rated yet",
    "watched": "nothing is marked watched",
    "my-list": "My List is empty",
    "refused": "nothing is marked not for me",
    GIVEN_UP: "nothing is marked given up",
    WAITING: "nothing waits: every title is found in the dataset in use",
}


def list_(args: Args) -> None:
    with open_ready(args) as library:
        profile, dataset = library.profiles.find(args.profile), library.snapshot.need_dataset()
        rows: list[tuple[str, ...]]
        if args.kind == WAITING:
            data, rows = _waiting(library, dataset, profile.id)
        else:
            mark = {**MARKS, GIVEN_UP: Mark.ABANDONED}.get(args.kind)
            did = library.profiles.did(profile.id, mark)
            data = [_did_data(dataset, title, mark) for title in did]
            rows = [_did_row(dataset, title, mark) for title in did]
        if rows or args.json:
            say(args, data, table(rows))
        else:
            print(f"recflix: {clean(profile.name)}: {_NOTHING[args.kind]}", file=sys.stderr)


def _did_data(dataset: Dataset, title: DidTitle, mark: Mark | None) -> dict[str, Any]:
    data = year_data(dataset, title.item)
    if mark is None:
        data["stars"] = title.value
    if mark is Mark.ABANDONED:
        data["share"] = title.value if title.value < 1 else None
    return {**data, "at": title.at, "at_is": title.at_is, "source": title.source or None}


def _did_row(dataset: Dataset, title: DidTitle, mark: Mark | None) -> tuple[str, ...]:
    value = [f"{title.value:g}"] if mark is None else []
    if mark is Mark.ABANDONED:
        value = [f"{title.value:.0%}" if title.value < 1 else ""]
    when = f"{title.at_is} {date(title.at)}"
    number = str(dataset.movie_ids[title.item])
    return (*value, when, number, title_with_year(dataset, title.item))


def _waiting(
    library: Library, dataset: Dataset, profile_id: int
) -> tuple[list[dict[str, Any]], list[tuple[str, ...]]]:
    waiting = [each for each in open_matches(library, profile_id) if each.item is None]
    data = [open_data(dataset, each) | {"reason": why_waiting(dataset, each)} for each in waiting]
    rows: list[tuple[str, ...]] = [
        (
            each.number,
            "" if each.stars is None else f"{each.stars:g}",
            with_year(each.title, each.year),
            why_waiting(dataset, each),
        )
        for each in waiting
    ]
    return data, rows


def why_waiting(dataset: Dataset, title: OpenMatch) -> str:
    """Why a title counts in nothing."""
    if title.known_as:
        return in_larger_sets(title.known_as, dataset.name)
    if title.refused:
        return f"you said that it is none of {dataset.name}"
    if title.near:
        return f"may be {with_ids(dataset, title.near)}"
    return f"not in {dataset.name}"
