"""Days written without saying which number is the day and which the month: told by all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise, product

from recflix_tui.history.reading.shared.dates import seconds
from recflix_tui.times import DAY

_DAY = re.compile(r"(\d{1,4})([-/.])\s?(\d{1,2})\2\s?(\d{1,4})\.?")
_MOST_FORMS = 5  # of so many there are 32 ways to read them
_SOME = 0.05  # the part of days that may stand out of order in a file that is in order

Form = tuple[str, bool]
"""How a day is written: what parts its numbers, and whether the year has four digits."""
Order = str
"""The order of its numbers, as `dmy`."""


@dataclass(frozen=True)
class Days:
    """What the days of a file are."""

    at: tuple[float | None, ...]
    """Noon of each in Unix seconds, None where it is none or can be two."""
    mixed: bool
    """Whether they are written in several ways, as after a spreadsheet has changed some."""
    unsure: bool
    """Whether some could be two days, and so count as unknown."""
    n_none: int
    """How many are no day in any order, or to come in all of them."""


def read_days(said: Sequence[str], now: float) -> Days:
    """The days of a file whose rows go from the newest to the oldest, as Netflix writes them.

    Each way to write is read in the order of numbers that makes most of its days valid and none
    of them later than `now`; where two orders do, in the one that keeps the rows in their order.
    """
    matches = [_DAY.fullmatch(text.strip()) for text in said]
    forms: dict[Form, list[int]] = {}
    for place, match in enumerate(matches):
        if match:
            form = match[2], max(len(match[1]), len(match[4])) == 4
            forms.setdefault(form, []).append(place)
    ways: dict[Form, dict[Order, dict[int, float]]] = {}
    for form, places in list(forms.items())[:_MOST_FORMS]:
        read = partial(_read, [(place, matches[place]) for place in places], now)
        orders = ("dmy",) if form[0] == "." else ("mdy", "dmy")
        days = {order: read(order) for order in orders}
        most = max(map(len, days.values()))
        ways[form] = {order: found for order, found in days.items() if len(found) == most}
    chosen = _in_order(ways)
    at: list[float | None] = [None] * len(said)
    for form, way in ways.items():
        for place, day in (way[chosen[form]] if form in chosen else _agreed(way)).items():
            at[place] = day
    told = {place for way in ways.values() for found in way.values() for place in found}
    n_none = sum(bool(text.strip()) and place not in told for place, text in enumerate(said))
    return Days(tuple(at), len(forms) > 1, len(chosen) < len(ways), n_none)


def _read(
    found: Sequence[tuple[int, re.Match[str] | None]], now: float, order: Order
) -> dict[int, float]:
    """The days that are valid when read in an order, by their places."""
    days: dict[int, float] = {}
    for place, match in found:
        day = _day(match, order) if match else None
        if day is not None and day < now + DAY:
            days[place] = day
    return days


def _day(match: re.Match[str], order: Order) -> float | None:
    if len(match[1]) == 4:
        order = "ymd"
    numbers = dict(zip(order, (int(match[1]), int(match[3]), int(match[4])), strict=True))
    year = numbers["y"] if numbers["y"] > 99 else 2000 + numbers["y"]
    try:
        return seconds(datetime(year, numbers["m"], numbers["d"]), a_day=True)
    except ValueError:
        return None


def _in_order(ways: Mapping[Form, Mapping[Order, Mapping[int, float]]]) -> dict[Form, Order]:
    """The order of each form, without those that could be read in two."""
    tried: dict[tuple[Order, ...], int] = {}
    of_days: dict[tuple[Order, ...], list[float]] = {}
    for orders in product(*ways.values()):
        days: dict[int, float] = {}
        for form, order in zip(ways, orders, strict=True):
            days |= ways[form][order]
        of_days[orders] = [days[place] for place in sorted(days)]
        tried[orders] = sum(later > earlier for earlier, later in pairwise(of_days[orders]))
    best = min(tried.values())
    same = [orders for orders, n in tried.items() if n == best]
    n_days = max(len(days) for days in of_days.values())
    if len(tried) > 1 and best > _SOME * n_days:
        same = list(tried)  # the rows are in no order, which tells nothing
    if all(of_days[orders] == of_days[same[0]] for orders in same):
        same = same[:1]
    return {
        form: same[0][place]
        for place, form in enumerate(ways)
        if len({orders[place] for orders in same}) == 1
    }


def _agreed(way: Mapping[Order, Mapping[int, float]]) -> dict[int, float]:
    """The days that are the same in both orders, as the first of January is."""
    first, *others = way.values()
    return {
        place: day
        for place, day in first.items()
        if all(other.get(place) == day for other in others)
    }
