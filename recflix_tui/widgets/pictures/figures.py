"""Stars as figures, rounded by one rule: half up to hundredths, and from these to tenths.

What is shown with one digit thus agrees with the same number shown with two, and a sum of
hundredths adds up as it stands on the screen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable


def hundredths(stars: float) -> int:
    """Stars as whole hundredths, half away from zero."""
    # A prediction comes from sums in two orders: the last bits must not decide.
    whole = math.floor(round(abs(stars) * 100, 3) + 0.5)
    return whole if stars >= 0 else -whole


def missing(start: float, end: float, effects: Iterable[float]) -> int:
    """What is missing, in hundredths, for `effects` to lead from `start` to `end` as all of
    them are shown, each rounded by itself."""
    return hundredths(end) - hundredths(start) - sum(hundredths(effect) for effect in effects)


def two_digits(stars: float) -> str:
    """`4.42`."""
    return in_stars(hundredths(stars))


def one_digit(stars: float) -> str:
    """`4.4`: the number of two digits, rounded once more."""
    tenths = (abs(hundredths(stars)) + 5) // 10
    return f"{'−' if stars < 0 and tenths else ''}{tenths // 10}.{tenths % 10}"


def plus_minus(uncertainty: float | None) -> str:
    """` ±0.4` behind a prediction; nothing where it is not known how sure that is."""
    return "" if uncertainty is None else f" ±{one_digit(uncertainty)}"


def in_stars(whole: int) -> str:
    """So many hundredths as stars."""
    return f"{'−' if whole < 0 else ''}{abs(whole) // 100}.{abs(whole) % 100:02}"


def signed(whole: int) -> str:
    """So many hundredths as an effect: `+0.41`, `−0.06`."""
    return ("+" if whole >= 0 else "") + in_stars(whole)
