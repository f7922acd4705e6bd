"""What titles may have in common: genres, decades, tags, and how they are received."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.kernels.arrays import Flags, Indices, Longs
from recflix_tui.text import fold

LEAST_TITLES = 5  # that have a trait, for it to be looked for
AGREED = 2  # people who give a title the same tag
EARLY = 1960  # the decades before it are also taken together: few titles are of each


class TraitKind(StrEnum):
    """What a trait is about."""

    GENRE = "genre"
    DECADE = "decade"
    TAG = "tag"
    AUDIENCE = "audience"
    STARS = "stars"


@dataclass(frozen=True)
class Traits:
    """Which of the well-known titles have which traits."""

    items: Longs
    """The well-known items, (N,) int64, ascending."""
    names: tuple[str, ...]
    """The word for each trait, (m,)."""
    kinds: tuple[TraitKind, ...]
    """What each is about, (m,)."""
    totals: Longs
    """How many of the well-known titles have it, (m,) int64; at least 5."""
    indptr: Longs
    """Where the traits of each well-known title begin, and the end of the last, (N + 1,) int64."""
    indices: Indices
    """Its traits, (n,) int32, title after title."""

    def counts(self, places: Longs) -> Longs:
        """How many of the titles at these places of `items` (n,) have each trait, (m,) int64."""
        starts, lengths = self.indptr[places], np.diff(self.indptr)[places]
        ends = np.cumsum(lengths)
        at = np.arange(int(lengths.sum())) + np.repeat(starts - (ends - lengths), lengths)
        return np.bincount(self.indices[at], minlength=len(self.names))


def traits_of(dataset: Dataset, known: Flags) -> Traits:
    """The traits of the well-known items, known: (n_items,) bool.

    Much and little rated are the quarters with the most and the fewest ratings; acclaimed and
    panned, those with the most and the fewest stars in the mean.
    """
    items = np.flatnonzero(known)
    columns = [
        *_genres(dataset, items),
        *_decades(dataset, items),
        *_tags(dataset, known),
        *_quarters(dataset.counts[items], TraitKind.AUDIENCE, "much rated", "little rated"),
        *_quarters(dataset.means[items], TraitKind.STARS, "acclaimed", "panned"),
    ]
    kept = [column for column in columns if len(column[2]) >= LEAST_TITLES]
    places = [column[2] for column in kept]
    flat = np.concatenate([np.zeros(0, np.int64), *places])
    which = np.repeat(np.arange(len(kept), dtype=np.int32), [len(place) for place in places])
    order = np.argsort(flat, kind="stable")
    return Traits(
        items=items,
        names=tuple(column[0] for column in kept),
        kinds=tuple(column[1] for column in kept),
        totals=np.array([len(place) for place in places], np.int64),
        indptr=np.concatenate([[0], np.cumsum(np.bincount(flat, minlength=len(items)))]),
        indices=which[order],
    )


_Column = tuple[str, TraitKind, Longs]  # a trait's word, its kind, and the places that have it


def _genres(dataset: Dataset, items: Longs) -> list[_Column]:
    return [
        (name, TraitKind.GENRE, np.flatnonzero(dataset.in_genre(g)[items]))
        for g, name in enumerate(dataset.genre_names)
    ]


def _decades(dataset: Dataset, items: Longs) -> list[_Column]:
    years = dataset.years[items].astype(np.int64)
    decades = years // 10 * 10
    found: list[_Column] = [
        (f"{decade}s", TraitKind.DECADE, np.flatnonzero(decades == decade))
        for decade in np.unique(decades[years > 0]).tolist()
    ]
    early = np.flatnonzero((years > 0) & (years < EARLY))
    return [*found, (f"before {EARLY}", TraitKind.DECADE, early)]


def _tags(dataset: Dataset, known: Flags) -> list[_Column]:
    """The tags that two people agreed on for some title, which one person's notes ("to watch")
    are not; but for those that say a genre again."""
    tags = dataset.tags
    if tags is None:
        return []
    agreed = np.zeros(len(tags.ends), np.bool_)
    agreed[tags.indices[tags.counts >= AGREED]] = True
    rows = np.repeat(np.arange(dataset.n_items), np.diff(tags.indptr))
    shown = known[rows]
    which, places = tags.indices[shown], (np.cumsum(known) - 1)[rows[shown]]
    order = np.argsort(which, kind="stable")
    by_tag = np.split(places[order], np.cumsum(np.bincount(which, minlength=len(tags.ends)))[:-1])
    genres = {_bare(name) for name in dataset.genre_names}
    return [
        (name, TraitKind.TAG, own)
        for name, own, shared in zip(tags.names, by_tag, agreed, strict=True)
        if shared and len(own) >= LEAST_TITLES and _bare(name) not in genres
    ]


def _bare(name: str) -> str:
    """The letters of a name alone, for comparing: "Sci-Fi" and "sci fi" are one."""
    return "".join(c for c in fold(name) if c.isalnum())


def _quarters(of: np.ndarray, kind: TraitKind, high: str, low: str) -> list[_Column]:
    """The places whose value is in the highest quarter, and in the lowest."""
    if not len(of):
        return []
    first, third = np.quantile(of, (0.25, 0.75))
    if first == third:
        return []
    return [(high, kind, np.flatnonzero(of > third)), (low, kind, np.flatnonzero(of < first))]
