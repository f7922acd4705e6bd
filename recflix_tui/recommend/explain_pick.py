"""Why a title is thought to be picked: which of the profile's ratings brought it here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.model.choice import ChoiceModel
from recflix_tui.recommend.explain import in_hundredths
from recflix_tui.recommend.taste import Taste, choice_arrays


@dataclass(frozen=True)
class Brought:
    """One title of the profile, and what it added to the score of another."""

    item: int
    """The title that was rated, or said to be liked."""
    rating: float | None
    """What it was given, in stars; None where it was only said to be liked."""
    effect: float
    """What this added to the score."""


@dataclass(frozen=True)
class PickExplanation:
    """How likely a title is picked, and what that comes from."""

    item: int
    """The title that may be picked."""
    score: float
    """What the profile's ratings say for it (`ChoiceModel.score_all`): the sum of all effects."""
    popularity: float
    """What its popularity adds to the score before this becomes a chance, in the score's unit."""
    probability: float
    """The chance that it is among the profile's next 20 picks, by its score and by how popular it
    is, 0 to 1."""
    match: int | None
    """Of a hundred open titles, how many are worth less to the profile (`match_of`)."""
    by_content: bool
    """Whether nobody rated it: what brings it here are titles of its genres and years."""
    contributions: tuple[Brought, ...]
    """All ratings of the profile, and what it said to like before the first, the strongest effect
    first."""

    @property
    def shares(self) -> tuple[int, ...]:
        """What each contribution is of all that speaks for the title, its popularity too, in whole
        hundredths: what does adds up to 100, what speaks against it is below 0."""
        return self._shares[1:]

    @property
    def popular_share(self) -> int:
        """What its popularity is of all that speaks for it, in whole hundredths."""
        return self._shares[0]

    @property
    def _shares(self) -> tuple[int, ...]:
        parts = [self.popularity, *(c.effect for c in self.contributions)]
        total = sum(part for part in parts if part > 0)
        if total <= 0:
            return (0,) * len(parts)
        shares = in_hundredths([max(part, 0) / total for part in parts], 1.0)
        against = (round(100 * min(part, 0) / total) for part in parts)
        return tuple(share + less for share, less in zip(shares, against, strict=True))


def explain_pick(taste: Taste, choice: ChoiceModel, item: int) -> PickExplanation | None:
    """Split a title's score over the ratings that it comes from; None where the taste was made
    without the choice model. The score is linear in the ratings' entries, so the split is exact."""
    if taste.picks is None:
        return None
    ratings = taste.activity.ratings
    items, stars = choice_arrays(taste.activity, choice)
    effects = choice.contributions(items, stars, item)
    order = np.argsort(-np.abs(effects), kind="stable")
    return PickExplanation(
        item=item,
        score=float(effects.sum()),
        popularity=float(choice.popular_part(items, stars)[item]),
        probability=float(taste.picks[item]),
        match=match_of(taste, item),
        by_content=choice.is_by_content(item),
        contributions=tuple(
            Brought(int(items[j]), ratings.get(int(items[j])), float(effects[j])) for j in order
        ),
    )


def match_of(taste: Taste, item: int) -> int | None:
    """Of a hundred open titles, how many are worth less to the profile than this one, rounded
    down; 100 where no other is open; None without a choice model."""
    if taste.worth is None:
        return None
    others = taste.open_items.copy()
    others[item] = False
    n_others = int(others.sum())
    below = int((taste.worth[others] < taste.worth[item]).sum())
    return 100 * below // n_others if n_others else 100
