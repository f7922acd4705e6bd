"""Bars of characters, and how long a bar is on a log axis."""

from __future__ import annotations

import math

EIGHTHS = " ▏▎▍▌▋▊▉█"
_FOOT = 0.5  # where a log axis of counts begins: a bar of 1 is seen too


def log_share(count: int, most: int) -> float:
    """How far a bar of `count` reaches on a log axis up to `most`, 0 to 1: each step along it is
    so many times more, and not so many more. Nothing at a count of 0."""
    return math.log(count / _FOOT) / math.log(most / _FOOT) if count > 0 else 0.0


def decades(most: int) -> tuple[int, ...]:
    """What a log axis up to `most` is numbered with: 1, 10, 100, ... none above it."""
    return tuple(10**power for power in range(len(str(most)))) if most > 0 else ()


def bar(share: float, width: int) -> str:
    """A bar from the left over a share, 0 to 1, of `width` cells, to an eighth of a cell; seen
    wherever there is any. Blanks fill it up to the width."""
    eighths = round(share * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    full, part = divmod(min(eighths, width * 8), 8)
    return ("█" * full + EIGHTHS[part]).ljust(width)[:width]
