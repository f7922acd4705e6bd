"""What the panel of the pipeline says."""

from __future__ import annotations

from datetime import datetime

from recflix_tui.live.trip import STAGES, Trip
from recflix_tui.live.trip_log import StageFigures
from recflix_tui.screens.activity.pipeline_words import look_of
from recflix_tui.widgets.pipeline.look import SHORT, TripLook


def test_acts_are_told_by_the_time_of_day_and_all_figures_taken_over() -> None:
    at = datetime(2026, 1, 5, 7, 3).timestamp()
    times = (1.0, 2.0, None, 4.0, None)
    figures = [StageFigures(stage, 7, 1.0, 2.0) for stage in STAGES]
    total = StageFigures(None, 9, 5.0, 10.0)
    look = look_of([Trip(1, 1, "rated 4", "Heat", at, times)], [*figures, total], [])
    assert look.trips == [TripLook("07:03", "rated 4", "Heat", times)]
    assert look.trips[0].total == 7.0
    assert look.half == (1.0, 1.0, 1.0, 1.0, 1.0, 5.0)
    assert look.most == (2.0, 2.0, 2.0, 2.0, 2.0, 10.0)
    assert look.n == 9
    assert len(SHORT) == len(STAGES)


def test_before_the_first_act_there_is_nothing_to_tell() -> None:
    look = look_of([], [StageFigures(stage, 0, None, None) for stage in (*STAGES, None)], [])
    assert (look.trips, look.n, set(look.half + look.most)) == ([], 0, {None})
