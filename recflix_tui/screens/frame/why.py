"""What the why line says of a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recflix_tui.widgets.bars.why_line import Why
from recflix_tui.widgets.pictures.figures import hundredths

if TYPE_CHECKING:
    from recflix_tui.dataset.values import Scale
    from recflix_tui.library.library import Library
    from recflix_tui.recommend.explain import Explanation

MOST_EFFECTS = 8


def why_of(library: Library, profile_id: int, item: int) -> Why | str:
    """What moved an item's prediction for a profile, or why nothing did."""
    taste = library.recommendations.taste(profile_id)
    if not taste.activity.ratings:
        return "rate a few titles and this line says why"
    found = library.recommendations.why(profile_id, item)
    if found is None:
        return "the reasons are here once the model is trained"
    dataset = library.snapshot.need_dataset()
    effects = [
        (dataset.title(c.item), c.rating, c.effect)
        for c in found.contributions[:MOST_EFFECTS]
        if abs(c.effect) >= 0.005
    ]
    count = len(found.contributions)
    return Why(effects, found.baseline, found.prediction, count, held_to(found, dataset.scale))


def held_to(why: Explanation, scale: Scale) -> float | None:
    """The end of the scale that a prediction beyond it is held to, None for one within it."""
    held = min(max(why.prediction, scale.low), scale.high)
    return None if hundredths(held) == hundredths(why.prediction) else held
