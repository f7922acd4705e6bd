"""What of a person's own brings it about that they would love or hate a title."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.reasons.explain import explain
from recflix_tui.recommend.reasons.explain_pick import explain_pick
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.together.words import Says


@dataclass(frozen=True)
class Ground:
    """One title of a person's own that speaks for what they would say of another."""

    item: int
    """Their title."""
    rating: float | None
    """What they gave it, in stars; None where they did something else with it."""
    how: str
    """What they did with it: "rated 5", "watched"."""


def ground_of(
    taste: Taste, model: FactorModel, choice: ChoiceModel | None, item: int, word: Says
) -> Ground | None:
    """What speaks most for what somebody would say of a title: of what they would love or like
    whatever brought it here most, of what they would hate the rating that took most stars from it.
    None where they have seen it, where it is not sure, and where nothing of theirs speaks so."""
    if word in (Says.LOVE, Says.LIKE):
        picked = None if choice is None else explain_pick(taste, choice, item)
        for brought in () if picked is None else picked.contributions:
            if brought.effect > 0:
                return Ground(brought.item, brought.rating, brought.how)
        return _rating_that_moved(taste, model, item, 1)
    return _rating_that_moved(taste, model, item, -1) if word is Says.HATE else None


def _rating_that_moved(taste: Taste, model: FactorModel, item: int, side: int) -> Ground | None:
    for each in explain(taste.ratings, model, item).contributions:
        if side * each.effect > 0:
            return Ground(each.item, each.rating, f"rated {each.rating:g}")
    return None
