"""A profile as it was, beside the same made of what was kept then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.library.acts.then import GONE_BY
from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.library.time_travel import Then
from tests.drivers.clock import Clock
from tests.library.training import train

NOW = 1_700_000_000.0
DAY = 86_400.0


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def library(tmp_path: Path, small_movielens: Path, clock: Clock) -> Iterator[Library]:
    library = Library.open(tmp_path / "home", clock=clock)
    library.datasets.add(small_movielens, "small")
    yield library
    library.close()


@pytest.fixture
def ada(library: Library) -> int:
    return library.profiles.add("Ada").id


def newest(library: Library, ada: int) -> Then:
    return library.travel.then(ada, library.travel.events(ada)[-1])


def test_each_moment_is_what_was_live_then(library: Library, ada: int, clock: Clock) -> None:
    live = []
    do: tuple[Callable[[], object], ...] = (
        lambda: library.profiles.rate(ada, 3, 4.0),
        lambda: library.profiles.abandon(ada, 5, 0.3),
        lambda: library.profiles.undo(ada),
        lambda: library.profiles.rate(ada, 3, 1.0),
        lambda: library.profiles.redo(ada),
        lambda: library.profiles.clear_rating(ada, 3),
    )
    for act in do:
        clock.now += 100
        act()
        home = library.recommendations.home(ada)
        live.append((home.taste.activity, [row.items for row in home.rows]))
    events = library.travel.events(ada)
    then = [library.travel.then(ada, event) for event in events]
    made = [(t.activity, [row.items for row in t.page.rows]) for t in then if t.page is not None]
    assert [t.number for t in then] == list(range(1, len(events) + 1))
    assert {t.n_events for t in then} == {len(events)}
    assert made == [*live[:4], live[5]]  # after a rating there was nothing to redo


def test_behaviour_counts_up_to_that_moment_alone(library: Library, ada: int, clock: Clock) -> None:
    record = library.behaviour.record
    record(ada, Act(ActKind.OPENED, item=7, seconds=30))
    record(ada, Act(ActKind.SHOWN, items=(8,)))
    clock.now += 3 * DAY
    record(ada, Act(ActKind.SHOWN, items=(9,)))
    record(ada, Act(ActKind.SEARCHED, text="film", item=2))
    clock.now += 1
    library.profiles.rate(ada, 3, 4.0)
    clock.now += 1
    record(ada, Act(ActKind.OPENED, item=11, seconds=30))
    library.behaviour.flush()
    then = newest(library, ada)
    assert then.page is not None
    assert then.lacks == ()
    weighed = then.page.taste.weighed
    assert weighed is not None
    assert weighed.context is not None
    known = weighed.context.behaviour
    np.testing.assert_array_equal(known.opened.items, [7])
    np.testing.assert_array_equal(known.chosen.items, [2])
    np.testing.assert_array_equal(known.glances.items, [8])  # that day's hours are not known
    assert weighed.context.now == (clock.now - 1) // 3600 * 3600


def test_the_version_of_then_is_found_again_after_the_one_in_use_is_opened_anew(
    library: Library, ada: int, clock: Clock
) -> None:
    first = train(library)
    clock.now = time.time()  # by which trainings go
    library.profiles.rate(ada, 3, 4.0)
    train(library)
    made = []
    for _ in range(2):
        library.session.reopen_snapshot()
        then = newest(library, ada)
        assert then.in_use.version == first
        assert then.page is not None
        made.append([row.items for row in then.page.rows])
    assert made[0] == made[1]


def test_what_was_pruned_is_named_and_not_made_up(library: Library, ada: int, clock: Clock) -> None:
    library.behaviour.record(ada, Act(ActKind.OPENED, item=7, seconds=30))
    library.behaviour.record(ada, Act(ActKind.SEARCHED, text="film"))
    clock.now += 10
    library.profiles.rate(ada, 3, 4.0)
    library.behaviour.flush()
    assert newest(library, ada).lacks == ()  # nothing stood in view: nothing is missing
    library.behaviour.prune(ada, [ActKind.OPENED])
    assert newest(library, ada).lacks == (ActKind.OPENED,)
    library.behaviour.prune(ada)
    assert newest(library, ada).lacks == GONE_BY


def test_what_was_pruned_in_part_or_off_for_a_while_is_named_with_its_times(
    library: Library, ada: int, clock: Clock
) -> None:
    def open_one() -> None:
        library.behaviour.record(ada, Act(ActKind.OPENED, item=7, seconds=30))
        library.behaviour.flush()
        clock.now += DAY

    open_one()
    library.profiles.rate(ada, 3, 4.0)
    open_one()
    open_one()
    library.behaviour.set_keeps(ada, False, [ActKind.OPENED])
    clock.now += DAY
    library.behaviour.set_keeps(ada, True, [ActKind.OPENED])
    library.profiles.rate(ada, 4, 4.0)
    assert newest(library, ada).in_part == ((ActKind.OPENED, ((NOW + 3 * DAY, NOW + 4 * DAY),)),)
    library.behaviour.prune(ada, before=NOW + DAY / 2)
    (in_part,) = newest(library, ada).in_part
    assert in_part == (ActKind.OPENED, ((0.0, NOW), (NOW + 3 * DAY, NOW + 4 * DAY)))
    first = library.travel.then(ada, library.travel.events(ada)[0])
    assert ActKind.OPENED in first.lacks
    assert first.in_part == ()


def test_a_session_is_that_of_the_moment_or_none(library: Library, ada: int, clock: Clock) -> None:
    def start() -> float | None:
        then = newest(library, ada)
        assert then.page is not None
        weighed = then.page.taste.weighed
        assert weighed is not None
        assert weighed.context is not None
        return weighed.context.behaviour.session_start

    library.behaviour.session_began(ada)
    clock.now += 1
    library.profiles.rate(ada, 3, 4.0)
    assert start() == NOW  # under way, and not written yet
    clock.now += 600
    library.behaviour.session_ended(ada)
    library.behaviour.flush()
    assert start() == NOW
    library.profiles.rate(ada, 4, 4.0)  # at its very end
    assert start() == NOW
    clock.now += 14 * DAY
    library.profiles.rate(ada, 5, 4.0)  # from a command
    assert start() is None
    library.behaviour.session_began(ada)
    assert start() == clock.now


def test_an_event_of_another_is_none_of_the_profiles(library: Library, ada: int) -> None:
    bo = library.profiles.add("Bo").id
    library.profiles.rate(bo, 3, 4.0)
    with pytest.raises(LibraryError, match="no event 1 in the log"):
        library.travel.then(ada, 1)
