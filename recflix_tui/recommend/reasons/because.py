"""What a pick comes from, in a few words."""

from __future__ import annotations

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.reasons.explain_pick import BroughtTitle, PickExplanation

TELLING = 5
"""Hundredths of all that speaks for a film, from which on a title is named for it."""
POPULAR = "picked by many"
NAMED = 2


def named_for(picked: PickExplanation, dataset: Dataset, most: int) -> tuple[BroughtTitle, ...]:
    """Return the titles of the profile that most brought a pick, the most telling first: who rated
    one low, though it often goes together with the pick, would take it for a mistake."""
    middle = (dataset.scale.low + dataset.scale.high) / 2
    telling = (
        title
        for title in picked.titles
        if title.share >= TELLING and (title.rating is None or title.rating >= middle)
    )
    return tuple(telling)[:most]


def because_words(picked: PickExplanation | None, dataset: Dataset) -> str:
    """`because of Alien (rated 5) and Brazil (opened twice)`; of what nothing of the profile
    brought, that many pick it. None: there is no model that knows what people pick."""
    if picked is None:
        return ""
    named = [f"{dataset.title(t.item)} ({t.how})" for t in named_for(picked, dataset, NAMED)]
    return f"because of {' and '.join(named)}" if named else POPULAR
