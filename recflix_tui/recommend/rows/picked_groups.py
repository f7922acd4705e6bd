"""What somebody with few ratings said they like: a row for each group that they picked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recflix_tui.recommend.asking.groups import groups, groups_of
from recflix_tui.recommend.rows.row import Ingredient, Row, RowContext, RowKind, Standing, make_row
from recflix_tui.recommend.well_known import known_enough

FEW = 10  # ratings that say more than the groups do


def _build(context: RowContext, standing: Standing) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    if not taste.groups or len(taste.ratings) >= FEW:
        return
    found = groups(dataset)
    for place in groups_of(found, taste.groups):
        group = found[place]
        within = np.zeros(dataset.n_items, np.bool_)
        within[group.items] = True
        shown = known_enough(dataset, within & context.open_but(standing.in_view))
        items = group.items[shown[group.items]]  # the best known and most typical first
        if taste.worth is not None:
            items = items[np.argsort(-taste.worth[items], kind="stable")]
        items = items[: context.length]
        yield make_row(f"group:{place}", group.name, "a group you picked", items)


_MADE_OF = (
    Ingredient.ORDER
    | Ingredient.OPEN
    | Ingredient.N_RATINGS
    | Ingredient.GROUPS
    | Ingredient.IN_VIEW
)
PICKED_GROUPS = RowKind("group", _build, _MADE_OF, least=3)
