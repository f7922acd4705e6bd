"""The settings that a search tries: the solver's defaults, and random changes to them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from recflix_tui.solvers.settings import SolverSettings

CANDIDATES = 16
"""Settings that a search tries where no number is given, the defaults among them."""
_MOST_MISSES = 1000  # draws in a row that find nothing new: there is no more


def changed(settings: SolverSettings, start: SolverSettings) -> dict[str, Any]:
    """The searched settings that differ from those of `start`."""
    values = {name: getattr(settings, name) for name in start.search_space()}
    return {name: value for name, value in values.items() if value != getattr(start, name)}


def draw(
    start: SolverSettings, n: int, seed: int, first: Sequence[SolverSettings] = ()
) -> list[SolverSettings]:
    """At most n candidates, no two the same: the start, the `first`, then random ones.

    Each setting keeps its default half of the time: the defaults are good, and a draw that
    leaves nothing of them seldom is. More are drawn after those that fewer would be.
    """
    rng = random.Random(seed)
    found = dict.fromkeys((start, *first))
    choices = start.search_space()
    misses = 0
    while len(found) < n and misses < _MOST_MISSES:
        before = len(found)
        values = {name: rng.choice(some) for name, some in choices.items() if rng.random() < 0.5}
        found[replace(start, **values)] = None  # type: ignore[arg-type]
        misses = misses + 1 if len(found) == before else 0
    return list(found)[:n]
