"""A dozen groups of titles that a friend would name, for somebody who has rated nothing yet.

They are made from the data: of its genres, alone and two by two, those are taken one by one that
most of the well-known titles are typical of, and what is older than nine in ten ratings are of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.asking.series import are_of_one_series, series_names
from recflix_tui.recommend.once import once_a_dataset

MOST_GROUPS = 12
LEAST_GROUPS = 4  # of fewer there is nothing to choose from
KNOWN = 2000  # the most rated titles: what groups are made by
TYPICAL = 0.4  # of what a title's genres tell is told by its group's
LEAST_TITLES = 12  # known titles of a group
HEART = 20  # the titles that a group is weighed by
POWER = 0.7  # of a title's ratings in that weight: small genres have their groups too
NO_GENRES = frozenset({"IMAX"})  # tells how a film is shown, not what it is
EXAMPLES = 4
PURITY = 2.0  # how much better known an example must be that is less typical
OFTENER = 1.8  # of its three groups a person rates so many times what it does of the others
FADING = 5  # ratings at which half of that is left
OLD = 0.1  # of the ratings, at most, are of what is called classics

Flags = NDArray[np.bool_]
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Group:
    """Titles that go by one name."""

    name: str
    """What it is, as plain text: "Action and Sci-Fi"."""
    items: NDArray[np.int64]
    """Its titles, (n,) items, the best known of those most typical of it first."""
    examples: tuple[int, ...]
    """A few of the first, no two of one series. The first one stands for the group."""


@dataclass(frozen=True)
class _Kind:
    """What may become a group."""

    name: str
    """As the group is called."""
    genres: tuple[int, ...]
    """The genres that it is of; none for what is of an age, which shares its titles with them."""
    typical: Doubles
    """How typical of it each title is, (n_items,), from 0 to 1."""

    @property
    def takes(self) -> Flags:
        """Which titles, (n_items,), are in no other group of genres after it."""
        return (self.typical > 0) & bool(self.genres)


@once_a_dataset
def groups(dataset: Dataset) -> tuple[Group, ...]:
    """Return the groups of a dataset, none where its titles have too few genres. But for the
    classics no title is in two of them. The same data has the same groups."""
    counts = dataset.counts.astype(np.float64)
    known = np.zeros(dataset.n_items, np.bool_)
    known[np.argsort(-counts, kind="stable")[:KNOWN]] = True
    known &= counts > 0
    kinds = _kinds(dataset, counts * known)
    chosen = _chosen(kinds, counts**POWER * known)
    free = np.ones(dataset.n_items, np.bool_)
    made: list[Group] = []
    for kind in chosen:
        own = free if kind.genres else np.ones_like(free)
        weight = np.where(own, counts * kind.typical**PURITY, 0)
        items = np.argsort(-weight, kind="stable")[: int((weight > 0).sum())]
        shown = {item for group in made for item in group.examples}
        made.append(Group(kind.name, items, _examples(dataset, items, shown)))
        free &= ~kind.takes
    return tuple(made) if len(made) >= LEAST_GROUPS else ()


def groups_of(all_groups: Sequence[Group], items: Iterable[int]) -> dict[int, int]:
    """Return the place of each group that one of the items stands for, with that item, in the
    items' order: the group that it is an example of, else the first that it is in."""
    found: dict[int, int] = {}
    for item in items:
        stands_for = [n for n, group in enumerate(all_groups) if item in group.examples]
        within = (n for n, group in enumerate(all_groups) if (group.items == item).any())
        place = stands_for[0] if stands_for else next(within, None)
        if place is not None:
            found.setdefault(place, item)
    return found


def with_examples(dataset: Dataset, marked: Mapping[int, float]) -> dict[int, float]:
    """Return what stands for the groups of some items, each with the number of its own: the items
    themselves, then of all their groups the first example, the second, and so on."""
    if not marked:
        return {}
    found = groups(dataset)
    stand = dict(marked)
    places = groups_of(found, marked)
    for rank in range(EXAMPLES):
        for place, item in places.items():
            for example in found[place].examples[rank : rank + 1]:
                stand.setdefault(example, marked[item])
    return stand


def leaning(dataset: Dataset, activity: ProfileActivity) -> Doubles | None:
    """How much likelier than others the titles of the groups that a profile picked are to be seen
    by it: a factor for each item, (n_items,); None where it picked none.

    It is `OFTENER` before the first rating, and fades as ratings tell more than groups do.
    """
    if not activity.like_these:
        return None
    found = groups(dataset)
    factor = np.ones(dataset.n_items)
    fading = FADING / (FADING + len(activity.ratings))
    for place in groups_of(found, activity.like_these):
        factor[found[place].items] = 1 + (OFTENER - 1) * fading
    return factor


def _kinds(dataset: Dataset, ratings: Doubles) -> list[_Kind]:
    """All that may become a group: single genres, pairs of them, and the classics.

    ratings: of each known title, (n_items,), 0 of the others. What a genre tells of a title is
    -log of its share of the ratings; a title is typical of genres by their part of all it tells.
    """
    inside = [dataset.in_genre(genre) for genre in range(len(dataset.genre_names))]
    total = max(float(ratings.sum()), 1.0)
    shares = [float(ratings[within].sum()) / total for within in inside]
    tells = [-np.log(share) if 0 < share < 1 else 0.0 for share in shares]
    told = np.maximum(sum((t * i for t, i in zip(tells, inside, strict=True)), np.zeros(1)), 1e-9)
    names = dataset.genre_names
    used = [genre for genre, tell in enumerate(tells) if tell and names[genre] not in NO_GENRES]
    made = []
    for genres in [*combinations(used, 1), *combinations(used, 2)]:
        within = np.logical_and.reduce([inside[genre] for genre in genres])
        typical = np.where(within, sum(tells[genre] for genre in genres) / told, 0.0)
        name = " and ".join(names[genre] for genre in genres)
        made.append(_Kind(name, genres, np.where(typical >= TYPICAL, typical, 0.0)))
    return [*made, *_classics(dataset, ratings, total)]


def _classics(dataset: Dataset, ratings: Doubles, total: float) -> Iterable[_Kind]:
    """The titles before the last decade that at most a tenth of the ratings are older than."""
    decades = np.unique(dataset.years[dataset.years > 0] // 10 * 10)
    dated = dataset.years > 0
    older = [float(ratings[dated & (dataset.years < decade)].sum()) / total for decade in decades]
    before = [int(d) for d, share in zip(decades, older, strict=True) if 0 < share <= OLD]
    if before:
        old = dated & (dataset.years < before[-1])
        yield _Kind(f"Classics before {before[-1]}", (), old.astype(np.float64))


def _chosen(kinds: Sequence[_Kind], weight: Doubles) -> list[_Kind]:
    """The kinds that become groups, one by one the weightiest by titles that are still free; one
    of genres that were there already weighs less.

    weight: what each title weighs, (n_items,), 0 of those that are not known.
    """
    known = np.flatnonzero(weight)
    typical = [kind.typical[known] for kind in kinds]
    left = weight[known]
    times: Counter[int] = Counter()
    chosen: list[int] = []
    while len(chosen) < min(MOST_GROUPS, len(kinds)):
        worth = np.zeros(len(kinds))
        for n, kind in enumerate(kinds):
            own = (left if kind.genres else weight[known]) * typical[n]
            if n not in chosen and (own > 0).sum() >= LEAST_TITLES:
                heart = np.sort(own)[-HEART:].sum()
                worth[n] = heart / np.prod([(1 + times[genre]) ** 2 for genre in kind.genres])
        best = int(np.argmax(worth))
        if not worth[best]:
            break
        chosen.append(best)
        left = np.where(kinds[best].takes[known], 0, left)
        times.update(kinds[best].genres)
    return [kinds[n] for n in chosen]


def _examples(
    dataset: Dataset, items: NDArray[np.int64], shown: Collection[int]
) -> tuple[int, ...]:
    """The first of some items that are not of one series with any before, nor `shown` already."""
    found: list[int] = []
    names: list[frozenset[str]] = []
    for item in (item for item in items.tolist() if item not in shown):
        own = series_names(dataset.title(item))
        if not any(are_of_one_series(own, others) for others in names):
            found.append(item)
            names.append(own)
        if len(found) == EXAMPLES:
            break
    return tuple(found)
