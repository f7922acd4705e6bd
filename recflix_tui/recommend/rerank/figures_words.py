"""The figures of a list in words, the same everywhere."""

from __future__ import annotations

import math
from typing import NamedTuple

from recflix_tui.recommend.rerank.list_figures import ListFigures

ARROW = "→"


class _Told(NamedTuple):
    """How a figure is told."""

    name: str
    """The field of `ListFigures`."""
    called: str
    """What it is called."""
    form: str
    """The format of its value."""
    meaning: str
    """What it says, empty where its name does."""
    less: str
    """What a list with less of it is, empty where the figures say it."""
    more: str
    """What a list with more of it is."""


_TOLD = (
    _Told("expected_stars", "stars to expect", "{:.1f}", "", "", ""),
    _Told("calibration_gap", "gap to your genres", "{:.2f}", "0: your mix", "closer", "further"),
    _Told(
        "diversity",
        "diversity",
        "{:.2f}",
        "1: nothing alike",
        "more alike",
        "more unlike one another",
    ),
    _Told("novelty", "novelty", "{:.1f}", "higher: less known", "better known", "less known"),
)


def figures_words(figures: ListFigures) -> str:
    """`stars to expect 4.1, gap to your genres 0.31 (0: your mix), diversity 0.61 (1: nothing
    alike), novelty 2.9 (higher: less known)`, but for what is not known."""
    words = []
    for told in _TOLD:
        value = getattr(figures, told.name)
        if math.isfinite(value):
            meaning = f" ({told.meaning})" if told.meaning else ""
            words.append(f"{told.called} {told.form.format(value)}{meaning}")
    return ", ".join(words)


def moved_words(before: ListFigures, after: ListFigures) -> str:
    """What became of each figure: `stars to expect 4.1 · gap to your genres 0.31 → 0.22, closer
    · ...`, but for what is not known."""
    words = []
    for told in _TOLD:
        values = getattr(before, told.name), getattr(after, told.name)
        if all(map(math.isfinite, values)):
            words.append(f"{told.called} {_moved(told, *values)}")
    return " · ".join(words)


def _moved(told: _Told, before: float, after: float) -> str:
    """The value before and after, and what that makes of the list, as far as it is seen."""
    was, is_ = told.form.format(before), told.form.format(after)
    if was == is_:
        return is_
    what = told.more if after > before else told.less
    return f"{was} {ARROW} {is_}{', ' * bool(what)}{what}"
