"""What a pick comes from, in a few words, and why it stands on its row."""

from __future__ import annotations

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.shared import reason as alike_reason
from recflix_tui.recommend.reasons.explain_pick import BroughtTitle, PickExplanation, explain_pick
from recflix_tui.recommend.row.row import Row
from recflix_tui.recommend.taste import Taste

TELLING = 5
"""Hundredths of all that speaks for a film, from which on a title is named for it."""
MOSTLY = 50
"""Hundredths of it, from which on it is said that a film is popular."""
POPULAR = "picked by many"
NAMED = 2
OF_THEIR_OWN = frozenset(
    {"popular", "trending", "new", "tonight", "like_you", "different", "searched"}
)
"""The kinds of row whose titles stand there by what the row says, whatever brought them here."""


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
    """`because of Alien (rated 5) and Brazil (opened twice)`; of what is popular before all that
    too, and of what nothing of the profile brought, that many pick it. None: there is no model
    that knows what people pick."""
    if picked is None:
        return ""
    named = [f"{dataset.title(t.item)} ({t.how})" for t in named_for(picked, dataset, NAMED)]
    if not named:
        return POPULAR
    popular = f", but {popular_words(picked.popular_share)}"
    said = f"because of {' and '.join(named)}"
    return said + (popular if picked.popular_share >= MOSTLY else "")


def popular_words(share: int) -> str:
    """That a film is popular before all; share: in hundredths of what speaks for it."""
    return f"{share} % of what speaks for it is how popular it is"


def reason_on(row: Row, item: int, taste: Taste, dataset: Dataset) -> str:
    """Why a title stands on a row of a page, by the taste that the page was made of: what the row
    is there for, else what brought it here."""
    kind = row.key.partition(":")[0]
    own = taste.activity.ratings.get(item)
    if kind == "rediscover" and own is not None:
        return f"you rated it {own:g}"
    if kind == "my_list":
        return "you kept it"
    if row.because is not None:
        return _like(row.because, item, taste, dataset)
    if kind in OF_THEIR_OWN:
        return row.note
    context = None if taste.weighed is None else taste.weighed.context
    choice = None if context is None else context.choice
    picked = None if choice is None else explain_pick(taste, choice, item)
    return because_words(picked, dataset) or row.note


def _like(liked: int, item: int, taste: Taste, dataset: Dataset) -> str:
    """`because of Alien (rated 5): often picked by the same people · Sci-Fi`."""
    stars = taste.activity.ratings.get(liked)
    how = "watched" if stars is None else f"rated {stars:g}"
    return f"because of {dataset.title(liked)} ({how}): {alike_reason(liked, [item], dataset)}"
