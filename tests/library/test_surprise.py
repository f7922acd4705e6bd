"""`library.recommendations.surprise`: what it never draws and refuses; that it keeps nothing."""

from __future__ import annotations

import hashlib

import pytest

from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.recommend.surprise.wanted import Wanted
from recflix_tui.store.records import Mark


def test_nothing_is_kept_of_a_surprise_and_it_is_never_what_was_done_with(
    library: Library,
) -> None:
    ada, ben = (library.profiles.add(name).id for name in ("Ada", "Ben"))
    library.profiles.rate(ada, 0, 5.0)
    library.profiles.toggle_mark(ada, 1, Mark.WATCHED)
    library.profiles.toggle_mark(ada, 2, Mark.NOT_FOR_ME)
    library.profiles.abandon(ada, 3)
    taste, kept = library.recommendations.taste(ben), dump(library)
    fitting = Wanted(decade=1950)
    items = {library.recommendations.surprise(ada, fitting, (), n)[0].item for n in range(60)}
    assert items == set(range(4, 10))  # Film n is of the year 1950 + n
    assert dump(library) == kept
    assert library.recommendations.taste(ben) is taste


def test_what_cannot_be_had_is_refused_with_the_mend(library: Library) -> None:
    ada = library.profiles.add("Ada").id
    for wanted, told in (
        (Wanted(genre="Noir"), 'no genre "Noir"; there is: Comedy'),
        (Wanted(at_most=90), "dataset enrich --imdb"),
        (Wanted(decade=1890), "there are 60 films without the decade"),
    ):
        with pytest.raises(LibraryError, match=told):
            library.recommendations.surprise(ada, wanted)


def dump(library: Library) -> str:
    """What the store holds, in short."""
    read = library.session.store._transactions.read
    tables = [name for (name,) in read("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [(name, read(f"SELECT * FROM {name}")) for name in sorted(tables)]
    return hashlib.sha256(repr(rows).encode()).hexdigest()
