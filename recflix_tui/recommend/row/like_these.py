"""Rows of what is like some titles that the profile did something to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.title_names import other_names
from recflix_tui.model.pick_curves import liked_from
from recflix_tui.recommend.alike.likeness import likeness_to_known
from recflix_tui.recommend.alike.shared import same
from recflix_tui.recommend.best import best
from recflix_tui.recommend.row.once_a_taste import once_a_taste
from recflix_tui.recommend.row.row import Row, RowContext, make_row
from recflix_tui.recommend.row.well_predicted import well_predicted
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.weighing.answers import said_no


def a_row_each(
    context: RowContext, because: Sequence[int], key: str, heading: Callable[[int], str]
) -> Iterator[Row]:
    """Make a row for each of the titles `because`, of what is most like it among what the profile
    is expected to like; no title stands on two of them.

    key: the start of the rows' keys; heading: gives a row's, by the title that it is for.
    """
    for item, items in zip(because, _alike(context, because), strict=True):
        yield make_row(f"{key}:{item}", heading(item), same(item, context.dataset), items, item)


def main_name(dataset: Dataset, item: int) -> str:
    """What a title is called in a heading: without its other names."""
    return other_names(dataset.title(item))[0]


def in_turn(context: RowContext, because: Sequence[int]) -> list[int]:
    """Return what is most like any of the titles `because`, of what the profile is expected to
    like: the best of the first, of the second and so on, then the second best of each."""
    each = [[item for item in items if item not in because] for items in _alike(context, because)]
    longest = max(map(len, each), default=0)
    turns = [items[place] for place in range(longest) for items in each if place < len(items)]
    return turns[: context.depth]


def _alike(context: RowContext, because: Sequence[int]) -> list[list[int]]:
    """For each title the open items that are most like it, best first. Nobody recommends what is
    alike and will hardly please."""
    taste, dataset = context.taste, context.dataset
    likely = np.flatnonzero(well_predicted(taste, dataset) & taste.open_items)
    each_alike = likeness_to_known(because, likely, dataset)
    return [likely[places].tolist() for places in shared_out(each_alike, context.depth)]


def shared_out(each_alike: NDArray[np.float32], n: int) -> list[list[int]]:
    """Return up to `n` places of titles for each reason, by how alike each title is to each,
    (n_reasons, n_titles), -inf for what is not: no title stands by two reasons. They choose by
    turns, as teams do, each the likest that is left."""
    orders = [iter(best(alike, np.isfinite(alike), n * len(each_alike))) for alike in each_alike]
    chosen: list[list[int]] = [[] for _ in orders]
    taken: set[int] = set()
    for _ in range(n):
        for order, own in zip(orders, chosen, strict=True):
            place = next((int(place) for place in order if int(place) not in taken), None)
            if place is not None:
                own.append(place)
                taken.add(place)
    return chosen


@once_a_taste
def disliked(taste: Taste, dataset: Dataset) -> set[int]:
    """Return what is no reason to recommend anything: what was rated and not liked, refused or
    given up on."""
    activity, liked = taste.activity, liked_from(dataset.scale.low, dataset.scale.high)
    rated = (item for item, stars in activity.ratings.items() if stars < liked)
    return {*rated, *said_no(activity)}
