"""What the words after a flag may be; each raises ArgumentTypeError for others."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable
from datetime import datetime
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
    """Read a day, a time (both by this computer's clock where they name no zone) or Unix seconds,
    as Unix seconds."""
    with contextlib.suppress(ValueError):
        seconds = float(text)
        if not 0 <= seconds < 1e11:
            raise argparse.ArgumentTypeError(f"{text} is no time in Unix seconds")
        return seconds
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError, OSError):
        raise argparse.ArgumentTypeError(
            f"{text} is no time; give it as 2026-11-27, 2026-11-27T09:15 or Unix seconds"
        ) from None


def decade(text: str) -> int:
    """Read a decade, `1970s` or `1970`, as its first year."""
    digits = text.removesuffix("s")
    if not (digits.isdecimal() and len(digits) == 4 and digits.endswith("0")):
        raise argparse.ArgumentTypeError(f"{text} is no decade; give it as 1970s")
    return int(digits)


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


def given(text: str) -> tuple[int, float]:
    """Read `318=4.5` as a movie id and stars."""
    movie_id, sign, stars = text.partition("=")
    try:
        if sign:
            return int(movie_id), float(stars)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text} is not ID=STARS, as in 318=4.5")


def at_least(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from `least` on."""

    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{value} is below {least}")
        return value

    return number
