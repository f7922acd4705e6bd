"""Search intent: what was searched for, and what was chosen from it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.search.terms import words
from recflix_tui.recommend.named_kind import named_kind
from recflix_tui.recommend.weighing.answers import unanswered
from recflix_tui.recommend.weighing.fading import faded, summed
from recflix_tui.recommend.weighing.gain import NO_DATA_TELLS
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

CHOSEN = 1.0
NAMED, LAST = 1.0, 5  # of the last so many queries
HALF_LIFE = 7.0  # days
FULL_NAME = 2  # words: fewer name too many people


def searched(context: SignalContext) -> Weights:
    """What was chosen from a search draws to what the same people pick; titles of a genre, a decade
    or a person that the last queries named count more."""
    chosen = context.behaviour.chosen
    left = CHOSEN * faded(chosen.at, context.now, HALF_LIFE)
    items, entries = summed(chosen.items, left, CHOSEN)
    speak, titles = unanswered(items, context.activity), _named_by_queries(context)
    if not speak.any() and titles is None:
        return Weights(nothing="nothing was searched for by genre, decade or name, nor chosen")
    return Weights(items[speak], entries[speak], titles=titles)


def _named_by_queries(context: SignalContext) -> NDArray[np.float32] | None:
    """What each title has of what was searched for, (n_items,)."""
    titles = np.zeros(context.dataset.n_items, np.float32)
    for query in context.behaviour.queries[-LAST:]:
        left = faded(np.array([query.at]), context.now, HALF_LIFE)
        titles[named_by(context.dataset, query.text)] += np.float32(NAMED * left[0])
    return np.minimum(titles, 1.0) if titles.any() else None


def named_by(dataset: Dataset, text: str) -> NDArray[np.int32]:
    """Return the items of the genre and the decade that words name, else of the people, (n,)
    int32."""
    typed = words(text)
    kind = named_kind(dataset, typed)
    if kind is None:
        return dataset.search.of_people(text) if len(typed) >= FULL_NAME else np.empty(0, np.int32)
    fits = np.ones(dataset.n_items, np.bool_)
    if kind.genre is not None:
        fits &= dataset.in_genre(dataset.genre_names.index(kind.genre))
    if kind.decade is not None:
        fits &= dataset.years // 10 * 10 == kind.decade
    return np.flatnonzero(fits).astype(np.int32)


SEARCH = Signal(
    name="search",
    label="searches",
    about="what you searched for, and what you chose from it",
    formula=f"entry {CHOSEN:g} × 2^(−age / {HALF_LIFE:g} days) for each title chosen from a "
    f"search; {NAMED:g} × the same for titles of the genre, decade or person that each of the last "
    f"{LAST} searches named, 1 at most",
    default=0.3,
    guess=True,
    gain=NO_DATA_TELLS,
    weigh=searched,
)
