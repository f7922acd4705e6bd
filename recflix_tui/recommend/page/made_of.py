"""What rows are made of, so that one is made again only where some of it changed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recflix_tui.recommend.crowd.liked import liked_of
from recflix_tui.recommend.expected_stars import expected_stars, rank_order
from recflix_tui.recommend.rerank.genre_shares import target_of
from recflix_tui.recommend.row.row import Ingredient, RowContext
from recflix_tui.recommend.row.said import said_of_titles, seen_context
from recflix_tui.recommend.row.told_from import told_from
from recflix_tui.recommend.rows.because_you_watched import newest_watched
from recflix_tui.recommend.rows.searched import sought

QUARTER = 900  # seconds

Value = object
"""What an ingredient was: an array, or what `==` tells of."""

_WHAT: dict[Ingredient, Callable[[RowContext], Value]] = {
    Ingredient.ORDER: lambda c: (c.taste.worth is None, rank_order(c.taste, c.dataset)),
    Ingredient.STARS: lambda c: expected_stars(c.taste, c.dataset),
    Ingredient.OPEN: lambda c: c.taste.open_items,
    Ingredient.RATINGS: lambda c: tuple(c.taste.ratings.items()),
    Ingredient.RATED_AT: lambda c: tuple(c.taste.activity.rated_at.items()),
    Ingredient.N_RATINGS: lambda c: len(c.taste.ratings),
    Ingredient.TOLD: lambda c: tuple(told_from(c.taste)),
    Ingredient.MY_LIST: lambda c: tuple(
        item for item in c.taste.activity.my_list if c.taste.open_items[item]
    ),
    Ingredient.GROUPS: lambda c: tuple(c.taste.groups),
    Ingredient.PERSONAL: lambda c: (c.is_personal, c.model is None),
    Ingredient.NAME: lambda c: c.profile_name,
    Ingredient.WATCHED: lambda c: newest_watched(c.taste, c.dataset),
    Ingredient.SOUGHT: lambda c: sought(c.taste, c.dataset),
    Ingredient.TRENDING: lambda c: (said_of_titles(c.taste, "trending"), _moment(c)),
    Ingredient.LIKE_YOU: lambda c: said_of_titles(c.taste, "similar-users"),
    Ingredient.LIKED: lambda c: _liked(c),
    Ingredient.REFUSED: lambda c: (*c.taste.activity.refused, *c.taste.activity.abandoned),
    Ingredient.HOUR: lambda c: (_quarter(c), said_of_titles(c.taste, "session")),
    Ingredient.ADVENTURE: lambda c: _adventure(c),
    Ingredient.DAY: lambda c: c.day,
}


def ingredients_of(made_of: Ingredient, context: RowContext) -> tuple[Value, ...]:
    """Return what each of those ingredients is, and what every row is made of."""
    own = [find(context) for each, find in _WHAT.items() if each in made_of]
    return (_Same(context.dataset), context.length, *own)


def are_same(one: Value, other: Value) -> bool:
    """Whether an ingredient is what it was, bit by bit where it is an array."""
    if one is other:
        return True
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and bool(np.array_equal(one, other))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(are_same, one, other))
    return type(one) is type(other) and one == other


def _moment(context: RowContext) -> float | None:
    seen = seen_context(context.taste)
    return None if seen is None else seen.now


def _adventure(context: RowContext) -> Value:
    """How adventurous, and what picks are drawn to then."""
    if context.adventure <= 0 or context.taste.worth is None:
        return 0.0
    return context.adventure, target_of(context.taste, context.dataset)


def _quarter(context: RowContext) -> int | None:
    """The quarter of an hour: in no zone does the clock strike between two of them."""
    moment = _moment(context)
    return None if moment is None else int(moment // QUARTER)


def _liked(context: RowContext) -> Value:
    seen = seen_context(context.taste)
    if seen is None:
        return None
    liked = liked_of(seen.activity)
    return liked.items, liked.above


class _Same:
    """A value that equals only itself, whatever `==` says of it."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)
