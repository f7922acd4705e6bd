"""Which day it is, by the clock here."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.row.days import day_of
from tests.recommend.rows.by_signals import context_of

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="the clock's zone cannot be set here"
)
FRIDAY = 20784  # 27 November 2026, in days since 1970


def at(hour: int, minute: int = 0, day: int = 27) -> float:
    """A moment of November 2026 in Greenwich, in Unix seconds."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("zone", "first"),
    [("UTC", at(4)), ("America/New_York", at(9)), ("Asia/Tokyo", at(19, day=26))],
)
def test_a_day_lasts_from_four_to_four_by_the_clock_here(
    zone: str, first: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert day_of(first - 1) == FRIDAY - 1
    assert day_of(first) == day_of(first + 24 * 3600 - 1) == FRIDAY
    assert day_of(first + 24 * 3600) == FRIDAY + 1


def test_a_page_is_of_the_day_here_that_its_signals_are_weighed_for_or_of_its_seed(
    dataset: Dataset, model: FactorModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    moments = (at(23), at(0, 30, day=28), at(8, 59, day=28))  # 18:00, 19:30 and 3:59 there
    pages = [context_of(dataset, model, ProfileActivity(), now=moment) for moment in moments]
    assert [page.day for page in pages] == [FRIDAY] * 3
    assert replace(pages[0], seed=3).day == 3
    assert context_of(dataset, model, ProfileActivity(), now=0.0).day == 0
