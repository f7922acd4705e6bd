"""What of a person's own is like a title that they would love or hate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.alike.kind import nearness
from recflix_tui.recommend.alike.likeness import likeness_to_each
from recflix_tui.recommend.reasons.explain import explain
from recflix_tui.recommend.reasons.explain_pick import explain_pick
from recflix_tui.recommend.signals.history import HISTORY
from recflix_tui.recommend.signals.profile import PROFILE
from recflix_tui.recommend.signals.ratings import RATINGS
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.together.words import LIKED_FROM, Says, on_scale

SIGNALS_OF_LIKING = tuple(signal.name for signal in (RATINGS, HISTORY, PROFILE))
"""The signals by which a title speaks that somebody rated, watched or said to like: what they
merely opened, looked for or mean to watch is no reason why they would like another."""
OF_A_KIND = 0.65
"""The `nearness` from which a title convinces as a reason: more than the same year and one of
several genres, which romance and horror may have in common."""


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
    dataset: Dataset,
) -> Ground | None:
    """What of their own is most like a title that somebody would love or hate.

    Of what they would love or like it is one that speaks for it, for its being picked or for its
    stars, and that they liked themselves; of what they would hate, one that they disliked
    and that takes stars from it. Of these it is the most alike that is of the title's kind, since
    the largest summand alone may be a title that has nothing to do with it. None where none is,
    where they have seen the title, and where it is not sure what they would say.
    """
    like = on_scale(LIKED_FROM, dataset.scale)
    if word in (Says.LOVE, Says.LIKE):
        speaking = [*_that_brought(taste, choice, item), *_that_moved(taste, model, item, 1)]
        own = [each for each in speaking if taste.ratings.get(each.item, like) >= like]
    elif word is Says.HATE:
        own = [g for g in _that_moved(taste, model, item, -1) if (g.rating or 0) < like]
    else:
        own = []
    return _most_alike(own, item, dataset)


def _most_alike(own: list[Ground], item: int, dataset: Dataset) -> Ground | None:
    """The one most like a title of those of its kind, the first of equals."""
    if not own:
        return None
    of = np.array([each.item for each in own], np.intp)
    of_a_kind = nearness(item, of, dataset) >= OF_A_KIND
    alike = np.where(of_a_kind, likeness_to_each([item], of, dataset)[0], -np.inf)
    at = int(np.argmax(alike))
    return own[at] if np.isfinite(alike[at]) else None


def _that_brought(taste: Taste, choice: ChoiceModel | None, item: int) -> Iterator[Ground]:
    """What they liked that speaks for a title's being picked, the strongest first."""
    picked = None if choice is None else explain_pick(taste, choice, item)
    for each in () if picked is None else picked.contributions:
        if each.effect > 0 and each.signal in SIGNALS_OF_LIKING:
            yield Ground(each.item, each.rating, each.how)


def _that_moved(taste: Taste, model: FactorModel, item: int, side: int) -> Iterator[Ground]:
    """The ratings that added stars to a prediction (side 1) or took some (-1), the strongest
    first."""
    for each in explain(taste.ratings, model, item).contributions:
        if side * each.effect > 0:
            yield Ground(each.item, each.rating, f"rated {each.rating:g}")
