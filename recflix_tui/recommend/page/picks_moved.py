"""What the slider safe - adventurous moves on Top picks, which alone follow it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.rerank.figures_words import moved_words
from recflix_tui.recommend.rerank.list_figures import ListFigures, list_figures
from recflix_tui.recommend.row.row import Row
from recflix_tui.recommend.rows.top_picks import TOP_PICKS
from recflix_tui.recommend.taste import Taste
from recflix_tui.text import counted


@dataclass(frozen=True)
class PicksMoved:
    """Top picks before and after."""

    n: int
    """How many they are after."""
    others: int
    """How many of these were not there before."""
    in_order: bool
    """Whether those that stood there before stand in the order that they had."""
    before: ListFigures
    """What they were like."""
    after: ListFigures
    """What they are like."""


def picks_moved(
    before: Iterable[Row], after: Iterable[Row], taste: Taste, dataset: Dataset
) -> PicksMoved | None:
    """Return what is moved on the Top picks of one of two pages of a taste to those of the other;
    None where there are none."""
    was, is_ = _picks(before), _picks(after)
    if not is_:
        return None
    stay = [item for item in is_ if item in set(was)]
    return PicksMoved(
        n=len(is_),
        others=len(is_) - len(stay),
        in_order=stay == [item for item in was if item in set(is_)],
        before=list_figures(np.array(was, np.int64), taste, dataset),
        after=list_figures(np.array(is_, np.int64), taste, dataset),
    )


def _picks(rows: Iterable[Row]) -> tuple[int, ...]:
    """The titles of Top picks on a page; none where it has none."""
    return next((row.items for row in rows if row.key == TOP_PICKS.key), ())


def picks_moved_words(moved: PicksMoved) -> str:
    """What was moved, in a line."""
    if not moved.others:
        if moved.in_order:
            return "no title moved"
        return f"the same {counted(moved.n, 'title')} in another order"
    of = f"{moved.others} of {counted(moved.n, 'title')}"
    come = "is another" if moved.others == 1 else "are others"
    return f"{of} {come} · {moved_words(moved.before, moved.after)}"
