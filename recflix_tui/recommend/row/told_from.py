"""What a profile's picks come from, in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recflix_tui.recommend.taste import Taste
from recflix_tui.text import counted

MOST_TOLD = 2
MORE = "what else you did"
_TOLD: dict[str, Callable[[int], str]] = {
    "ratings": lambda n: counted(n, "rating"),
    "history": lambda n: counted(n, "watched film"),
    "interactions": lambda n: f"{counted(n, 'title')} opened or on My List",
    "session": lambda n: f"{counted(n, 'title')} opened in this session",
    "search": lambda n: f"{counted(n, 'title')} searched for",
    "profile": lambda n: "the groups you picked",
    "skipped": lambda n: f"{counted(n, 'title')} not for you",
}
"""What each signal goes by, in words, of so many titles."""


def told_from(taste: Taste) -> list[str]:
    """What most of a profile's picks come from, two things at most, ratings first: "12 ratings",
    "3 watched films"; "what else you did" after them where there is more."""
    weighed = taste.weighed
    if weighed is None or taste.picks is None:
        return [counted(len(taste.ratings), "rating")]
    spoke = [part for part in weighed.parts if len(part.weights.items)]
    spoke.sort(key=lambda part: -part.weight * float(np.abs(part.weights.entries).sum()))
    most = {part.signal.name: len(part.weights.items) for part in spoke[:MOST_TOLD]}
    told = [words(most[name]) for name, words in _TOLD.items() if name in most]
    return [*told, MORE] if len(spoke) > MOST_TOLD else told
