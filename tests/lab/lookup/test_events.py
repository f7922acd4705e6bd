"""The experiment's lines of JSON, and the state that they lead to."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from recflix_tui.child.events import Event, EventError, Failed, parse_line
from recflix_tui.lab.lookup.events import (
    LookupBuilding,
    LookupDone,
    LookupMeasured,
    LookupStarted,
)
from recflix_tui.lab.lookup.state import LookupState, line_of
from recflix_tui.lab.lookup.ways import Way

STARTED = LookupStarted("small", 60, [1000, 3000], [60], 0, 12.5)
MEASURED = LookupMeasured("dict", 1000, True, 27.5, 9000, 64_000)


@pytest.mark.parametrize("event", [STARTED, LookupBuilding(1000), MEASURED, LookupDone(1.5)])
def test_an_event_comes_back_from_its_line(event: Event) -> None:
    line = event.to_json()
    assert "\n" not in line
    assert parse_line(line + "\n") == event


def test_an_event_that_lacks_a_field_is_refused() -> None:
    with pytest.raises(EventError):
        parse_line('{"event": "lookup_done"}')


def test_what_a_later_release_may_add_is_passed_over() -> None:
    assert parse_line('{"event": "lookup_done", "seconds": 2, "more": 1}') == LookupDone(2)


def test_the_state_follows_the_events() -> None:
    state = LookupState()
    assert state.is_active
    assert state.fraction == 0
    state = state.after(STARTED).after(LookupBuilding(1000))
    assert (state.status, state.building) == ("running", 1000)
    # Three ways at two sizes and two of the app at one, with ids that are there and without.
    assert state.n_to_come == 16
    state = state.after(MEASURED)
    assert state.measured == (MEASURED,)
    assert state.fraction == 1 / 16
    done = state.after(LookupDone(3.0))
    assert (done.status, done.seconds, done.is_active) == ("done", 3.0, False)


def test_what_was_measured_stays_when_it_is_called_off_or_fails() -> None:
    state = LookupState().after(STARTED).after(MEASURED)
    assert state.cancelling().is_active
    for ended in (state.cancelling().cancelled(), state.failed("no memory")):
        assert not ended.is_active
        assert ended.measured == (MEASURED,)
    assert state.failed("no memory").message == "no memory"


def test_a_failure_that_is_told_is_its_message_and_an_event_of_other_work_is_passed_over() -> None:
    @dataclass(frozen=True)
    class SomethingElse(Event):
        n: int

    state = LookupState().after(STARTED).after(MEASURED)
    assert state.after(SomethingElse(1)) == state
    failed = state.after(Failed("no memory"))
    assert (failed.status, failed.message, failed.measured) == ("failed", "no memory", (MEASURED,))


def test_a_line_is_one_ways_figures_in_the_order_of_sizes() -> None:
    other = LookupMeasured("dict", 300, True, 20.0, 9000, 0)
    absent = LookupMeasured("dict", 10, False, 10.0, 9000, 0)
    of_list = LookupMeasured("list", 10, True, 10.0, 9000, 0)
    assert line_of([MEASURED, other, absent, of_list], Way.DICT) == ((300, 20.0), (1000, 27.5))
    assert line_of([MEASURED, absent], Way.DICT, is_there=False) == ((10, 10.0),)
