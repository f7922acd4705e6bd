"""Which day it is, for what varies from day to day."""

from __future__ import annotations

import time
from datetime import date

DAY_BEGINS = 4
"""The hour, by the clock here, at which a day begins: an evening lasts until then."""
_FIRST = date(1970, 1, 1).toordinal()


def day_of(moment: float) -> int:
    """Return the day that a moment in Unix seconds belongs to, by the clock here, in days since
    1 January 1970: a night belongs to the day before it."""
    at = time.localtime(moment)
    there = date(at.tm_year, at.tm_mon, at.tm_mday).toordinal() - _FIRST
    return there - (at.tm_hour < DAY_BEGINS)
