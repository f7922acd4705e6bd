"""The values of a store's rows, which another program may have made into anything."""

from __future__ import annotations

import math
from typing import Any

from recflix_tui.store.records import LONGEST_NAME, Mark, Profile
from recflix_tui.text import clean

LOWEST_STARS, HIGHEST_STARS = 0.5, 5.0


class OddValueError(Exception):
    """A row holds what nothing here writes; the text says what, without quoting it."""


def number_of(value: object) -> int:
    """Return a whole number. Raises OddValueError for anything else."""
    if type(value) is not int:
        raise OddValueError("a number in it is none")
    return value


def text_of(value: object) -> str:
    """Return a text. Raises OddValueError for anything else."""
    if not isinstance(value, str):
        raise OddValueError("a text in it is none")
    return value


def stars_of(value: object) -> float:
    """Return a rating. Raises OddValueError for what is none."""
    if type(value) is not float or not LOWEST_STARS <= value <= HIGHEST_STARS:
        raise OddValueError("a rating in it is none")
    return value


def share_of(value: object) -> float:
    """Return how much of a title was watched. Raises OddValueError for what is none."""
    if type(value) is not float or not 0 < value <= 1:
        raise OddValueError("a share in it is none")
    return value


def seconds_of(value: object) -> float:
    """Return a time in Unix seconds. Raises OddValueError for what is none."""
    if type(value) is not float or not math.isfinite(value):
        raise OddValueError("a time in it is none")
    return value


def mark_of(value: object) -> Mark:
    """Return a mark. Raises OddValueError for what is none."""
    if not isinstance(value, str) or value not in set(Mark):
        raise OddValueError("a mark in it is none")
    return Mark(value)


def profile_of(row: tuple[Any, ...]) -> Profile:
    """Return a profile, its name as it can be shown: whatever the file has, it is data."""
    profile_id, name, created_at = row
    shown = clean(name[: 10 * LONGEST_NAME])[:LONGEST_NAME] if isinstance(name, str) else ""
    return Profile(number_of(profile_id), shown or f"profile {profile_id}", seconds_of(created_at))
