"""`recflix profile match`: which title of the dataset a film is that waits or may be another."""

from __future__ import annotations

from shlex import quote
from typing import Any

from recflix_tui.commands.history.open_matches import OpenMatch, open_data, open_matches
from recflix_tui.commands.history.titles import with_id, with_ids, with_year, year_data
from recflix_tui.commands.ratings import item_named
from recflix_tui.commands.shared.common import Args, open_ready, say, table
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.title_names import read_title
from recflix_tui.library.library import Library
from recflix_tui.library.lookup import MOST_NAMED
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.store.records import Profile
from recflix_tui.text import clean, counted, fold

_CHOICE = "--movie-id N, --title T or --none"


def match(args: Args) -> None:
    chooses = args.none or args.movie_id is not None or args.title is not None
    with open_ready(args) as library:
        profile, dataset = library.profiles.find(args.name), library.snapshot.need_dataset()
        titles = open_matches(library, profile.id)
        if args.which is None:
            if chooses:
                raise LibraryError(
                    f"say of which film: recflix profile match {quote(args.name)} TITLE {_CHOICE}"
                )
            _list(args, dataset, profile, titles)
            return
        title = _find(titles, args.which, profile)
        if chooses:
            _choose(args, library, profile, title)
        else:
            text = f"{_may_be(dataset, title)}\nsay which: {_CHOICE}"
            say(args, open_data(dataset, title), f"{_named(title)}: {text}")


def _list(args: Args, dataset: Dataset, profile: Profile, titles: list[OpenMatch]) -> None:
    asked = [title for title in titles if title.is_asked]
    rows = [(str(each.number), _named(each), _may_be(dataset, each)) for each in asked]
    left = len(titles) - len(asked)
    told = [table(rows)] if rows else ["there is nothing to say which it is"]
    if rows:
        told.append(f"say which: recflix profile match {quote(profile.name)} NUMBER {_CHOICE}")
    if left:
        wait = "waits" if left == 1 else "wait"
        told.append(
            f"{counted(left, 'more film')} {wait} of which {dataset.name} has none alike: "
            f"recflix list --profile {quote(profile.name)} waiting"
        )
    say(args, [open_data(dataset, each) for each in asked], "\n".join(told))


def _choose(args: Args, library: Library, profile: Profile, title: OpenMatch) -> None:
    dataset = library.snapshot.need_dataset()
    item = None if args.none else item_named(args, dataset)
    library.history.choose(profile.id, title.address, item)
    data: dict[str, Any] = {
        "profile": profile.name,
        "title": title.title,
        "year": title.year or None,
        "is": None if item is None else year_data(dataset, item),
    }
    none = f"no title of {dataset.name}; it waits, and counts in nothing"
    said = none if item is None else f"{with_id(dataset, item)}, and counts as that"
    say(args, data, f"{profile.name}: {_named(title)} is {said}")


def _find(titles: list[OpenMatch], which: str, profile: Profile) -> OpenMatch:
    """The film of that number or name, with its year or without. Raises LibraryError."""
    if which.isascii() and which.isdecimal() and 1 <= int(which[:9]) <= len(titles):
        return titles[int(which[:9]) - 1]
    read = read_title(clean(which), 0)
    found = [
        title
        for title in titles
        if fold(title.title) == fold(clean(which))
        or (fold(title.title) == fold(read.shown) and read.year in (0, title.year))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(f"{each.number} {_named(each)}" for each in found[:MOST_NAMED])
        raise LibraryError(f'several films are called "{clean(which)}"; give a number: {several}')
    raise LibraryError(
        f'no film "{clean(which)}" of {profile.name} waits or may be another; '
        f"recflix profile match {quote(profile.name)} lists them"
    )


def _named(title: OpenMatch) -> str:
    return with_year(title.title, title.year)


def _may_be(dataset: Dataset, title: OpenMatch) -> str:
    if title.item is not None:
        return f"taken for {with_id(dataset, title.item)} ({title.how}); may be another"
    return f"may be {with_ids(dataset, title.near)}" if title.near else f"not in {dataset.name}"
