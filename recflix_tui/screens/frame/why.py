"""What the why line says of a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recflix_tui.recommend.reasons.because import NAMED, POPULAR, named_for
from recflix_tui.widgets.bars.why import Why
from recflix_tui.widgets.titles.words import DOT, pick_words, signal_ways

if TYPE_CHECKING:
    from recflix_tui.library.library import Library
    from recflix_tui.recommend.reasons.explain_pick import PickExplanation

MOST_EFFECTS = 8
MOST_BROUGHT = 3
RATE_OR_BRING = "rate a few, or bring your ratings: p, then i"
LIKELY = -2  # of the words on a pick: what says so in a sentence of its own


def why_of(library: Library, profile_id: int, item: int, named: bool = False) -> Why | str:
    """What moved an item's prediction for a profile, or why nothing did.

    named: whether to say which title that is.
    """
    taste = library.recommendations.taste(profile_id)
    picked = library.recommendations.why_picked(profile_id, item)
    pick = () if picked is None or not taste.open_items[item] else words_of_pick(picked)
    if not taste.activity.ratings:
        return _of_picks_alone(library, picked, pick)
    found = library.recommendations.why(profile_id, item)
    if found is None:
        return "the reasons come with a trained model: t leads there"
    dataset = library.snapshot.need_dataset()
    effects = [
        (dataset.title(c.item), c.rating, c.effect)
        for c in found.contributions[:MOST_EFFECTS]
        if abs(c.effect) >= 0.005
    ]
    count = len(found.contributions)
    of = dataset.title(item) if named else ""
    why = Why(effects, found.baseline, found.prediction, count, found.scale_effect, of)
    if picked is None or not pick:
        return why
    by = [dataset.title(title.item) for title in named_for(picked, dataset, NAMED)]
    return replace(why, pick=pick, because=by, otherwise="" if by else POPULAR)


def _of_picks_alone(library: Library, picked: PickExplanation | None, pick: Sequence[str]) -> str:
    """What is said to somebody who rated nothing: what else of theirs brought the title here."""
    likely = f"{pick[LIKELY]}" if pick else ""
    dataset = library.snapshot.need_dataset()
    brought = picked.contributions[:MOST_BROUGHT] if picked is not None and pick else ()
    by = [f"{dataset.title(c.item)} ({c.how})" for c in brought if c.effect > 0]
    if by:
        return f"because of {', '.join(by)}{DOT}{likely}"
    return f"{likely}{': ' if likely else ''}{RATE_OR_BRING}"


def words_of_pick(picked: PickExplanation) -> tuple[str, ...]:
    """How likely a title is picked, and what signals of titles do to its worth: the longest words
    first."""
    words = pick_words(picked.probability)
    factors = signal_ways((effect.label, effect.factor) for effect in picked.signals)
    return (*(f"{words[0]}{DOT}{way}" for way in factors), *words)
