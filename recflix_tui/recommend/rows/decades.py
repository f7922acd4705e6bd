"""From the 1970s: a decade that the profile rates above the rest, another one each day."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.best import best
from recflix_tui.recommend.browse import in_genre_and_decade
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.row.strong import of_the_day, pull_of, strengths, strongest_of
from recflix_tui.recommend.signals.ratings import rated_arrays
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import known_enough

BEST = 3  # decades that take turns
STRONG = 1.0  # of a score, from which on it is said that a decade is rated above others
LEAST_RATED = 2  # titles of it


def strongest_decades(taste: Taste, dataset: Dataset) -> dict[int, float]:
    """Return the first years of the decades that the profile rates above the rest, the strongest
    first, with their scores (`strengths`); of those with two ratings or more, the best three that
    are two thirds as strong as the first."""
    items, _ = rated_arrays(taste.ratings)
    of_rated = dataset.years[items] // 10 * 10
    decades, counts = np.unique(of_rated[of_rated > 0], return_counts=True)
    decades = decades[counts >= LEAST_RATED]
    scores = strengths(taste, dataset, [of_rated == decade for decade in decades])
    return {int(decades[at]): float(scores[at]) for at in strongest_of(scores, BEST)}


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    if not context.is_personal or not taste.ratings:
        return
    strongest = list(strongest_decades(taste, dataset).items())
    for at in of_the_day(context.day, "decade", len(strongest), 1):
        decade, score = strongest[at]
        known = known_enough(dataset, taste.open_items & in_genre_and_decade(dataset, None, decade))
        items = best(rank_order(taste, dataset), known, context.depth)
        how = "above" if score >= STRONG else "a little above"
        note = f"a decade that you rate {how} others"
        title = f"From the {decade}s"
        yield make_row(f"decade:{decade}", title, note, items, pull=pull_of(score))


_MADE_OF = (
    Ingredient.ORDER | Ingredient.OPEN | Ingredient.RATINGS | Ingredient.PERSONAL | Ingredient.DAY
)
DECADES = RowKind("decade", _build, _MADE_OF, least=3, pull=0.55)
