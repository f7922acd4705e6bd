"""More like what you searched for: by what was chosen from searches, else by what they named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.best import best
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.row.like_these import disliked, in_turn, main_name
from recflix_tui.recommend.row.named_titles import ways_to_name
from recflix_tui.recommend.row.once_a_taste import once_a_taste
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.rows.because_you_rated import reasons
from recflix_tui.recommend.rows.because_you_watched import newest_watched
from recflix_tui.recommend.signals.search import LAST, named_by
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import known_enough
from recflix_tui.text import clean
from recflix_tui.times import DAY

DAYS = 14
MOST_CHOSEN = 3
LONGEST = 40  # characters of a search that are shown
TITLE = "More like what you searched for"


class Sought(NamedTuple):
    """What was searched for in the last 14 days."""

    chosen: tuple[int, ...] = ()
    """The titles chosen from what was found, each once, the newest first, three at most."""
    texts: tuple[str, ...] = ()
    """The last five searches, as plain text, the newest first."""


@once_a_taste
def sought(taste: Taste, dataset: Dataset) -> Sought:
    """Return what the row goes by; nothing where searches are switched off.

    Left out is what was rated and not liked, refused or given up on, and what Because you rated and
    Because you watched have rows for.
    """
    context = None if taste.weighed is None else taste.weighed.context
    if context is None or not taste.is_on("search"):
        return Sought()
    since, did = context.now - DAYS * DAY, context.behaviour
    told = {
        *disliked(taste, dataset), *reasons(taste, dataset), *newest_watched(taste, dataset)
    }  # fmt: skip
    newest = did.chosen.items[did.chosen.at > since][::-1].tolist()
    chosen = dict.fromkeys(item for item in newest if item not in told)
    texts = (clean(query.text) for query in did.queries[-LAST:][::-1] if query.at > since)
    return Sought(tuple(chosen)[:MOST_CHOSEN], tuple(texts))


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    chosen, texts = sought(taste, dataset)
    if chosen:
        note, *shorter = ways_to_name("you chose", [main_name(dataset, item) for item in chosen])
        yield make_row("searched", TITLE, note, in_turn(context, chosen), shorter=shorter)
        return
    for text in texts:
        items = _named(context, named_by(dataset, text))
        if len(items) >= SEARCHED.least:
            yield make_row("searched", TITLE, f'you searched for "{_shown(text)}"', items)
            return


def _named(context: RowContext, items: NDArray[np.int32]) -> NDArray[np.intp]:
    """The best of the items that a search named, best first."""
    taste, dataset = context.taste, context.dataset
    named = np.zeros(dataset.n_items, np.bool_)
    named[items] = True
    known = known_enough(dataset, named & taste.open_items)
    return best(rank_order(taste, dataset), known, context.depth)


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


_MADE_OF = Ingredient.ORDER | Ingredient.STARS | Ingredient.OPEN | Ingredient.SOUGHT
SEARCHED = RowKind("searched", _build, _MADE_OF, least=3, pull=0.8)
