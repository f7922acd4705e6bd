"""The choice model: what a person will pick next, from what the same people picked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Doubles, Floats, Ints
from recflix_tui.model.pick_curves import LikeCurve, PickCurve

__all__ = ["ChoiceModel", "Content", "Entered", "Weights"]

UNLED = 6.0  # entries that a profile's leaning is drawn to the usual by


@dataclass(frozen=True)
class Weights:
    """Item-to-item weights, sparse, by the title that was rated: row j is what having rated j adds
    to the score of each other title."""

    indptr: npt.NDArray[np.int64]
    """Row j has the entries from indptr[j] to indptr[j + 1], (n_items + 1,) int64."""
    indices: npt.NDArray[np.int32]
    """The title of each entry, (nnz,) int32, ascending within a row."""
    values: Floats
    """(nnz,) float32; those below 0 speak against a pick."""

    def row(self, item: int) -> tuple[npt.NDArray[np.int32], Floats]:
        """The titles, (m,) int32, and weights, (m,) float32, of one row."""
        part = slice(int(self.indptr[item]), int(self.indptr[item + 1]))
        return self.indices[part], self.values[part]

    def added(self, rated: Ints, entries: Doubles, n_items: int) -> Floats:
        """The sum of the rows of `rated`, (n,), each times its entry, (n,): (n_items,) float32."""
        rows, each = np.asarray(rated), entries.astype(np.float32)
        titles, place = np.unique(rows, return_inverse=True)
        if len(titles) < len(rows):  # some have several entries: each row is added once
            rows, each = titles, np.bincount(place, entries).astype(np.float32)
        sums = np.zeros(n_items, np.float32)
        starts, ends = self.indptr[rows], self.indptr[rows + 1]
        parts = [slice(*ends_of) for ends_of in zip(starts.tolist(), ends.tolist(), strict=True)]
        if parts:
            added = np.concatenate([self.values[part] for part in parts])
            added *= np.repeat(each, ends - starts)
            np.add.at(sums, np.concatenate([self.indices[part] for part in parts]), added)
        return sums

    def between(self, rated: Ints, item: int) -> Doubles:
        """What having rated each of `rated`, (n,), adds to the score of `item`: (n,) float64."""
        rows = np.asarray(rated, np.int64)
        low, end = self.indptr[rows], self.indptr[rows + 1]
        high, last = end, len(self.indices) - 1
        # A binary search in all rows at once: somebody may have touched thousands of titles.
        while (low < high).any():
            middle = (low + high) // 2
            before = (low < high) & (self.indices[np.minimum(middle, last)] < item)
            low, high = np.where(before, middle + 1, low), np.where(before, high, middle)
        found = np.zeros(len(rows))
        there = low < end
        there[there] = self.indices[low[there]] == item
        found[there] = self.values[low[there]]
        return found


@dataclass(frozen=True)
class Content:
    """Where titles that hardly anybody rated get scores from: others of their genres and years."""

    kinds: npt.NDArray[np.int32]
    """The kind of each title, its genres and decade, (n_items,) int32."""
    alike: npt.NDArray[np.int32]
    """The well-rated titles most like each kind, (n_kinds, k) int32; no kinds where nothing is
    known of the titles."""
    features: Floats
    """The genres and the decades of each kind, (n_kinds, n_features) float32."""
    usual: Floats
    """Their mean over all picks, (n_features,) float32."""
    share: Floats
    """What is added to each title's score of the mean of theirs, (n_items,) float32, 0 to 1: the
    part that its ratings are of theirs; 0 for titles with weights of their own."""


@dataclass(frozen=True)
class Entered:
    """What a person did with titles, as scores are made of it."""

    items: npt.NDArray[np.int32]
    """The titles, (m,) int32; one that was touched twice may stand there twice."""
    entries: Doubles
    """What each weighs, (m,) float64; below 0 it speaks against what the same people pick."""
    n: float
    """How many ratings all of it tells as much as."""


@dataclass(frozen=True)
class ChoiceModel:
    """What a person will pick: item-to-item weights and a popularity that fades with age.

    The weights are EASE's, in closed form (Steck, "Embarrassingly shallow autoencoders for sparse
    data", 2019), on ratings weighted by stars; a person's score of a title is the sum over what
    they rated, or did otherwise, of entry times weight. Where the score and popularity lead is
    `pick_curve`'s.
    """

    weights: Weights
    """What having rated a title adds to the scores of others."""
    popularity: Floats
    """The share of the picks at the end of the data that each title has, times the picks of a
    usual person, (n_items,) float32."""
    content: Content
    """The titles that hardly anybody rated."""
    recency: float
    """An entry's weight falls with (1 + r / recency_scale)^-recency, r its rank from the newest."""
    recency_scale: float
    """In ratings."""
    liking: float
    """By how much an entry's weight rises for each star above the person's own mean."""
    liked_from: float
    """The stars from which on a title is liked."""
    pick_curve: PickCurve
    """From score and popularity to P(picks)."""
    like_curve: LikeCurve
    """From predicted stars to P(likes | picks)."""

    @property
    def n_items(self) -> int:
        return len(self.popularity)

    def entries(self, stars: npt.ArrayLike) -> Doubles:
        """What each rating of a profile weighs, (n,) float64; stars: (n,), the oldest first."""
        given = np.asarray(stars, np.float64)
        if not len(given):
            return given
        rank = np.arange(len(given))[::-1]
        fresh: Doubles = (1 + rank / self.recency_scale) ** -self.recency
        weighed: Doubles = fresh * (1 + self.liking * (given - given.mean()))
        return weighed

    def entered(self, items: Ints, stars: npt.ArrayLike) -> Entered:
        """A person's ratings as what they enter: items (n,) indices; stars (n,), oldest first."""
        return Entered(np.asarray(items, np.int32), self.entries(stars), len(items))

    def score(self, entered: Entered) -> Floats:
        """The score of every title for a person, (n_items,) float32: linear in the entries.

        Without entries all are 0.
        """
        return self.with_content(self.weights.added(entered.items, entered.entries, self.n_items))

    def with_content(self, added: Floats) -> Floats:
        """The score of every title, (n_items,) float32, from the sum of what the entries add to it
        by its own weights, (n_items,): `Weights.added` of all of them, or of some after others."""
        scores, content = added, self.content
        if len(content.alike):
            of_kinds = scores[content.alike].mean(axis=1)
            theirs = of_kinds[content.kinds]
            theirs *= content.share
            scores = added + theirs
        return scores

    def score_all(self, items: Ints, stars: npt.ArrayLike) -> Floats:
        """`score` of somebody who did nothing but rate; items, stars: as in `entered`."""
        return self.score(self.entered(items, stars))

    def contributions(self, entered: Entered, item: int) -> Doubles:
        """What each entry adds to the score of `item`, (m,) float64; their sum is the score."""
        content = self.content
        weights = self.weights.between(entered.items, item)
        if content.share[item] > 0:
            alike = content.alike[content.kinds[item]]
            each = [self.weights.between(entered.items, int(other)) for other in alike]
            weights += float(content.share[item]) * np.mean(each, axis=0)
        return entered.entries * weights

    def is_by_content(self, item: int) -> bool:
        """Whether nobody rated a title, so that its score comes from its genres and years alone."""
        return float(self.popularity[item]) == 0.0

    def leaning(self, entered: Entered) -> Floats:
        """How far a person leans to the genres and decades of each title, more than everybody
        does, (n_items,) float32: the title's times the mean of what was entered, each weighing as
        its entry, less the usual, drawn to 0 as by a few entries. What speaks against leans to
        nothing.
        """
        content = self.content
        if not len(content.alike):
            return np.zeros(self.n_items, np.float32)
        entries = np.maximum(entered.entries, 0)
        own = content.features[content.kinds[entered.items]] - content.usual
        mean = (entries @ own / (entries.sum() + UNLED)).astype(np.float32)
        leanings: Floats = (content.features @ mean)[content.kinds]
        return leanings

    def picks(self, scores: Floats, entered: Entered, popularity: Floats | None = None) -> Floats:
        """P(picks) of each title, (n_items,) float32: the chance that it is among the next 20
        picks of a person of whom this was entered, with these scores.

        popularity: as of another moment than the end of the data, (n_items,) float32.
        """
        return self.pick_curve.chances(scores, self.popular_part(entered, popularity), entered.n)

    def popular_part(self, entered: Entered, popularity: Floats | None = None) -> Floats:
        """What the popularity of each title adds to its score for a person, (n_items,) float32;
        popularity: as in `picks`."""
        around = self.popularity if popularity is None else popularity
        return self.pick_curve.popular_part(around, self.leaning(entered), entered.n)

    def likes(self, raw: Floats, n_rated: float) -> Floats:
        """P(likes | picks) of each title by its predicted stars, not clipped, (n_items,) float32;
        n_rated: the ratings that the predictions are by."""
        return self.like_curve.chances(raw, n_rated)
