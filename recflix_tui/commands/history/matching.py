"""`recflix profile match`: which title of the dataset a film is that waits or may be another, and
what was said of that."""

from __future__ import annotations

from shlex import quote
from typing import Any

from recflix_tui.commands.history.listing import why_waiting
from recflix_tui.commands.history.open_matches import OpenMatch, open_data, open_matches
from recflix_tui.commands.history.titles import (
    SAID_HERE,
    with_id,
    with_ids,
    year_data,
)
from recflix_tui.commands.ratings import item_named
from recflix_tui.commands.shared.common import Args, open_ready, say, table
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.title_names import read_title
from recflix_tui.library.library import Library
from recflix_tui.library.lookup import MOST_NAMED
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.store.records import Profile
from recflix_tui.text import clean, counted, fold, with_year

_CHOICE = "--movie-id N, --title T or --none"
_FORGET = "--forget takes back what was said"


def match(args: Args) -> None:
    chooses = args.none or args.movie_id is not None or args.title is not None or args.forget
    with open_ready(args) as library:
        profile, dataset = library.profiles.find(args.name), library.snapshot.need_dataset()
        if args.all:
            if args.which is not None:
                raise LibraryError("--all is for all films: leave out the one, or say --movie-id")
            _keep_all(args, library, profile)
            return
        titles = open_matches(library, profile.id)
        if args.which is None:
            if chooses:
                raise LibraryError(
                    f"say of which film: recflix profile match {quote(args.name)} TITLE {_CHOICE}"
                )
            _list(args, dataset, profile, titles)
            return
        title = _find(titles, args.which, profile)
        if args.forget:
            _forget(args, library, profile, title)
        elif chooses:
            _choose(args, library, profile, title)
        else:
            said = title.is_said or title.refused
            text = f"{_may_be(dataset, title)}\nsay which: {_CHOICE}{f'; {_FORGET}' * said}"
            say(args, open_data(dataset, title), f"{_named(title)}: {text}")


def _list(args: Args, dataset: Dataset, profile: Profile, titles: list[OpenMatch]) -> None:
    asked = [title for title in titles if title.is_asked]
    said = [title for title in titles if title.is_said]
    rows = [(each.number, _named(each), _may_be(dataset, each)) for each in asked]
    left = len(titles) - len(asked) - len(said)
    command = f"recflix profile match {quote(profile.name)}"
    told = [table(rows)] if rows else ["there is nothing to say which it is"]
    if rows:
        told.append(f"say which: {command} NUMBER {_CHOICE}")
    if any(each.item is not None for each in asked):
        told.append(f"all are what they are taken for: {command} --all")
    if said:
        told += ["", f"{SAID_HERE}; NUMBER --forget takes it back:"]
        is_ = [(each.number, _named(each), f"is {_is(dataset, each)}") for each in said]
        told.append(table(is_))
    if left:
        wait = "waits" if left == 1 else "wait"
        told.append(
            f"{counted(left, 'more film')} {wait} of which {dataset.name} has none alike: "
            f"recflix list --profile {quote(profile.name)} waiting"
        )
    say(args, [open_data(dataset, each) for each in [*asked, *said]], "\n".join(told))


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


def _keep_all(args: Args, library: Library, profile: Profile) -> None:
    n = library.history.keep_all(profile.id)
    are = "is what it was" if n == 1 else "are what they were"
    kept = f"{counted(n, 'film')} {are} taken for from now on"
    text = f"{kept}; {_FORGET}" if n else "no film is taken for one that it may not be"
    say(args, {"profile": profile.name, "kept": n}, f"{profile.name}: {text}")


def _forget(args: Args, library: Library, profile: Profile, title: OpenMatch) -> None:
    library.history.forget(profile.id, title.address)
    dataset = library.snapshot.need_dataset()
    again = open_matches(library, profile.id)
    now = next((each for each in again if each.address == title.address), None)
    stands = "it is found surely" if now is None else _may_be(dataset, now)
    data = {
        "profile": profile.name,
        "title": title.title,
        "year": title.year or None,
        "now": None if now is None else open_data(dataset, now),
    }
    say(args, data, f"{profile.name}: what was said of {_named(title)} is forgotten; {stands}")


def _find(titles: list[OpenMatch], which: str, profile: Profile) -> OpenMatch:
    """The film of that number or name, with its year or without. Raises LibraryError."""
    numbered = next((title for title in titles if title.number == which), None)
    if numbered is not None:
        return numbered
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
    if title.is_said:
        return f"is {_is(dataset, title)}, {SAID_HERE}"
    if title.item is not None:
        may_be = with_ids(dataset, title.near) or "another"
        return f"taken for {_is(dataset, title)} ({title.how}); may be {may_be}"
    return why_waiting(dataset, title)


def _is(dataset: Dataset, title: OpenMatch) -> str:
    return "" if title.item is None else with_id(dataset, title.item)
