"""`library.what_if`: what would be if a profile had done something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.library.views import Mark
from recflix_tui.library.what_if import WhatIfError
from recflix_tui.recommend.all_signals import SignalError
from recflix_tui.recommend.what_if.changes import NOTHING, Changes
from tests.drivers.clock import Clock
from tests.examples.app_home import save_model
from tests.examples.random_choices import random_choice

RATED = ((2, 5.0), (5, 4.5), (0, 2.0), (1, 1.0))


@pytest.fixture
def picking(home: Path, small_movielens: Path) -> Iterator[Library]:
    """A home with a model that knows what people pick, and Ada, who did a few things."""
    opened = Library.open(clock=Clock())
    opened.datasets.add(small_movielens, "small")
    save_model(opened, choice=random_choice(60, n_neighbours=30))
    opened.session.refresh()
    ada = opened.profiles.add("Ada").id
    for item, stars in RATED:
        opened.profiles.rate(ada, item, stars)
    opened.profiles.toggle_mark(ada, 12, Mark.WATCHED)
    yield opened
    opened.close()


def ada(library: Library) -> int:
    return library.profiles.find("Ada").id


def test_what_would_be_is_what_is_once_it_is_done_and_nothing_is_kept(picking: Library) -> None:
    profile = ada(picking)
    before = picking.recommendations.home(profile).rows
    events = picking.session.store.events(profile)
    told = picking.what_if.ask(profile, Changes(frozenset({2}), {1: 4.0}), item=2)
    assert told.before.rows == before == picking.recommendations.home(profile).rows
    assert dict(picking.recommendations.taste(profile).activity.ratings) == dict(RATED)
    assert picking.session.store.events(profile) == events
    picking.profiles.clear_rating(profile, 2)
    picking.profiles.rate(profile, 1, 4.0)  # the newest, as it was
    taste = picking.recommendations.taste(profile)
    assert picking.recommendations.home(profile).rows == told.after.rows
    assert told.after.taste.worth is not None
    assert taste.worth is not None
    assert told.after.taste.activity.ratings == taste.activity.ratings
    assert told.after.taste.worth.tobytes() == taste.worth.tobytes()
    assert told.after.title is not None
    assert told.after.title.why == picking.recommendations.why(profile, 2)


def test_changes_are_read_by_outside_names(picking: Library) -> None:
    profile = ada(picking)
    assert picking.what_if.changes(profile) == NOTHING
    read = picking.what_if.changes(
        *(profile,),
        without=[20],
        stars=[(0, 3.5), (90, 4.0)],
        signals=["Searches"],
        genres=["sci-fi"],
    )
    genres = picking.snapshot.need_dataset().genre_names
    assert read == Changes(
        frozenset({2}), {0: 3.5, 9: 4.0}, frozenset({"search"}), frozenset({genres.index("Sci-Fi")})
    )
    did = dict(picking.what_if.genres(profile))
    assert did[genres.index("Sci-Fi")] == 2


def test_what_cannot_be_is_said_in_a_line(picking: Library) -> None:
    profile = ada(picking)
    ask = picking.what_if.changes
    with pytest.raises(WhatIfError, match=r"^Ada has not rated Film 7: only what is rated can be"):
        ask(profile, without=[70])
    with pytest.raises(LibraryError, match="no movie 71 in dataset small"):
        ask(profile, without=[71])
    with pytest.raises(WhatIfError, match=r"6 is not a rating: give 0.5 to 5 in steps of 0.5"):
        ask(profile, stars=[(20, 6.0)])
    with pytest.raises(WhatIfError, match="is not a rating"):
        ask(profile, stars=[(20, float("nan"))])
    with pytest.raises(WhatIfError, match="Film 2 cannot be both left out and given 3: say one"):
        ask(profile, without=[20], stars=[(20, 3.0)])
    with pytest.raises(WhatIfError, match="Film 2 cannot be both given 3 and given 4: say one"):
        ask(profile, stars=[(20, 3.0), (20, 4.0)])
    with pytest.raises(WhatIfError, match='no genre "Opera"; there is: Comedy, Drama, Sci-Fi'):
        ask(profile, genres=["Opera"])
    with pytest.raises(SignalError, match='no signal "luck"'):
        ask(profile, signals=["luck"])
    with pytest.raises(LibraryError, match="not in the dataset in use"):
        picking.what_if.ask(profile, NOTHING, item=60)
    picking.models.remove(1)
    with pytest.raises(LibraryError, match="no model yet"):
        picking.what_if.ask(profile, NOTHING)
