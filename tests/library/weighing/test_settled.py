"""What stood in view counts from the next day on: nothing moves because one looked at it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.recommend.behaviour import Glances
from recflix_tui.times import DAY

NOON = 1_700_000_000.0 // DAY * DAY + DAY / 2


class Now:
    """A clock that is set."""

    at = NOON


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def library(home: Path, small_movielens: Path, now: Now) -> Library:
    opened = Library.open(clock=lambda: now.at)
    opened.datasets.add(small_movielens, "small")
    return opened


def glances(library: Library, profile: int) -> dict[int, int]:
    """The days in view that signals go by, by item."""
    found: Glances = library.session.inputs.context(library.snapshot, profile).behaviour.glances
    assert (np.diff(found.items) > 0).all()
    return dict(zip(found.items.tolist(), found.days.tolist(), strict=True))


def see(library: Library, profile: int, *items: int) -> None:
    library.behaviour.record(profile, Act(ActKind.SHOWN, items=items))


def test_what_stands_in_view_counts_from_the_next_day_on_or_the_next_start(
    library: Library, now: Now
) -> None:
    ada = library.profiles.add("Ada").id
    see(library, ada, 1, 2, 3)
    assert glances(library, ada) == {1: 1, 2: 1, 3: 1}  # as it is when first asked for
    now.at += DAY
    see(library, ada, 1)
    assert glances(library, ada) == {1: 2, 2: 1, 3: 1}
    see(library, ada, 2, 3, 4)
    now.at += DAY / 4
    assert glances(library, ada) == {1: 2, 2: 1, 3: 1}
    library.behaviour.record(ada, Act(ActKind.OPENED, 2, seconds=9.0))
    assert glances(library, ada) == {1: 2, 3: 1}  # what is opened is passed by no more, at once
    library.behaviour.flush()
    again = Library.open(clock=lambda: now.at)
    assert glances(again, ada) == {1: 2, 3: 2, 4: 1}
    again.close()
    now.at += DAY / 2
    assert glances(library, ada) == {1: 2, 3: 2, 4: 1}
    library.behaviour.prune(ada)
    assert glances(library, ada) == {}
    library.close()


def test_looking_makes_no_new_page_and_opening_does(library: Library) -> None:
    ada = library.profiles.add("Ada").id
    taste = library.recommendations.taste(ada)
    see(library, ada, 1, 2, 3)
    library.behaviour.record(ada, Act(ActKind.FOCUSED, 2, seconds=4.0))
    assert library.recommendations.taste(ada) is taste
    assert library.pipeline.last() == ()
    library.behaviour.record(ada, Act(ActKind.OPENED, 2, seconds=4.0))
    library.behaviour.record(ada, Act(ActKind.SEARCHED, 5, text="film"))
    library.behaviour.record(ada, Act(ActKind.SEARCHED, text="film 9"))
    assert library.recommendations.taste(ada) is not taste
    dataset = library.snapshot.need_dataset()
    assert [(trip.what, trip.title) for trip in library.pipeline.last()] == [
        ("searched", ""),
        ("chose from a search", dataset.title(5)),
        ("opened for 4 s", dataset.title(2)),
    ]
    library.close()
