"""What somebody with few ratings said they like: a row for each group that they picked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recflix_tui.recommend.asking.groups import groups, groups_of
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.well_known import known_enough

FEW = 10  # ratings that say more than the groups do


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    if not taste.groups or len(taste.ratings) >= FEW:
        return
    found = groups(dataset)
    for place in groups_of(found, taste.groups):
        group = found[place]
        within = np.zeros(dataset.n_items, np.bool_)
        within[group.items] = True
        shown = known_enough(dataset, within & taste.open_items)
        items = group.items[shown[group.items]]  # the best known and most typical first
        if taste.worth is not None:
            items = items[np.argsort(-taste.worth[items], kind="stable")]
        items = items[: context.depth]
        yield make_row(f"group:{place}", group.name, "a group you picked", items)


_MADE_OF = Ingredient.ORDER | Ingredient.OPEN | Ingredient.N_RATINGS | Ingredient.GROUPS
PICKED_GROUPS = RowKind("group", _build, _MADE_OF, least=3, pull_for_anyone=20.0, again=1.0, most=6)
