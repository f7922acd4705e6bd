"""Because you rated: what is like the titles that the profile rated best."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.pick_curves import liked_from
from recflix_tui.recommend.alike.likeness import likeness_to_each
from recflix_tui.recommend.alike.shared import reason
from recflix_tui.recommend.best import best
from recflix_tui.recommend.expected_stars import expected_stars
from recflix_tui.recommend.rows.row import Ingredient, Row, RowContext, RowKind, Standing, make_row
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import quantile, well_known

MOST_REASONS = 3


def reasons(taste: Taste, dataset: Dataset) -> list[int]:
    """Return the titles that the profile rated best and liked, the newest of equals first."""
    scale = dataset.scale
    liked = liked_from(scale.low, scale.high)
    newest_first = list(taste.ratings.items())[::-1]
    loved = [pair for pair in newest_first if pair[1] >= liked]
    loved.sort(key=lambda pair: -pair[1])
    return [item for item, _ in loved[:MOST_REASONS]]


def _build(context: RowContext, standing: Standing) -> Iterator[Row]:
    if not context.is_personal or context.model is None:
        return
    taste, dataset = context.taste, context.dataset
    because = reasons(taste, dataset)
    of_others = np.zeros(dataset.n_items, np.bool_)  # what stands on the rows of other reasons
    better = _better_part(expected_stars(taste, dataset), well_known(dataset))
    likely = np.flatnonzero(better & taste.open_items)
    each_alike = likeness_to_each(because, likely, dataset)
    for item, alike in zip(because, each_alike, strict=True):
        elsewhere = standing.in_view | of_others
        title = f"Because you rated {dataset.title(item)} {taste.ratings[item]:g}"
        items = likely[best(alike, ~elsewhere[likely] & np.isfinite(alike), context.length)]
        of_others[items] = True
        yield make_row(
            f"because:{item}",
            title,
            reason(item, items[: context.first_screen.tiles].tolist(), dataset),
            items,
        )


def _better_part(stars: NDArray[np.floating], among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which items of `among`, (n_items,), the profile is expected to like better than most of them:
    alike or not, nobody recommends what will hardly please."""
    if not among.any():
        return among
    return np.asarray(among & (stars >= quantile(stars[among])))


_MADE_OF = (
    Ingredient.STARS
    | Ingredient.OPEN
    | Ingredient.RATINGS
    | Ingredient.PERSONAL
    | Ingredient.TILES
    | Ingredient.IN_VIEW
)
BECAUSE_YOU_RATED = RowKind("because", _build, _MADE_OF, least=3)
