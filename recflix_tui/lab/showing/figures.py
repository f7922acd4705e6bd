"""Numbers as the worked example shows them: aligned, and never wider than their column."""

from __future__ import annotations

import math

MINUS = "−"
WIDEST = 6  # cells of a number
FINEST = 6  # digits of the smallest change


def figure(value: float, digits: int = 3, widest: int = WIDEST) -> str:
    """A number with so many digits behind the point, fewer where it is wide: `−0.549`, `1e5`.

    What has run away is `∞`, what is no number `?`.
    """
    if math.isnan(value):
        return "?"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    for kept in range(digits, -1, -1):
        text = f"{value:.{kept}f}"
        if len(text) <= widest:
            return _with_minus(text)
    return _with_minus(f"{value:.0e}".replace("e+0", "e").replace("e+", "e"))


def signed(value: float, digits: int = 3, widest: int = WIDEST) -> str:
    """The same with its sign, also of what is too small to be seen: `+0.028`, `−0.000`."""
    if math.isnan(value):
        return "?"
    return (MINUS if value < 0 else "+") + figure(abs(value), digits, widest - 1)


def change(value: float) -> str:
    """A change with its sign and three digits, or up to its first one: `+0.028`, `−0.0002`."""
    digits = 3
    while digits < FINEST and value and not float(f"{value:.{digits}f}"):
        digits += 1
    return signed(value, digits, digits + 4)


def stars(value: float) -> str:
    """Stars as they were given: `5`, `3.5`."""
    return f"{value:g}"


def _with_minus(text: str) -> str:
    """The text with a minus as wide as a plus, and none before a zero."""
    if not text.strip("-0."):
        return text.lstrip("-")
    return text.replace("-", MINUS, 1) if text.startswith("-") else text
