"""What the words after a flag may be; each raises ArgumentTypeError for others."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path


def names(text: str) -> tuple[str, ...]:
    """Read `a,b` as names."""
    found = tuple(name.strip() for name in text.split(",") if name.strip())
    if not found:
        raise argparse.ArgumentTypeError("the list is empty; give some names")
    return found


def sides(text: str) -> tuple[str, ...]:
    """Read `a,b` as names; none as no name at all."""
    found = names(text)
    return () if found == ("none",) else found


def share(text: str) -> float:
    """Read a number between 0 and 1."""
    value = float(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def above_zero(text: str) -> float:
    """Read a finite number above 0."""
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a number above 0")
    return value


def moment(text: str) -> float:
    """Read a day, a time of one or of today (by this computer's clock where they name no zone) or
    Unix seconds, as Unix seconds."""
    with contextlib.suppress(ValueError):
        seconds = float(text)
        if not 0 <= seconds < 1e11:
            raise argparse.ArgumentTypeError(f"{text} is no time in Unix seconds")
        return seconds
    try:
        return _dated(text).timestamp()
    except (ValueError, OverflowError, OSError):
        raise argparse.ArgumentTypeError(
            f"{text} is no time; give it as 2026-11-27, 2026-11-27T09:15, 09:15 (of today) or Unix "
            "seconds"
        ) from None


def _dated(text: str) -> datetime:
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(text)
    return datetime.combine(date.today(), time.fromisoformat(text))


def decade(text: str) -> int:
    """Read a decade, `1970s`, `1970`, or `70s`, as its first year; 00s to 20s are of this
    century."""
    digits = text.removesuffix("s")
    is_short = len(digits) == 2 and text.endswith("s")
    if not (digits.isascii() and digits.isdecimal() and digits.endswith("0")) or not (
        is_short or len(digits) == 4
    ):
        raise argparse.ArgumentTypeError(f"{text} is no decade; give it as 1970s or 70s")
    return int(digits) + ((2000 if int(digits) < 30 else 1900) if is_short else 0)


def size(text: str) -> tuple[int, int]:
    """Read a terminal's size, `120x36`, as columns and lines."""
    sides = text.lower().replace("×", "x").split("x")
    numbers = [int(side) for side in sides if side.isascii() and side.isdecimal() and len(side) < 5]
    if len(sides) != 2 or len(numbers) != 2 or not all(numbers):
        raise argparse.ArgumentTypeError(
            f"{text} is no size; give columns and lines of a terminal, as in 120x36"
        )
    return numbers[0], numbers[1]


def path(text: str) -> Path:
    """Read a path."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def name(text: str) -> str:
    """Read a name."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def given(text: str) -> tuple[str, float]:
    """Read `318=4.5` or `Alien=4.5` as a title, by its movie id or any of its names, and stars."""
    title, sign, stars = text.rpartition("=")
    with contextlib.suppress(ValueError):
        if sign and title.strip():
            return title, float(stars)
    raise argparse.ArgumentTypeError(f"{text} is not TITLE=STARS, as in 318=4.5 or Alien=4.5")


def at_least(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from `least` on."""

    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(
                f"{text} is no whole number; give one from {least} on"
            ) from None
        if value < least:
            raise argparse.ArgumentTypeError(f"{value} is below {least}")
        return value

    return number
