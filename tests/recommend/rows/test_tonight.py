"""The row of what is picked at this time of the day and week."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import numpy as np
import pytest

from recflix_tui.dataset.credits.credits import Credits
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Behaviour, Traces
from recflix_tui.recommend.row.row import Row, RowContext
from recflix_tui.recommend.rows.tonight import TONIGHT, part_of_day
from recflix_tui.recommend.well_known import well_known
from tests.recommend.crowd.rated import DAY, some_ratings, with_ratings
from tests.recommend.rows.by_signals import context_of, rows_of

MONDAY = 1_500_249_600.0  # midnight in Greenwich, on 17 July 2017
HOUR = 3600
NOW = MONDAY + 20 * HOUR
ACTIVITY = ProfileActivity(ratings={0: 5.0, 3: 5.0, 1: 5.0, 10: 5.0, 2: 1.0})
EVENING = [(6, 19), (9, 20), (12, 23), (15, 18), (4, 21), (7, 22)]  # comedies: n % 3 = 0; dramas: 1
MORNING = [(5, 8), (8, 9), (11, 10), (18, 6), (21, 6)]
OPENED = EVENING + MORNING  # titles, and the hours of a workday that they were opened at
BEHAVIOUR = Behaviour(
    opened=Traces(
        np.array([item for item, _ in OPENED], np.int32),
        np.array([MONDAY - 7 * DAY + hour * HOUR for _, hour in OPENED]),
        np.ones(len(OPENED)),
    )
)
pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="the clock's zone cannot be set here"
)
Zone = Callable[[str], None]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Zone:
    """Set the zone that the clock here goes by, for the test alone."""

    def set_to(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    return set_to


@pytest.fixture
def timeless(dataset: Dataset) -> Dataset:
    """Ratings of unknown times: what this profile opened tells alone."""
    return with_ratings(dataset, [(u, i, s, 0) for u, i, s, _ in some_ratings(2000, seed=3)])


def tonight(context: RowContext) -> Row | None:
    rows = rows_of(TONIGHT, context)
    assert len(rows) < 2
    return rows[0] if rows else None


def lift_by_hand(item: int, evening: bool = True) -> float:
    of_genre = [hour >= 18 for other, hour in OPENED if other % 3 == item % 3]
    at_once = sum((hour >= 18) is evening for _, hour in OPENED)
    usual = len(of_genre) * at_once / len(OPENED)
    return math.log((of_genre.count(evening) + 10) / (usual + 10))


def by_hand(context: RowContext) -> list[int]:
    raw, worth, dataset = context.taste.raw, context.taste.worth, context.dataset
    assert raw is not None
    assert worth is not None
    known = np.flatnonzero(well_known(dataset)).tolist()
    least = sorted(float(raw[n]) for n in known)[len(known) * 2 // 3]
    among = [n for n in known if raw[n] >= least and n not in ACTIVITY.ratings]
    among = [n for n in among if lift_by_hand(n) > 0.01]
    return sorted(among, key=lambda n: -lift_by_hand(n) * math.sqrt(worth[n]))


def test_it_has_what_is_picked_more_at_this_time_and_likely_pleases(
    timeless: Dataset, model: FactorModel, zone: Zone
) -> None:
    context = context_of(timeless, model, ACTIVITY, BEHAVIOUR, now=NOW)
    row = tonight(context)
    assert row is not None
    expected = by_hand(context)
    assert list(row.items) == expected[: context.depth]
    assert len(expected) > 4
    assert row.title == "Tonight"
    assert row.note == "picked more than usual at this time of the week"
    zone("EST+12")  # where it was morning when those were opened, and is now
    there = tonight(context_of(timeless, model, ACTIVITY, BEHAVIOUR, now=NOW))
    assert there is not None
    assert there.title == "This morning"


def test_there_is_none_with_the_signal_off_at_no_time_or_where_nothing_tells(
    timeless: Dataset, model: FactorModel, zone: Zone
) -> None:
    off = context_of(timeless, model, ACTIVITY, BEHAVIOUR, ("session",), now=NOW)
    assert tonight(off) is None
    assert tonight(context_of(timeless, model, ACTIVITY, BEHAVIOUR, now=0.0)) is None
    assert tonight(context_of(timeless, model, ACTIVITY, now=NOW)) is None


def test_before_a_workday_it_has_what_is_known_to_be_short_where_that_is_enough(
    timeless: Dataset, model: FactorModel, zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = context_of(timeless, model, ACTIVITY, BEHAVIOUR, now=NOW)
    plain = tonight(context)
    assert plain is not None
    n_items, found = timeless.n_items, by_hand(context)
    minutes = np.full(n_items, 131, np.int16)
    minutes[found[::2]] = 130
    minutes[found[0]] = 0  # nobody knows
    monkeypatch.setattr(timeless, "credits", _running(minutes))
    row = tonight(context)
    assert row is not None
    assert list(row.items) == found[2::2]
    assert row.note.endswith("at this time of the week, 130 minutes at most")
    minutes[found[4::2]] = 131
    monkeypatch.setattr(timeless, "credits", _running(minutes))
    assert tonight(context) == plain


def _running(minutes: np.ndarray) -> Credits:
    nobody, none = np.empty(0, np.int64), np.zeros(len(minutes) + 1, np.int64)
    people, text = np.empty(0, np.int32), np.empty(0, np.uint8)
    return Credits(text, nobody, nobody, none, people, none, people, minutes.copy())


@pytest.mark.parametrize(
    ("name", "hours", "heading", "before_work"),
    [
        ("UTC", 0, "Tonight", True),  # Sunday night
        ("UTC", 6, "This morning", False),
        ("UTC", 11.99, "This morning", False),
        ("UTC", 12, "This afternoon", False),
        ("UTC", 18, "Tonight", True),
        ("UTC", 24 + 3, "Tonight", True),
        ("UTC", 4 * 24 + 5, "Tonight", True),  # before Friday
        ("UTC", 4 * 24 + 20, "Tonight", False),
        ("UTC", 6 * 24 + 2, "Tonight", False),  # Saturday night
        ("UTC", 6 * 24 + 20, "Tonight", True),
        ("JST-9", 9, "Tonight", True),
        ("EST+5", 9, "Tonight", True),  # 4 in the morning
        ("EST+5", 4 * 24 + 22, "This afternoon", False),
    ],
)
def test_the_day_has_its_parts_by_the_clock_here(
    zone: Zone, name: str, hours: float, heading: str, before_work: bool
) -> None:
    zone(name)
    assert part_of_day(MONDAY + hours * HOUR) == (heading, before_work)
