"""Which number is the day and which the month, told from all days of a file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from recflix_tui.history.reading.shared.day_orders import Days, read_days

NOW = datetime(2026, 1, 10, tzinfo=UTC).timestamp()


def told(days: Days) -> list[str]:
    return ["" if at is None else f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d}" for at in days.at]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["6/19/25", "6/1/25"], ["2025-06-19", "2025-06-01"]),
        (["24.01.23", "02.01.23"], ["2023-01-24", "2023-01-02"]),
        (["12/04/2022", "30/03/2022"], ["2022-04-12", "2022-03-30"]),
        (["2021-12-15", "2021-02-03"], ["2021-12-15", "2021-02-03"]),
        # Nothing but the order of the rows tells: the newest comes first.
        (["1/2/2016", "12/1/2016", "11/1/2016"], ["2016-02-01", "2016-01-12", "2016-01-11"]),
        # A day of the future is none.
        (["9/01/2026"], ["2026-01-09"]),
        (["6/19/25", "soon", ""], ["2025-06-19", "", ""]),
        ([], []),
    ],
    ids=["us", "german", "uk", "iso", "by order", "no future", "no day", "none"],
)
def test_the_order_that_fits_the_whole_file_is_the_one(
    said: list[str], expected: list[str]
) -> None:
    days = read_days(said, NOW)
    assert told(days) == expected
    assert not days.mixed
    assert not days.unsure


def test_two_forms_after_a_spreadsheet_are_each_read_and_told() -> None:
    days = read_days(["4/21/25", "04/12/2025", "4/2/25"], NOW)
    assert told(days) == ["2025-04-21", "2025-04-12", "2025-04-02"]
    assert days.mixed


def test_what_can_be_two_days_is_unknown_but_where_both_are_one() -> None:
    days = read_days(["2/1/16", "1/1/16"], NOW)
    assert days.unsure
    assert told(days) == ["", "2016-01-01"]
    assert read_days(["2/1/26", "1/9/26"], NOW).unsure  # each is one day, of different orders


def test_what_is_no_day_or_is_to_come_is_counted_apart_from_what_can_be_two() -> None:
    days = read_days(["12/25/2031", "12/24/2024", "13/13/2024", ""], NOW)
    assert told(days) == ["", "2024-12-24", "", ""]
    assert (days.n_none, days.unsure) == (2, False)
