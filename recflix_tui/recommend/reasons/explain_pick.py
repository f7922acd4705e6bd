"""Why a title is thought to be picked: what of all that the profile did brought it here."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.model.choice import ChoiceModel
from recflix_tui.recommend.reasons.explain import in_hundredths
from recflix_tui.recommend.reasons.how import how_of, joined
from recflix_tui.recommend.signals.ratings import RATINGS
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.weighing.weigh import Weighed


@dataclass(frozen=True)
class Brought:
    """One title of the profile, and what it added to the score of another."""

    item: int
    """The title that was rated, watched, opened or said to be liked."""
    rating: float | None
    """What it was given, in stars; None where it was not rated."""
    effect: float
    """What this added to the score."""
    how: str = ""
    """What the profile did with it: "rated 4.5", "watched", "opened twice"."""
    signal: str = "ratings"
    """The name of the signal that it speaks by."""


@dataclass(frozen=True)
class BroughtTitle:
    """One title of the profile, and what it did by all ways that it speaks."""

    item: int
    """The title."""
    rating: float | None
    """What it was given, in stars; None where it was not rated."""
    share: int
    """The sum of its contributions' shares, in whole hundredths."""
    how: str
    """All that was done with it: "on My List, opened, this session"."""


@dataclass(frozen=True)
class SignalEffect:
    """What a signal of titles does to what one title is worth."""

    name: str
    """The signal's name."""
    label: str
    """What the screens call it."""
    factor: float
    """What the title's worth is multiplied by, above 0; 1 where it says nothing of it."""


@dataclass(frozen=True)
class PickExplanation:
    """How likely a title is picked, and what that comes from."""

    item: int
    """The title that may be picked."""
    score: float
    """What all that the profile did says for it (`ChoiceModel.score`): the sum of all effects."""
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
    """All ratings, and whatever else that a signal which is on goes by does anything, the strongest
    effect first; a title that several go by stands there for each."""
    signals: tuple[SignalEffect, ...] = ()
    """What the signals of titles do to its worth, the strongest first; none that leaves it as it
    is."""

    @property
    def shares(self) -> tuple[int, ...]:
        """What each contribution is of all that speaks for the title, its popularity too, in whole
        hundredths: what does adds up to 100, what speaks against it is below 0."""
        return self._shares[1:]

    @property
    def titles(self) -> tuple[BroughtTitle, ...]:
        """The contributions, those of one title together: the largest share first."""
        shares: dict[int, int] = {}
        each: dict[int, list[Brought]] = {}
        for brought, share in zip(self.contributions, self.shares, strict=True):
            shares[brought.item] = shares.get(brought.item, 0) + share
            each.setdefault(brought.item, []).append(brought)
        titles = [
            BroughtTitle(
                item,
                next((one.rating for one in ways if one.rating is not None), None),
                shares[item],
                joined(one.how for one in ways),
            )
            for item, ways in each.items()
        ]
        return tuple(sorted(titles, key=lambda title: -abs(title.share)))

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
    """Split a title's score over all that the profile did; None where the taste was made without
    the choice model. The score is linear in the entries, so the split is exact; what the signals of
    titles do to its worth are factors, whose product is all that they do."""
    weighed = taste.weighed
    if taste.picks is None or weighed is None:
        return None
    effects = choice.contributions(weighed.entered, item)
    order = np.argsort(-np.abs(effects), kind="stable")
    told = order[(effects[order] != 0) | _is_rated(weighed)[order]]
    return PickExplanation(
        item=item,
        score=float(effects.sum()),
        popularity=float(choice.popular_part(weighed.entered)[item]),
        probability=float(taste.picks[item]),
        match=match_of(taste, item),
        by_content=choice.is_by_content(item),
        contributions=tuple(_brought(taste, weighed, int(j), float(effects[j])) for j in told),
        signals=_signal_effects(weighed, item),
    )


def _is_rated(weighed: Weighed) -> NDArray[np.bool_]:
    """Which entries, (m,) bool, are ratings: these are told though they may do nothing."""
    names = [part.signal.name == RATINGS.name for part in weighed.parts]
    return np.array(names, np.bool_)[weighed.owner]


def _brought(taste: Taste, weighed: Weighed, place: int, effect: float) -> Brought:
    item = int(weighed.items[place])
    signal = weighed.parts[weighed.owner[place]].signal.name
    stars = taste.activity.ratings.get(item) if signal == RATINGS.name else None
    return Brought(item, stars, effect, how_of(signal, item, stars, weighed.context), signal)


def _signal_effects(weighed: Weighed, item: int) -> tuple[SignalEffect, ...]:
    moved = [
        (part.signal, part.weight * float(part.weights.titles[item]))
        for part in weighed.parts
        if part.weights.titles is not None
    ]
    moved.sort(key=lambda pair: -abs(pair[1]))
    return tuple(
        SignalEffect(signal.name, signal.label, math.exp(logs)) for signal, logs in moved if logs
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
