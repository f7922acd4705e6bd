"""What rows are made of, so that one is made again only where some of it changed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recflix_tui.recommend.expected_stars import expected_stars, rank_order
from recflix_tui.recommend.rows.row import Ingredient, RowContext, Standing
from recflix_tui.recommend.rows.told_from import told_from

Value = object
"""What an ingredient was: an array, or what `==` tells of."""

_OF_PROFILE: dict[Ingredient, Callable[[RowContext], Value]] = {
    Ingredient.ORDER: lambda c: (c.taste.worth is None, rank_order(c.taste, c.dataset)),
    Ingredient.STARS: lambda c: expected_stars(c.taste, c.dataset),
    Ingredient.OPEN: lambda c: c.taste.open_items,
    Ingredient.RATINGS: lambda c: tuple(c.taste.ratings.items()),
    Ingredient.N_RATINGS: lambda c: len(c.taste.ratings),
    Ingredient.TOLD: lambda c: tuple(told_from(c.taste)),
    Ingredient.MY_LIST: lambda c: tuple(
        item for item in c.taste.activity.my_list if c.taste.open_items[item]
    ),
    Ingredient.GROUPS: lambda c: tuple(c.taste.groups),
    Ingredient.PERSONAL: lambda c: (c.is_personal, c.model is None),
    Ingredient.NAME: lambda c: c.profile_name,
    Ingredient.TILES: lambda c: c.first_screen.tiles,
}
_OF_PAGE: dict[Ingredient, Callable[[Standing], Value]] = {
    Ingredient.IN_VIEW: lambda s: np.flatnonzero(s.in_view),
    Ingredient.ON_PAGE: lambda s: np.flatnonzero(s.on_page),
}


def of_profile(made_of: Ingredient, context: RowContext) -> tuple[Value, ...]:
    """Return what holds for all rows of a kind: of its ingredients, the profile's, and what every
    row is made of."""
    own = [find(context) for each, find in _OF_PROFILE.items() if each in made_of]
    return (_Same(context.dataset), context.length, *own)


def of_page(made_of: Ingredient, standing: Standing) -> tuple[Value, ...]:
    """Return what holds for the next row of a kind, of what stands on the page."""
    return tuple(find(standing) for each, find in _OF_PAGE.items() if each in made_of)


def are_same(one: Value, other: Value) -> bool:
    """Whether an ingredient is what it was, bit by bit where it is an array."""
    if one is other:
        return True
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and bool(np.array_equal(one, other))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(are_same, one, other))
    return type(one) is type(other) and one == other


class _Same:
    """A value that equals only itself, whatever `==` says of it."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)
