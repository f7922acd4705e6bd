"""What of a person's own brings it about that they would love or hate a title."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.dataset.values import Scale
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.reasons.explain import explain
from recflix_tui.recommend.reasons.explain_pick import explain_pick
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.together.words import LIKED_FROM, Says, on_scale


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
    taste: Taste,
    model: FactorModel,
    choice: ChoiceModel | None,
    item: int,
    word: Says,
    scale: Scale,
) -> Ground | None:
    """What speaks most for what somebody would say of a title.

    Of what they would love or like it is whatever brought it here most, but nothing that they did
    not like themselves; of what they would hate, of the ratings that took stars from it the one
    that took most, one of a title that they did not like before any other. None where they have
    seen it, where it is not sure, and where nothing of theirs speaks so.
    """
    like = on_scale(LIKED_FROM, scale)
    if word in (Says.LOVE, Says.LIKE):
        picked = None if choice is None else explain_pick(taste, choice, item)
        for brought in () if picked is None else picked.contributions:
            if brought.effect > 0 and (brought.rating is None or brought.rating >= like):
                return Ground(brought.item, brought.rating, brought.how)
        moved = _that_moved(taste, model, item, 1)
        return next((each for each in moved if (each.rating or 0) >= like), None)
    if word is not Says.HATE:
        return None
    moved = _that_moved(taste, model, item, -1)
    disliked = (each for each in moved if (each.rating or 0) < like)
    return next(disliked, moved[0] if moved else None)


def _that_moved(taste: Taste, model: FactorModel, item: int, side: int) -> list[Ground]:
    """The ratings that added stars to a prediction (side 1) or took some (-1), the strongest
    first."""
    return [
        Ground(each.item, each.rating, f"rated {each.rating:g}")
        for each in explain(taste.ratings, model, item).contributions
        if side * each.effect > 0
    ]
