"""Names for the factors, earned from what the titles at their ends have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.chance import upper_tail
from recflix_tui.factors.space import FactorSpace
from recflix_tui.factors.traits import TraitKind, Traits, traits_of
from recflix_tui.kernels.arrays import Doubles, Floats, Longs
from recflix_tui.model.factors import FoldIn
from recflix_tui.recommend.best import best
from recflix_tui.recommend.well_known import well_known

SIGNIFICANT = 0.01
NO_LABEL = "no clear trait"
_LEAST = 20  # titles at an end, where there are four times as many
_PART = 20  # of the well-known titles, one in so many
_SHARE = 4  # but no more than one in so many, where there are so many
_COMMON = 0.25  # of an end's titles have what names it, where anything is so common
_CONTENT = (TraitKind.GENRE, TraitKind.DECADE)


@dataclass(frozen=True)
class Label:
    """A trait that the titles at one end of a factor have more often than by chance."""

    name: str
    """The trait: a genre, a decade, a tag, or how the titles are received."""
    kind: TraitKind
    """What the trait is about."""
    count: int
    """How many of the end's titles have it."""
    of: int
    """How many titles the end has."""
    expected: float
    """How many of them would have it by chance."""
    lift: float
    """How many times as often as by chance: count / expected."""
    p: float
    """The probability that any trait is met as often by chance (hypergeometric upper tail, times
    the number of traits looked at, Bonferroni's correction), 0 to 1."""


@dataclass(frozen=True)
class FactorEnd:
    """One end of a factor."""

    titles: tuple[tuple[int, float], ...]
    """Its strongest well-known titles: (item, coordinate in stars), the strongest first."""
    labels: tuple[Label, ...]
    """What they have in common, at most three; empty where nothing stands out from chance."""

    @property
    def name(self) -> str:
        """The labels in words."""
        return ", ".join(label.name for label in self.labels) or NO_LABEL


@dataclass(frozen=True)
class FactorCard:
    """All that is to be said of one factor."""

    number: int
    """From 1, in the order of the space's axes."""
    share: float
    """Of what all factors move predictions by, the share that goes with this one."""
    stars: float
    """How far it typically moves the prediction of a well-known title, in stars."""
    low: FactorEnd
    """The end of negative coordinates."""
    high: FactorEnd
    """The end of positive ones."""
    coordinate: float | None
    """Where the profile stands, in units of a typical person; None where there is no profile."""
    percentile: float | None
    """The share of the dataset's users who stand lower, 0 to 1; None where there is no profile."""


def cards(
    dataset: Dataset, space: FactorSpace, fold: FoldIn | None, n_titles: int = 8
) -> tuple[FactorCard, ...]:
    """A card for each axis of the space, in their order.

    fold: the profile, None for none. n_titles: to name at each end.
    """
    traits = traits_of(dataset, well_known(dataset))
    coordinates = np.ascontiguousarray(space.items[traits.items].T)  # an axis a row: (c, N)
    ends = [
        told_apart(*(_end(traits, coordinates[f], sign, n_titles) for sign in (-1, 1)))
        for f in range(space.n)
    ]
    found = tuple(
        FactorCard(
            number=f + 1,
            share=float(space.shares[f]),
            stars=float(space.stars[f]),
            low=low,
            high=high,
            coordinate=None,
            percentile=None,
        )
        for f, (low, high) in enumerate(ends)
    )
    return found if fold is None else with_profile(found, space, fold)


def told_apart(low: FactorEnd, high: FactorEnd) -> tuple[FactorEnd, FactorEnd]:
    """Both ends without the labels that they share: what both have tells nothing of the factor."""
    names = [{label.name for label in end.labels} for end in (low, high)]
    shared = names[0] & names[1]

    def without(end: FactorEnd) -> FactorEnd:
        return replace(end, labels=tuple(la for la in end.labels if la.name not in shared))

    return without(low), without(high)


def with_profile(
    cards: tuple[FactorCard, ...], space: FactorSpace, fold: FoldIn
) -> tuple[FactorCard, ...]:
    """The cards of a space with where a profile stands: quick, as nothing else changes."""
    own = space.profile(fold)
    below = _shares_below(space.users, own)
    return tuple(
        replace(card, coordinate=float(own[f]), percentile=float(below[f]))
        for f, card in enumerate(cards)
    )


def short_name(card: FactorCard) -> str:
    """A factor in a few words: "Sci-Fi, 1980s ◂▸ Romance"."""
    return f"{card.low.name} ◂▸ {card.high.name}"


def _end(traits: Traits, coordinates: Floats, sign: int, n_titles: int) -> FactorEnd:
    """The end of that sign; coordinates: (N,) of the well-known titles."""
    strength = coordinates * sign
    order = best(strength, strength > 0, _n_at_end(len(strength)))
    named = [(int(traits.items[place]), float(coordinates[place])) for place in order[:n_titles]]
    return FactorEnd(tuple(named), chosen(_significant(traits, order)))


def _n_at_end(n_known: int) -> int:
    return min(max(_LEAST, n_known // _PART), max(n_known // _SHARE, min(n_known, 1)))


def _significant(traits: Traits, places: Longs) -> list[Label]:
    """The traits that the titles at these places have more often than by chance, the least
    probable first."""
    n, N = len(places), len(traits.items)
    if not n:
        return []
    counts, m = traits.counts(places), len(traits.names)
    expected: Doubles = n * traits.totals / N
    found = []
    for t in np.flatnonzero(counts > expected).tolist():
        k, K = int(counts[t]), int(traits.totals[t])
        p = min(1.0, m * upper_tail(k, n, K, N))
        if p < SIGNIFICANT:
            lift = k / float(expected[t])
            found.append(Label(traits.names[t], traits.kinds[t], k, n, float(expected[t]), lift, p))
    return sorted(found, key=lambda label: (label.p, -label.lift))


def chosen(significant: list[Label]) -> tuple[Label, ...]:
    """At most three of the labels: two that many of the titles have, and a tag, which even of
    titles that it suits few are given.

    Of the two, what titles are comes before how they are received, and two kinds before one.
    """
    tags = [label for label in significant if label.kind is TraitKind.TAG]
    common = [label for label in significant if label.count >= label.of * _COMMON]
    common = [label for label in common or significant if label not in tags]
    content = [label for label in common if label.kind in _CONTENT]
    found = (content or common)[:1]
    for first in found:
        others = [label for label in common if label.kind is not first.kind]
        ranked = [label for label in others if label in content] + others
        if first.kind is TraitKind.GENRE:
            ranked += [label for label in content if label.kind is first.kind and label != first]
        found = [first, *ranked[:1]]
    return (*found, *tags[:1])


def _shares_below(users: Floats, coordinates: Doubles) -> Doubles:
    """The share of the users (n, c) below each of the coordinates (c,), of equals half: (c,)."""
    if not len(users):
        return np.full(len(coordinates), 0.5)
    at = coordinates.astype(np.float32)
    below: Doubles = ((users < at).mean(axis=0) + (users <= at).mean(axis=0)) / 2
    return below
