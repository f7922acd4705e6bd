"""What each act led to, stage by stage, as it is noted and told."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import pytest

from recflix_tui.live.laps import Laps
from recflix_tui.live.trip import STAGES, Stage
from recflix_tui.live.trip_log import MOST_TRIPS, TripLog

ADA, BO = 1, 2
SCORED = {Stage.FEATURES: 1.0, Stage.MODEL_UPDATE: 2.0, Stage.INFERENCE: 4.0}


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the watch says, in nanoseconds, as its only entry."""
    at = [0]
    monkeypatch.setattr("recflix_tui.live.trip_log.perf_counter_ns", lambda: at[0])
    monkeypatch.setattr("recflix_tui.live.laps.perf_counter_ns", lambda: at[0])
    return at


def log() -> TripLog:
    return TripLog(lambda: 1_700_000_000.0)


def test_an_act_goes_through_the_five_stages_in_their_order(now: list[int]) -> None:
    trips = log()
    trips.begin(ADA, "rated 4", "Heat", 3.0)
    assert trips.last()[0].times == (3.0, None, None, None, None)
    trips.note(trips.under_way(ADA), SCORED)
    now[0] = 8_000_000
    trips.shown(ADA)
    (trip,) = trips.last()
    assert (trip.number, trip.what, trip.title, trip.at) == (1, "rated 4", "Heat", 1.7e9)
    assert trip.times == (3.0, 1.0, 2.0, 4.0, 8.0)
    assert trip.total == 18.0
    assert trip.is_shown
    assert [stage.value for stage in STAGES] == [
        *("event", "features", "model update", "inference", "delivery")
    ]
    assert all(stage.about for stage in STAGES)


def test_the_wait_until_somebody_asks_to_see_it_is_no_part_of_the_delivery(
    now: list[int],
) -> None:
    trips = log()
    for asked, scored, shown, took in ((6000, 10, 6020, 20.0), (3, 10, 40, 30.0)):
        now[0] = 0
        trips.begin(ADA, "opened for 3 s", "Heat", 0.0)
        now[0] = scored * 1_000_000
        trips.note(trips.under_way(ADA), SCORED)
        now[0] = shown * 1_000_000
        trips.shown(ADA, asked * 1_000_000)
        assert trips.last()[0].times[-1] == took


def test_acts_that_are_worked_out_together_are_shown_together_and_nobody_elses(
    now: list[int],
) -> None:
    trips = log()
    for profile in (ADA, BO, ADA):
        trips.begin(profile, "watched", "", 1.0)
    trips.shown(ADA)  # of a frame that was drawn before anything came of it
    assert not any(trip.is_shown for trip in trips.last())
    trips.note(trips.under_way(ADA), SCORED)
    trips.begin(ADA, "rated 2", "", 1.0)  # too late for what is shown next
    trips.shown(ADA)
    assert [trip.is_shown for trip in trips.last()] == [False, True, False, True]
    assert trips.under_way(ADA) == (4,)
    trips.forget(ADA)
    assert [trip.profile_id for trip in trips.last()] == [BO]
    assert trips.under_way(ADA) == ()


def test_a_watch_times_each_stage_from_the_end_of_the_one_before(now: list[int]) -> None:
    laps = Laps()
    now[0] = 2_000_000
    laps.end(Stage.FEATURES)
    now[0] = 7_000_000
    laps.end(Stage.INFERENCE)
    assert laps.times == {Stage.FEATURES: 2.0, Stage.INFERENCE: 5.0}


def test_quantiles_are_of_what_was_shown_and_held_by_so_many_of_it(now: list[int]) -> None:
    trips = log()
    assert {figures.p95 for figures in trips.figures()} == {None}
    times = [float((37 * n) % 101) for n in range(101)]
    for time in times:
        trips.begin(ADA, "rated 3", "", time)
        trips.note(trips.under_way(ADA), SCORED)
        trips.shown(ADA)
    trips.begin(ADA, "rated 3", "", 1e6)  # not shown yet
    event, *_, inference, delivery, total = trips.figures()
    for share, found in ((0.5, event.p50), (0.95, event.p95)):
        assert found == min(
            t for t in times if sum(u <= t for u in times) >= math.ceil(share * len(times))
        )
    assert (event.stage, event.n) == (Stage.EVENT, 101)
    assert (inference.p50, inference.p95, delivery.p95) == (4.0, 4.0, 0.0)
    assert (total.stage, total.p50) == (None, 50.0 + 7.0)


def test_the_last_two_hundred_are_kept_from_however_many_threads() -> None:
    trips = log()

    def act(profile: int) -> None:
        for _ in range(60):
            trips.begin(profile, "watched", "", 1.0)
            trips.note(trips.under_way(profile), SCORED)
            trips.shown(profile)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(act, range(6)))
    last = trips.last()
    assert [trip.number for trip in last] == list(range(360, 360 - MOST_TRIPS, -1))
    assert all(trip.is_shown for trip in last)
    assert {figures.n for figures in trips.figures()} == {360}
    for profile in range(6):
        assert trips.under_way(profile) == ()


def test_what_is_never_shown_is_let_go_with_the_oldest() -> None:
    trips = log()
    for _ in range(MOST_TRIPS + 50):
        trips.begin(ADA, "watched", "", 1.0)
    assert len(trips.under_way(ADA)) == len(trips.last()) == MOST_TRIPS
