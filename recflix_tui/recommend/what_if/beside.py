"""A page and a title by what a profile did, beside what they would be by some changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.page.difference import PageDifference, RowDifference, page_difference
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.reasons.explain import Explanation, explain
from recflix_tui.recommend.reasons.explain_pick import match_of
from recflix_tui.recommend.row.row import Row, RowContext
from recflix_tui.recommend.rows.top_picks import top_picks
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import known_enough
from recflix_tui.recommend.what_if.changes import Changes
from recflix_tui.recommend.what_if.tried import taste_if
from recflix_tui.text import nth

TOP = 10


@dataclass(frozen=True)
class TitleIf:
    """What is made of one title."""

    why: Explanation
    """The stars to be expected, and the ratings that they come from."""
    uncertainty: float | None
    """The standard deviation of these, in stars."""
    probability: float | None
    """The chance that it is among the next 20 picks; None without a choice model."""
    match: int | None
    """Of a hundred open titles, how many are worth less to the profile (`match_of`)."""
    place: int | None
    """Its place among all picks, from 1; None where it may not be recommended."""
    own: float | None
    """What it was given, in stars; None where it is not rated."""

    @property
    def place_words(self) -> str:
        """Its place as it is read: `12th`; of what may not be recommended why, in a word."""
        if self.place is not None:
            return nth(self.place)
        return "not open" if self.own is None else "rated"


@dataclass(frozen=True)
class Side:
    """The page by what was done, or would be."""

    taste: Taste
    """What the models make of that."""
    rows: tuple[Row, ...]
    """The page."""
    top: tuple[int, ...]
    """The ten titles that are most likely picked and liked, best first."""
    title: TitleIf | None
    """What is made of the title that was asked about; None where none was."""


@dataclass(frozen=True)
class WhatIf:
    """Both sides, and what moves from one to the other."""

    changes: Changes
    """What is tried out."""
    before: Side
    """As it is."""
    after: Side
    """As it would be."""
    top: RowDifference
    """What moves among the first ten picks."""
    page: PageDifference
    """What moves on the page: its rows, by the titles that are seen of each at once."""


def beside(
    context: RowContext,
    rows: Sequence[Row],
    changes: Changes,
    item: int | None,
    page_of: Callable[[RowContext], Sequence[Row]] = home_rows,
) -> WhatIf:
    """What some changes would move.

    context: what the page is made from, by a model; rows: the page; item: the title that is asked
    about besides; page_of: makes the page of another context, as `home_rows` does.
    """
    before = _side(context, rows, item)
    tried = replace(context, taste=taste_if(context.taste, changes))
    after = _side(tried, page_of(tried) if changes.count else rows, item)
    seen = context.first_screen.tiles
    return WhatIf(
        changes, before, after, _top(before, after), page_difference(before.rows, after.rows, seen)
    )


def _side(context: RowContext, rows: Sequence[Row], item: int | None) -> Side:
    taste, dataset, model = context.taste, context.dataset, context.model
    assert model is not None
    top = tuple(int(pick) for pick in top_picks(taste, dataset, TOP))
    title = None if item is None else title_if(taste, dataset, model, item)
    return Side(taste, tuple(rows), top, title)


def _top(before: Side, after: Side) -> RowDifference:
    was, would_be = (Row("top ten", "", "", side.top) for side in (before, after))
    [difference] = page_difference([was], [would_be], TOP).rows
    return difference


def title_if(taste: Taste, dataset: Dataset, model: FactorModel, item: int) -> TitleIf:
    """What a taste makes of one title."""
    taste.weigh([item], model)
    return TitleIf(
        explain(taste.activity.ratings, model, item),
        taste.uncertainty(item),
        None if taste.picks is None else float(taste.picks[item]),
        match_of(taste, item),
        place_of(taste, dataset, item),
        taste.activity.ratings.get(item),
    )


def place_of(taste: Taste, dataset: Dataset, item: int) -> int | None:
    """The place, from 1, that an item has among all picks as `top_picks` orders them; None where it
    is none of them."""
    order, among = taste.worth, taste.open_items
    if order is None:
        order, among = taste.raw, known_enough(dataset, among)
    if order is None or not among[item]:
        return None
    own = order[item]
    ties = (order[:item] == own) & among[:item]
    return 1 + int(np.count_nonzero(among & (order > own))) + int(np.count_nonzero(ties))
